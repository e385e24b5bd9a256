"""What machines read in a page's head: canonical address, preview for other sites, schema.org data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext

from folkmoot.articles.values import ArticleView, ChromeView, FixedPageView, ListView
from folkmoot.discussion.values import FocusView, ThreadView
from folkmoot.pages.finding import SEARCH_PATH, Asked

DESCRIPTION_CHARS = 200
NO_MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The head of one page.

    Attributes:
        title: of the window, publication included.
        canonical: the one absolute address of this content.
        kind: "article" or "website", in the words of OpenGraph.
        indexed: whether search engines may list this page.
        next_path: the page that follows, or None.
        linked_data: JSON-LD without any "<", safe inside a script element; empty for none.
    """

    title: str
    description: str
    canonical: str
    kind: str = "website"
    indexed: bool = True
    next_path: str | None = None
    image_url: str = ""
    image_alt: str = ""
    linked_data: str = ""


def absolute(chrome: ChromeView, path: str) -> str:
    """Return a path of the publication as an absolute URI; one that is absolute stays as it is."""
    return iri_to_uri(path if "://" in path else chrome.base_url + path)


def of_list(chrome: ChromeView, view: ListView, *, path: str) -> Metadata:
    """Return the head of a list; `path` is its own address, cursor included."""
    title = f"{view.title} · {chrome.name}" if view.title else chrome.name
    return Metadata(
        title=title,
        description=_summary(view.intro or chrome.tagline),
        canonical=absolute(chrome, path),
        next_path=view.next_path,
    )


def of_article(chrome: ChromeView, article: ArticleView, *, comment_count: int) -> Metadata:
    """Return the head of an article."""
    picture = article.picture
    return Metadata(
        title=f"{article.headline} · {chrome.name}",
        description=_summary(article.standfirst or strip_tags(article.body_html)),
        canonical=absolute(chrome, article.path),
        kind="article",
        image_url=absolute(chrome, picture.src) if picture else "",
        image_alt=picture.alt if picture else "",
        linked_data=_news_article(chrome, article, comment_count),
    )


def of_fixed_page(chrome: ChromeView, view: FixedPageView) -> Metadata:
    """Return the head of About, Imprint and their like."""
    return Metadata(
        title=f"{view.title} · {chrome.name}",
        description=_summary(strip_tags(view.body_html)),
        canonical=absolute(chrome, view.path),
    )


def of_thread(chrome: ChromeView, thread: ThreadView) -> Metadata:
    """Return the head of a thread alone; search engines are sent to the page it discusses."""
    words = gettext("Comments on “%(title)s”") % {"title": thread.title}
    return Metadata(
        title=f"{words} · {chrome.name}", description=words, canonical=absolute(chrome, thread.url), indexed=False
    )


def of_focus(chrome: ChromeView, focus: FocusView) -> Metadata:
    """Return the head of the window around one comment; search engines are sent to the page it discusses."""
    name = focus.comment.author.name if focus.comment.author else ""
    words = gettext("%(name)s on “%(title)s”") % {
        "name": name or gettext("Anonymous"),
        "title": focus.thread.title,
    }
    return Metadata(
        title=f"{words} · {chrome.name}",
        description=_summary(strip_tags(focus.comment.body_html)) or words,
        canonical=absolute(chrome, focus.thread.url),
        indexed=False,
    )


def of_search(chrome: ChromeView, asked: Asked) -> Metadata:
    """Return the head of a search, which no search engine lists."""
    words = gettext("Search for “%(words)s”") % {"words": asked.typed} if asked.typed else gettext("Search")
    return Metadata(
        title=f"{words} · {chrome.name}",
        description=gettext("Articles and comments of %(name)s") % {"name": chrome.name},
        canonical=absolute(chrome, SEARCH_PATH),
        indexed=False,
    )


def _summary(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(DESCRIPTION_CHARS)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _news_article(chrome: ChromeView, article: ArticleView, comment_count: int) -> str:
    """Return schema.org's NewsArticle as JSON that cannot end the script element it stands in."""
    words: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "mainEntityOfPage": absolute(chrome, article.path),
        "datePublished": _moment(article.published_at),
        "dateModified": _moment(article.updated_at or article.published_at),
        "author": [
            {"@type": "Person", "name": author.name, "url": absolute(chrome, author.path)} for author in article.bylines
        ],
        "publisher": {"@type": "NewsMediaOrganization", "name": chrome.name, "url": chrome.base_url + "/"},
        "inLanguage": chrome.language,
        "isAccessibleForFree": True,
        "commentCount": comment_count,
    }
    if article.standfirst:
        words["description"] = article.standfirst
    if article.section:
        words["articleSection"] = article.section.name
    if article.picture:
        words["image"] = [absolute(chrome, article.picture.src)]
    return json.dumps(words, ensure_ascii=False).translate(NO_MARKUP)
