"""Articles as entries of a feed: whole, with their picture and what was put right in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.template.loader import render_to_string

from folkmoot.articles.values import ArticleView, ChromeView
from folkmoot.discussion.values import CountView, thread_path
from folkmoot.pages.feeds.channel import Entry, Talk, Writer
from folkmoot.pages.linked_data import absolute

OWN_ADDRESS = re.compile(r'((?:src|href)=")/(?!/)')
SOURCE_SET = re.compile(r' srcset="[^"]*"')


def article_entry(chrome: ChromeView, article: ArticleView, count: CountView | None, feed_name: str) -> Entry:
    """Return an article as an entry. Runs in the publication's language.

    Args:
        count: of its thread, None where it cannot be discussed.
        feed_name: of the format, so that the thread is followed in the same one.
    """
    html = render_to_string("pages/_feed_article.html", {"article": article})
    return Entry(
        id=f"tag:{urlsplit(chrome.base_url).hostname},{article.published_at:%Y-%m-%d}:article-{article.page_id}",
        url=absolute(chrome, article.path),
        title=article.headline,
        summary=article.standfirst,
        content=with_own_addresses(chrome, html),
        writers=_writers(chrome, article),
        tags=tuple(_once([*([article.section.name] if article.section else []), *(tag.name for tag in article.tags)])),
        published_at=article.published_at,
        updated_at=article.updated_at or article.published_at,
        image_url=absolute(chrome, article.picture.src) if article.picture else "",
        talk=_talk(chrome, article, count, feed_name) if count else None,
    )


def with_own_addresses(chrome: ChromeView, html: str) -> str:
    """Return HTML whose addresses can be followed from anywhere; of a picture's variants one is left."""
    return OWN_ADDRESS.sub(rf"\g<1>{chrome.base_url}/", SOURCE_SET.sub("", html))


def _writers(chrome: ChromeView, article: ArticleView) -> tuple[Writer, ...]:
    return tuple(Writer(name=author.name, url=absolute(chrome, author.path)) for author in article.bylines)


def _talk(chrome: ChromeView, article: ArticleView, count: CountView, feed_name: str) -> Talk:
    return Talk(
        url=absolute(chrome, f"{article.path}#discussion"),
        feed_url=absolute(chrome, thread_path(count.thread_id) + feed_name),
        count=count.comment_count,
    )


def _once(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(names)
