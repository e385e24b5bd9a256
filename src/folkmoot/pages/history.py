"""What became of an article since it could be read: every public text, and what each changed, word by word."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from folkmoot.articles.events import lists_key, page_key
from folkmoot.articles.queries import redirect_for
from folkmoot.articles.queries.history import article_history, revision_change, withdrawn_at
from folkmoot.articles.values import ChromeView, article_path
from folkmoot.articles.values.history import HistoryView
from folkmoot.kit.http.caching import shared
from folkmoot.kit.look.render import as_written_by
from folkmoot.pages.linked_data import absolute
from folkmoot.pages.metadata import Metadata
from folkmoot.pages.respond import chrome_for, gone, moved_or_missing, page


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the list of an article's public texts, newest first."""
    chrome = chrome_for(request)
    view = article_history(chrome.publication_id, slug)
    if view is None:
        return _elsewhere(request, chrome, slug, "history/")
    with as_written_by(chrome):
        head = _metadata(chrome, view, view.history_path, gettext("How “%(headline)s” changed"))
    return page("pages/history.html", chrome, {"metadata": head, "history": view}, keys=(page_key(view.page_id),))


@require_safe
def revision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Return what one public text changed against the public one before it, or why nobody may see it."""
    chrome = chrome_for(request)
    with as_written_by(chrome):
        change = revision_change(chrome.publication_id, slug, number)
        if change is None:
            return _elsewhere(request, chrome, slug, f"history/{number}/")
        head = _metadata(chrome, change.history, change.revision.path, gettext("What changed in “%(headline)s”"))
    context = {"metadata": head, "change": change, "history": change.history}
    return page("pages/revision.html", chrome, context, keys=(page_key(change.history.page_id),))


def _metadata(chrome: ChromeView, view: HistoryView, path: str, words: str) -> Metadata:
    """Return the head: search engines are to list what an article says now, not what it said."""
    title = words % {"headline": view.headline}
    return Metadata(
        title=f"{title} · {chrome.name}", description=title, canonical=absolute(chrome, path), indexed=False
    )


def _elsewhere(request: HttpRequest, chrome: ChromeView, slug: str, rest: str) -> HttpResponse:
    """Return the same page under the article's present address, why the article is gone, or that nothing is here."""
    keys = (lists_key(chrome.publication_id),)
    former = article_path(slug)
    target = redirect_for(chrome.publication_id, former)
    if target is not None:
        return shared(HttpResponsePermanentRedirect(iri_to_uri(target + rest)), keys=keys)
    withdrawal = withdrawn_at(chrome.publication_id, former)
    if withdrawal is not None:
        return gone(chrome, withdrawal, keys=keys)
    return moved_or_missing(request, chrome)
