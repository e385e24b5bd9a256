"""What a page says of itself in the words of schema.org: articles with their discussion, authors, the newspaper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext

from folkmoot.articles.values import ArticleView, ChromeView, Link, ListView, PictureView, SourceView
from folkmoot.discussion.values import CommentState, CommentView, TallyView, comment_path
from folkmoot.kit.text.plain import plain_text

NO_MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
CONTEXT = "https://schema.org"


def absolute(chrome: ChromeView, path: str) -> str:
    """Return a path of the publication as an absolute URI; one that is absolute stays as it is."""
    return iri_to_uri(path if "://" in path else chrome.base_url + path)


def news_article(
    chrome: ChromeView, article: ArticleView, *, comment_count: int, comments: Sequence[CommentView]
) -> str:
    """Return a NewsArticle. Of its discussion only what the page itself shows is in it, and never what is hidden.

    Args:
        comments: the roots of the first window, with their first replies.
    """
    picture = article.picture
    words = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "@id": f"{absolute(chrome, article.path)}#article",
        "headline": article.headline,
        "description": article.standfirst,
        "url": absolute(chrome, article.path),
        "mainEntityOfPage": _page(chrome, article),
        "datePublished": moment(article.published_at),
        "dateModified": moment(article.updated_at or article.published_at),
        "author": [_person(chrome, author) for author in article.bylines],
        "publisher": _publisher(chrome),
        "inLanguage": chrome.language,
        "isAccessibleForFree": True,
        "articleSection": article.section.name if article.section else "",
        "keywords": [tag.name for tag in article.tags],
        "image": list(_images(chrome, picture)) if picture else [],
        "citation": [_citation(source) for source in article.sources],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": " ".join(filter(None, (one.wrong, one.right))),
                "datePublished": moment(one.at),
            }
            for one in article.corrections
        ],
        "commentCount": comment_count,
        "interactionStatistic": _counter("CommentAction", comment_count),
        "comment": list(_comments(chrome, comments)),
        "discussionUrl": f"{absolute(chrome, article.path)}#discussion",
    }
    return _safe(words)


def author_page(chrome: ChromeView, view: ListView) -> str:
    """Return the ProfilePage of an author."""
    person = {**_person(chrome, Link(name=view.title, path=view.path)), "description": view.intro}
    return _safe({"@context": CONTEXT, "@type": "ProfilePage", "mainEntity": _said(person)})


def front_page(chrome: ChromeView) -> str:
    """Return who publishes this."""
    return _safe({"@context": CONTEXT, **_publisher(chrome), "description": chrome.tagline})


def moment(at: datetime) -> str:
    """Return a moment as RFC 3339 in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _page(chrome: ChromeView, article: ArticleView) -> dict[str, Any]:
    trail = [Link(name=chrome.name, path="/"), *([article.section] if article.section else [])]
    crumbs = [
        {"@type": "ListItem", "position": place, "name": link.name, "item": absolute(chrome, link.path)}
        for place, link in enumerate([*trail, Link(name=article.headline, path=article.path)], start=1)
    ]
    breadcrumb = {"@type": "BreadcrumbList", "itemListElement": crumbs}
    return {"@type": "WebPage", "@id": absolute(chrome, article.path), "breadcrumb": breadcrumb}


def _publisher(chrome: ChromeView) -> dict[str, Any]:
    words: dict[str, Any] = {"@type": "NewsMediaOrganization", "name": chrome.name, "url": chrome.base_url + "/"}
    if chrome.logo:
        words["logo"] = {
            "@type": "ImageObject",
            "url": absolute(chrome, chrome.logo.src),
            "width": chrome.logo.width,
            "height": chrome.logo.height,
        }
    return words


def _person(chrome: ChromeView, author: Link) -> dict[str, str]:
    return {"@type": "Person", "name": author.name, "url": absolute(chrome, author.path)}


def _images(chrome: ChromeView, picture: PictureView) -> Iterator[dict[str, Any]]:
    """Yield the picture in each width that we keep, the widest first."""
    variants = [(path, int(width.removesuffix("w"))) for path, width in map(str.split, picture.srcset.split(","))]
    for path, width in sorted(variants, key=lambda variant: -variant[1]):
        yield _said(
            {
                "@type": "ImageObject",
                "url": absolute(chrome, path),
                "width": width,
                "height": round(picture.height * width / picture.width),
                "caption": picture.caption or picture.alt,
                "creditText": picture.credit,
            }
        )


def _citation(source: SourceView) -> dict[str, Any] | str:
    """Return a document as what it is, and everybody else by their name."""
    name = ", ".join(filter(None, (source.name or gettext("an unnamed source"), source.role)))
    return {"@type": "CreativeWork", "name": name, "url": source.url} if source.url else name


def _counter(action: str, count: int) -> dict[str, Any]:
    return {
        "@type": "InteractionCounter",
        "interactionType": {"@type": action},
        "userInteractionCount": count,
    }


def _comments(chrome: ChromeView, comments: Iterable[CommentView]) -> Iterator[dict[str, Any]]:
    """Yield what is published; answers to something taken down stand where it stood."""
    for comment in comments:
        replies = list(_comments(chrome, comment.replies))
        if comment.state is not CommentState.PUBLISHED or comment.author is None:
            yield from replies
            continue
        address = absolute(chrome, comment_path(comment.id))
        yield _said(
            {
                "@type": "Comment",
                "@id": address,
                "url": address,
                "text": _text(comment.body_html),
                "author": {"@type": "Person", "name": comment.author.said(gettext("Anonymous"))},
                "datePublished": moment(comment.created_at),
                "dateModified": moment(comment.edited_at) if comment.edited_at else "",
                **_votes(comment.tally),
                "comment": replies,
            }
        )


def _votes(tally: TallyView | None) -> dict[str, int]:
    """Return the votes on a comment; nothing of them while they are hidden."""
    if tally is None or tally.up is None or tally.down is None:
        return {}
    return {"upvoteCount": tally.up, "downvoteCount": tally.down}


@lru_cache(maxsize=2_048)
def _text(html: str) -> str:
    """Return the words of a comment. Kept: a page is made anew because one comment changed, not a hundred."""
    return plain_text(html)


def _said(words: dict[str, Any]) -> dict[str, Any]:
    """Return what is not left empty."""
    return {name: value for name, value in words.items() if value not in ("", [])}


def _safe(words: dict[str, Any]) -> str:
    """Return JSON that cannot end the script element it stands in."""
    return json.dumps(_said(words), ensure_ascii=False).translate(NO_MARKUP)
