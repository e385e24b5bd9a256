"""The search: a page of its own for whoever asks, never kept. It works without a script, and nothing typed is an error."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from folkmoot.articles.values import ChromeView
from folkmoot.kit import clock
from folkmoot.kit.conf_readers import Allowance
from folkmoot.kit.http.client import network_of
from folkmoot.kit.look.render import as_written_by, render_shared
from folkmoot.kit.ratelimit import Rate, take
from folkmoot.pages import metadata
from folkmoot.pages.finding import Asked, By, Kind, find
from folkmoot.pages.respond import chrome_for

SEARCHES = Allowance(count=60, per_s=60, burst=30)
"""Of one network: a house or an office together. Each search costs the database a little."""

TOO_MANY = 429


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Return the form, and what was found for `?q=`: `&in=articles|comments`, `&by=newest`, `&after=` for more."""
    chrome = chrome_for(request)
    asked = Asked.read(*(request.GET.get(name, "") for name in ("q", "in", "by", "after")))
    with as_written_by(chrome):
        wait_s = _wait_s(request, chrome) if asked.query else None
        head = metadata.of_search(chrome, asked)
        sentence = _sentence(asked, wait_s)
    context = {
        "metadata": head,
        "asked": asked,
        "groups": () if wait_s else find(asked, chrome.publication_id),
        "sentence": sentence,
        "kinds": [(kind, asked.path(kind=kind)) for kind in Kind],
        "orders": [(by, asked.path(by=by)) for by in By],
    }
    response = HttpResponse(render_shared("pages/search.html", chrome, context), status=TOO_MANY if wait_s else 200)
    if wait_s:
        response["Retry-After"] = str(wait_s)
    return response


def _wait_s(request: HttpRequest, chrome: ChromeView) -> int | None:
    """Count one search against its network; return the seconds until the next one if this is too many, else None."""
    key = f"search|{chrome.publication_id}|network|{network_of(request)}"
    return take(Rate(key, SEARCHES.count, SEARCHES.per_s, SEARCHES.burst), now=clock.now())


def _sentence(asked: Asked, wait_s: int | None) -> str:
    """Return why there is nothing to show; empty if there may be."""
    if wait_s:
        words = ngettext(
            "That was a lot of searching in a short time. Try again in a second.",
            "That was a lot of searching in a short time. Try again in %(n)s seconds.",
            wait_s,
        )
        return words % {"n": wait_s}
    if asked.typed and not asked.query:
        return gettext("There is no word in that to look for. Type at least one.")
    return ""
