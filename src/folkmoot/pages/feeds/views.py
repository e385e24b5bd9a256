"""The doors of the feeds. Each is the same for everybody, kept on the shelf, and made anew when what it shows changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from folkmoot.articles import queries as articles
from folkmoot.articles.events import chrome_key, lists_key, page_key
from folkmoot.articles.values import ArticleView, ChromeView, ListView
from folkmoot.discussion import queries as discussion
from folkmoot.discussion.events import count_key, talk_key, thread_key
from folkmoot.discussion.values import thread_path
from folkmoot.kit.http.caching import shared
from folkmoot.kit.look.render import as_written_by
from folkmoot.pages.addresses import comments_path
from folkmoot.pages.feeds.articles import article_entry
from folkmoot.pages.feeds.channel import Channel, Entry
from folkmoot.pages.feeds.comments import comment_entry
from folkmoot.pages.feeds.formats import atom_of, json_of, rss_of
from folkmoot.pages.linked_data import absolute
from folkmoot.pages.respond import chrome_for, moved_or_missing, undiscussed

ARTICLES = 20
COMMENTS = 50
FORMATS: dict[str, tuple[Callable[[Channel], str], str]] = {
    "atom": (atom_of, "application/atom+xml; charset=utf-8"),
    "rss": (rss_of, "application/rss+xml; charset=utf-8"),
    "json": (json_of, "application/feed+json; charset=utf-8"),
}
"""Ending of the address → who writes it, and what it is called."""


@require_safe
def publication(request: HttpRequest, ending: str) -> HttpResponse:
    """Return the newest twenty articles, whole."""
    chrome = chrome_for(request)
    return _articles(chrome, ending, Q(), title="", subtitle=chrome.tagline, path="/")


@require_safe
def section(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Return the newest twenty articles of a section."""
    return _of_list(request, ending, articles.section, slug, Q(section__slug=slug))


@require_safe
def author(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Return the newest twenty articles of an author."""
    return _of_list(request, ending, articles.author, slug, Q(bylines__author__slug=slug))


@require_safe
def tag(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Return the newest twenty articles with a tag."""
    return _of_list(request, ending, articles.tag, slug, Q(tags__slug=slug))


@require_safe
def thread(request: HttpRequest, thread_id: int, ending: str) -> HttpResponse:
    """Return the fifty newest comments that the public sees in a thread."""
    chrome = chrome_for(request)
    view = discussion.read_thread(thread_id, chrome.publication_id)
    if view is None:
        page_id = discussion.page_of_thread(thread_id, chrome.publication_id)
        return undiscussed(request, chrome, page_id, keys=(thread_key(thread_id),))
    with as_written_by(chrome):
        comments = discussion.recent_comments(thread_id, COMMENTS)
        entries = tuple(comment_entry(chrome, view, comment) for comment in comments)
        title = gettext("Comments on “%(title)s”") % {"title": view.title}
    channel = _channel(chrome, title=title, path=thread_path(thread_id), home_url=view.url, entries=entries)
    return _answer(chrome, ending, channel, keys=(thread_key(thread_id), page_key(view.page_id)))


@require_safe
def author_comments(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Return the fifty newest comments that the public sees under an author's articles."""
    chrome = chrome_for(request)
    view = articles.author(chrome.publication_id, slug)
    if view is None:
        return moved_or_missing(request, chrome)
    found = discussion.comments_under_author(chrome.publication_id, slug, limit=COMMENTS)
    with as_written_by(chrome):
        entries = tuple(comment_entry(chrome, thread, comment) for thread, comment in found)
        title = gettext("Comments on articles by %(name)s") % {"name": view.title}
    home_url = absolute(chrome, view.path)
    channel = _channel(chrome, title=title, path=comments_path(view.path), home_url=home_url, entries=entries)
    # Which threads are an author's changes with the lists; what is said in any of them changes the talk.
    return _answer(chrome, ending, channel, keys=(lists_key(chrome.publication_id), talk_key(chrome.publication_id)))


def _of_list(
    request: HttpRequest, ending: str, read: Callable[..., ListView | None], slug: str, within: Q
) -> HttpResponse:
    chrome = chrome_for(request)
    view = read(chrome.publication_id, slug)
    if view is None:
        return moved_or_missing(request, chrome)
    return _articles(chrome, ending, within, title=view.title, subtitle=view.intro, path=view.path)


def _articles(chrome: ChromeView, ending: str, within: Q, *, title: str, subtitle: str, path: str) -> HttpResponse:
    found: Sequence[ArticleView] = articles.recent_articles(chrome.publication_id, ARTICLES, within=within, beside=True)
    counts = discussion.counts_by_page(article.page_id for article in found)
    with as_written_by(chrome):
        entries = tuple(
            article_entry(chrome, article, counts.get(article.page_id), f"feed.{ending}") for article in found
        )
    channel = _channel(chrome, title=title, subtitle=subtitle, path=path, entries=entries)
    keys = [lists_key(chrome.publication_id), *(page_key(article.page_id) for article in found)]
    # Only RSS says how much was said, so only RSS is made anew when somebody speaks.
    keys += [count_key(count.thread_id) for count in counts.values()] if ending == "rss" else []
    return _answer(chrome, ending, channel, keys=keys)


def _channel(
    chrome: ChromeView, *, title: str, path: str, entries: tuple[Entry, ...], subtitle: str = "", home_url: str = ""
) -> Channel:
    return Channel(
        title=f"{title} · {chrome.name}" if title else chrome.name,
        subtitle=subtitle,
        home_url=home_url or absolute(chrome, path),
        publisher=chrome.name,
        base_url=chrome.base_url,
        path=absolute(chrome, path).removeprefix(chrome.base_url),
        language=chrome.language,
        logo_url=absolute(chrome, chrome.logo.src) if chrome.logo else "",
        entries=entries,
    )


def _answer(chrome: ChromeView, ending: str, channel: Channel, *, keys: Sequence[str]) -> HttpResponse:
    write, content_type = FORMATS[ending]
    response = HttpResponse(write(channel), content_type=content_type)
    return shared(response, keys=(chrome_key(chrome.publication_id), *keys))
