"""Whole pages, composed of what the articles and the discussion know. Every reader gets the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import resolve
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from folkmoot.articles import queries as articles
from folkmoot.articles.events import lists_key, page_key
from folkmoot.articles.values import ChromeView, Link, ListView, TeaserView
from folkmoot.discussion import queries as discussion
from folkmoot.discussion.events import comment_key, count_key, thread_key
from folkmoot.discussion.policy import unknown_filter
from folkmoot.discussion.values import CountView, Filter, Order, ThreadView, WindowView
from folkmoot.funding.events import meters_key
from folkmoot.funding.queries import appeal_on
from folkmoot.kit import clock
from folkmoot.kit.http.areas import Area, area_of
from folkmoot.kit.http.caching import shared
from folkmoot.pages import metadata
from folkmoot.pages.addresses import comments_path
from folkmoot.pages.respond import chrome_for, moved_or_missing, page, undiscussed
from folkmoot.pure.verdict import Denial, DeniedError, require
from folkmoot.pure.words import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Row:
    """A teaser, and how much was said under its article, if it can be discussed."""

    teaser: TeaserView
    count: CountView | None


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Return the front page, its earlier articles (`?before=`), or where an old `/?p=123` leads now."""
    chrome = chrome_for(request)
    if any(name in request.GET for name in articles.NAMING_PARAMETERS):
        return moved_or_missing(request, chrome)
    before = request.GET.get("before")
    view = articles.front(chrome.publication_id, lead_id=chrome.lead_id, before=before)
    if before is not None:
        return _list_page(request, chrome, view, heading=gettext("Earlier articles"))
    rows = _rows(view)
    context = {
        "metadata": metadata.of_list(chrome, view, path="/"),
        "rows": rows,
        "edition": max((teaser.published_at for teaser in view.teasers), default=None),
        "next_path": view.next_path,
        "appeal": appeal_on(chrome),
    }
    return page("pages/front.html", chrome, context, keys=_list_keys(chrome, rows))


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the articles of a section."""
    return _list_or_missing(request, articles.section, slug, asks=True)


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the articles of an author."""
    return _list_or_missing(request, articles.author, slug)


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the articles with a tag."""
    return _list_or_missing(request, articles.tag, slug)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Return an article with a window of its thread (`?order=&filter=&after=`)."""
    chrome = chrome_for(request)
    view = articles.article_by_slug(chrome.publication_id, slug)
    if view is None:
        return moved_or_missing(request, chrome)
    thread = discussion.thread_of_page(view.page_id)
    window = _window(request, thread)
    context = {
        "metadata": metadata.of_article(
            chrome,
            view,
            comment_count=thread.comment_count if thread else 0,
            window=window if _is_first(request) else None,
        ),
        "article": view,
        "here": view.section.path if view.section else "",
        "window": window,
        "appeal": appeal_on(chrome, section=view.section, article_id=view.id),
    }
    keys = (*_page_keys(view.page_id, thread), meters_key(chrome.publication_id))
    return page("pages/article.html", chrome, context, keys=keys)


@require_safe
def fixed_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Return About, Imprint and their like, discussed or not."""
    chrome = chrome_for(request)
    view = articles.fixed_page_by_slug(chrome.publication_id, slug)
    if view is None:
        return moved_or_missing(request, chrome)
    thread = discussion.thread_of_page(view.page_id)
    context = {"metadata": metadata.of_fixed_page(chrome, view), "page": view, "window": _window(request, thread)}
    return page("pages/fixed.html", chrome, context, keys=_page_keys(view.page_id, thread))


@require_safe
def thread(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Return a window of a thread alone (`?order=&filter=&after=`)."""
    chrome = chrome_for(request)
    view = discussion.read_thread(thread_id, chrome.publication_id)
    if view is None:
        page_id = discussion.page_of_thread(thread_id, chrome.publication_id)
        return undiscussed(request, chrome, page_id, keys=(thread_key(thread_id),))
    context = {
        "metadata": metadata.of_thread(chrome, view),
        "window": _window(request, view),
        "page_path": _path_of(chrome, view),
    }
    return page("pages/thread.html", chrome, context, keys=_page_keys(view.page_id, view))


