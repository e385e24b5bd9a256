"""Answers that are the same for every reader: pages, redirects, and the page that says nothing is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext

from folkmoot.articles.events import chrome_key, lists_key, page_key
from folkmoot.articles.queries import chrome_of, front, publication_of, redirect_for
from folkmoot.articles.queries.history import withdrawn_at, withdrawn_page
from folkmoot.articles.values import ChromeView
from folkmoot.articles.values.history import WithdrawalView
from folkmoot.kit.http.caching import shared
from folkmoot.kit.look.render import render_shared

GONE = 410
NEWEST = 3
UNAVAILABLE_FOR_LEGAL_REASONS = 451


def chrome_for(request: HttpRequest) -> ChromeView:
    """Return masthead and footer of the publication a request is for.

    Raises:
        MisdirectedError: nobody here answers to this host.
    """
    return chrome_of(publication_of(request).id)


def page(
    template: str, chrome: ChromeView, context: Mapping[str, Any], *, keys: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    """Return a page that changes with these surrogate keys and with the publication's chrome."""
    html = render_shared(template, chrome, context)
    return shared(HttpResponse(html, status=status), keys=(chrome_key(chrome.publication_id), *keys))


def moved_or_missing(request: HttpRequest, chrome: ChromeView, *, keys: Sequence[str] = ()) -> HttpResponse:
    """Return 301 to where an address of before leads now, why an article was withdrawn, or a 404 that leads on.

    All change when articles do, for a missing page may be written tomorrow, and with these surrogate keys.
    """
    keys = (lists_key(chrome.publication_id), *keys)
    asked = request.get_full_path()
    target = redirect_for(chrome.publication_id, asked)
    if target is not None:
        return shared(HttpResponsePermanentRedirect(iri_to_uri(target)), keys=keys)
    withdrawal = withdrawn_at(chrome.publication_id, asked)
    if withdrawal is not None:
        return gone(chrome, withdrawal, keys=keys)
    context = {
        "title": gettext("There is no page at this address"),
        "sentence": gettext("It may have moved, or the address may have lost a letter on its way to you."),
        "links": chrome.sections,
        "newest": front(chrome.publication_id, lead_id=chrome.lead_id).teasers[:NEWEST],
    }
    return page("pages/missing.html", chrome, context, keys=keys, status=404)


def gone(
    chrome: ChromeView, withdrawal: WithdrawalView, *, keys: Sequence[str] = (), discussion: bool = False
) -> HttpResponse:
    """Return why an article is no longer shown: 451 (RFC 7725) if a court or a law forbids it, else 410.

    Args:
        discussion: what was asked for is said under it, and is hidden with it.
    """
    context = {"withdrawal": withdrawal, "discussion": discussion}
    status = UNAVAILABLE_FOR_LEGAL_REASONS if withdrawal.legal else GONE
    return page("pages/withdrawn.html", chrome, context, keys=(page_key(withdrawal.page_id), *keys), status=status)


def undiscussed(request: HttpRequest, chrome: ChromeView, page_id: int | None, *, keys: Sequence[str]) -> HttpResponse:
    """Return why what is said under a page cannot be read: its article was withdrawn, or nothing is here."""
    withdrawal = withdrawn_page(chrome.publication_id, page_id) if page_id is not None else None
    if withdrawal is None:
        return moved_or_missing(request, chrome, keys=keys)
    return gone(chrome, withdrawal, keys=(lists_key(chrome.publication_id), *keys), discussion=True)
