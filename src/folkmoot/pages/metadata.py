"""What machines read in a page's head: canonical address, preview for other sites, schema.org data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext

from folkmoot.articles.values import ArticleView, ChromeView, FixedPageView, ListView, PictureView
from folkmoot.discussion.values import FocusView, ThreadView, WindowView, thread_path
from folkmoot.kit.text.plain import plain_text
from folkmoot.pages.addresses import comments_path
from folkmoot.pages.finding import SEARCH_PATH, Asked
from folkmoot.pages.linked_data import absolute, author_page, front_page, moment, news_article

DESCRIPTION_CHARS = 200
EVERY_FEED = (
    ("feed.atom", "application/atom+xml", "Atom"),
    ("feed.rss", "application/rss+xml", "RSS"),
    ("feed.json", "application/feed+json", "JSON"),
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that a page offers: its address, its media type, and what it is called."""

    path: str
    content_type: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The head of one page.

    Attributes:
        title: of the window, publication included.
        canonical: the one absolute address of this content.
        kind: "article" or "website", in the words of OpenGraph.
        indexed: whether search engines may list this page.
        next_path: the page that follows, or None.
        feeds: what can be followed from here, beside the publication's own feeds.
        picture: that stands for the page elsewhere.
        facts: of an article, as (name, value) in the words of OpenGraph.
        linked_data: JSON-LD without any "<", safe inside a script element; empty for none.
    """

    title: str
    description: str
    canonical: str
    kind: str = "website"
    indexed: bool = True
    next_path: str | None = None
    feeds: tuple[Feed, ...] = ()
    image_url: str = ""
    picture: PictureView | None = None
    facts: tuple[tuple[str, str], ...] = ()
    linked_data: str = ""


def of_list(chrome: ChromeView, view: ListView, *, path: str) -> Metadata:
    """Return the head of a list; `path` is its own address, cursor included."""
    title = f"{view.title} · {chrome.name}" if view.title else chrome.name
    linked_data = ""
    if path == "/":
        linked_data = front_page(chrome)
    elif path == view.path and view.path.startswith("/author/"):
        linked_data = author_page(chrome, view)
    feeds = _feeds(view.path, view.title) if view.title else ()
    if view.path.startswith("/author/"):
        words = gettext("Comments on articles by %(name)s") % {"name": view.title}
        feeds += _feeds(comments_path(view.path), words)
    return Metadata(
        title=title,
        description=_summary(view.intro or chrome.tagline),
        canonical=absolute(chrome, path),
        next_path=view.next_path,
        feeds=feeds,
        linked_data=linked_data,
    )


def of_article(
    chrome: ChromeView, article: ArticleView, *, comment_count: int, window: WindowView | None = None
) -> Metadata:
    """Return the head of an article.

    Args:
        window: the first window of its discussion; None for any later one, which is canonical to the first.
    """
    picture = article.picture
    feeds: tuple[Feed, ...] = ()
    if window is not None:
        words = gettext("Comments on “%(title)s”") % {"title": article.headline}
        feeds = _feeds(thread_path(window.thread.id), words)
    return Metadata(
        title=f"{article.headline} · {chrome.name}",
        description=_summary(article.standfirst or plain_text(article.body_html)),
        canonical=absolute(chrome, article.path),
        kind="article",
        feeds=feeds,
        image_url=absolute(chrome, picture.src) if picture else "",
        picture=picture,
        facts=tuple(_facts(chrome, article)),
        linked_data=news_article(
            chrome, article, comment_count=comment_count, comments=window.comments if window else ()
        ),
    )


def of_fixed_page(chrome: ChromeView, view: FixedPageView) -> Metadata:
    """Return the head of About, Imprint and their like."""
    return Metadata(
        title=f"{view.title} · {chrome.name}",
        description=_summary(plain_text(view.body_html)),
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
    author, nameless = focus.comment.author, gettext("Anonymous")
    words = gettext("%(name)s on “%(title)s”") % {
        "name": author.said(nameless) if author else nameless,
        "title": focus.thread.title,
    }
    return Metadata(
        title=f"{words} · {chrome.name}",
        description=_summary(plain_text(focus.comment.body_html)) or words,
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


def _feeds(path: str, title: str) -> tuple[Feed, ...]:
    return tuple(Feed(path + name, content_type, f"{title} ({word})") for name, content_type, word in EVERY_FEED)


def _facts(chrome: ChromeView, article: ArticleView) -> Iterator[tuple[str, str]]:
    yield "article:published_time", moment(article.published_at)
    if article.updated_at:
        yield "article:modified_time", moment(article.updated_at)
    if article.section:
        yield "article:section", article.section.name
    for author in article.bylines:
        yield "article:author", absolute(chrome, author.path)
    for tag in article.tags:
        yield "article:tag", tag.name


def _summary(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(DESCRIPTION_CHARS)