@require_safe
def comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Return the window around one comment (`?after=` for more replies, `?order=` of where the reader came from)."""
    chrome = chrome_for(request)
    after, order = request.GET.get("after"), _order(request)
    focus = discussion.read_focus(comment_id, chrome.publication_id, after=after, order=order)
    if focus is None:
        page_id = discussion.page_of_comment(comment_id, chrome.publication_id)
        return undiscussed(request, chrome, page_id, keys=(comment_key(comment_id),))
    context = {
        "metadata": metadata.of_focus(chrome, focus),
        "focus": focus.told(now=clock.now()),
        "page_path": _path_of(chrome, focus.thread),
    }
    return page("pages/comment.html", chrome, context, keys=_page_keys(focus.thread.page_id, focus.thread))


def unknown(request: HttpRequest) -> HttpResponse:
    """Return what an address without a page of its own leads to: its spelling with a slash, an old link's page, 404.

    Raises:
        Http404: outside the newspaper's pages, where programs and staff get an answer of their own kind.
    """
    if area_of(request.path) is not Area.PAGES:
        raise Http404
    chrome = chrome_for(request)
    if not request.path.endswith("/") and _has_page(chrome, request.path + "/"):
        query = request.META.get("QUERY_STRING", "")
        return shared(HttpResponsePermanentRedirect(request.path + "/" + (f"?{query}" if query else "")))
    return moved_or_missing(request, chrome)


def _has_page(chrome: ChromeView, path: str) -> bool:
    match = resolve(path)
    if match.func is fixed_page:
        return articles.fixed_page_by_slug(chrome.publication_id, match.kwargs["slug"]) is not None
    return match.func is not unknown


def _list_or_missing(
    request: HttpRequest, read: Callable[..., ListView | None], slug: str, *, asks: bool = False
) -> HttpResponse:
    chrome = chrome_for(request)
    view = read(chrome.publication_id, slug, before=request.GET.get("before"))
    if view is None:
        return moved_or_missing(request, chrome)
    return _list_page(request, chrome, view, heading=view.title, asks=asks)


def _list_page(
    request: HttpRequest, chrome: ChromeView, view: ListView, *, heading: str, asks: bool = False
) -> HttpResponse:
    """Return a list; `asks` says whether its first page asks for money."""
    before = request.GET.get("before")
    rows = _rows(view)
    context = {
        "metadata": metadata.of_list(chrome, view, path=f"{view.path}?before={before}" if before else view.path),
        "heading": heading,
        "intro": view.intro,
        "here": view.path,
        "rows": rows,
        "next_path": view.next_path,
        "talk_path": f"{comments_path(view.path)}feed.atom" if view.path.startswith("/author/") else "",
        "appeal": appeal_on(chrome, section=Link(name=view.title, path=view.path)) if asks and not before else None,
    }
    return page("pages/list.html", chrome, context, keys=_list_keys(chrome, rows))


def _rows(view: ListView) -> list[Row]:
    counts = discussion.counts_by_page(teaser.page_id for teaser in view.teasers)
    return [Row(teaser, counts.get(teaser.page_id)) for teaser in view.teasers]


def _list_keys(chrome: ChromeView, rows: list[Row]) -> tuple[str, ...]:
    keys = (lists_key(chrome.publication_id), meters_key(chrome.publication_id))
    return (*keys, *(count_key(row.count.thread_id) for row in rows if row.count))


def _window(request: HttpRequest, thread: ThreadView | None) -> WindowView | None:
    """Return the window that the address asks for, or None where nothing is discussed.

    Raises:
        DeniedError: `unknown_order`, `unknown_filter` or `bad_cursor`.
    """
    if thread is None:
        return None
    asked = request.GET.get("filter") or None
    require(unknown_filter(asked))
    only = Filter(asked) if asked else None
    window = discussion.read_page(thread, order=_order(request), after=request.GET.get("after"), only=only)
    return window.told(now=clock.now())


def _order(request: HttpRequest) -> Order:
    try:
        return Order(request.GET.get("order", Order.NEWEST))
    except ValueError as error:
        sentence = _("Comments can be ordered by newest, oldest or most voted.")
        raise DeniedError(Denial(code="unknown_order", sentence=sentence, field="order")) from error


def _is_first(request: HttpRequest) -> bool:
    """Return whether a page shows the beginning of all that is said, in some order."""
    return not (request.GET.get("after") or request.GET.get("filter"))


def _page_keys(page_id: int, thread: ThreadView | None) -> tuple[str, ...]:
    return (page_key(page_id), thread_key(thread.id)) if thread else (page_key(page_id),)


def _path_of(chrome: ChromeView, thread: ThreadView) -> str:
    """Return where a thread's page is read: a path for our own, so that any host of ours leads to itself."""
    return thread.url.removeprefix(chrome.base_url)
