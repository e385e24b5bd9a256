"""What readers are asked for: pages that are the same for all of them. The form is on a page of its own (`give`)."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from folkmoot.articles.events import chrome_key
from folkmoot.articles.queries import chrome_of, publication_of
from folkmoot.articles.values import ChromeView
from folkmoot.funding.events import campaign_key, meters_key
from folkmoot.funding.forms.offering import offer_of
from folkmoot.funding.models import Campaign, settings_in_force
from folkmoot.funding.policy.giving import unknown_campaign
from folkmoot.funding.queries import write_meter
from folkmoot.funding.queries.carried import opening_of
from folkmoot.funding.queries.walls import past_campaigns, public_campaign, running_campaigns, wall_of
from folkmoot.funding.values import campaign_path, give_path, wall_path
from folkmoot.kit import clock
from folkmoot.kit.http.caching import shared
from folkmoot.kit.look.render import render_shared
from folkmoot.pure.verdict import DeniedError

NUMBER = re.compile(r"[0-9]{1,15}")
ON_CAMPAIGN_PAGE = 12


@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """Return what one can give to: campaigns, and other ways."""
    chrome = chrome_of(publication_of(request).id)
    settings = settings_in_force(chrome.publication_id)
    running = running_campaigns(chrome.publication_id)
    asked_from = _from(request)
    context = {
        "settings": settings,
        "meters": [
            {"meter": write_meter(one, chrome, settings.amount_pattern), "path": campaign_path(one.slug) + asked_from}
            for one in running
        ],
        "past": past_campaigns(chrome.publication_id),
    }
    return _page("funding/support.html", chrome, context, *(campaign_key(one.id) for one in running))


@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a campaign: why, how far it is, what one can give, and who gave.

    Raises:
        DeniedError: `unknown_campaign`.
    """
    publication = publication_of(request)
    chrome = chrome_of(publication.id)
    row = _campaign(publication.id, slug)
    settings = settings_in_force(publication.id)
    offer = offer_of(row, publication, now=clock.now())
    context = {
        "offer": offer,
        "meter": write_meter(row, chrome, settings.amount_pattern),
        "opening": opening_of(chrome, row, settings.amount_pattern),
        "settings": settings,
        "wall": wall_of(row, limit=ON_CAMPAIGN_PAGE),
        "wall_path": wall_path(slug),
        "give_path": give_path(slug),
        "page": request.GET.get("from", "") if NUMBER.fullmatch(request.GET.get("from", "")) else "",
        "canonical": chrome.base_url + campaign_path(slug),
    }
    return _page("funding/campaign.html", chrome, context, campaign_key(row.id))


@require_safe
def wall(request: HttpRequest, slug: str) -> HttpResponse:
    """Return everybody who gave to a campaign and wants to be named; `?before=` goes on.

    Raises:
        DeniedError: `unknown_campaign`.
    """
    chrome = chrome_of(publication_of(request).id)
    row = _campaign(chrome.publication_id, slug)
    before = request.GET.get("before", "")
    context = {
        "title": row.title,
        "path": campaign_path(slug),
        "wall_path": wall_path(slug),
        "wall": wall_of(row, before=int(before) if NUMBER.fullmatch(before) else None),
    }
    return _page("funding/wall.html", chrome, context, campaign_key(row.id))


def _campaign(publication_id: int, slug: str) -> Campaign:
    row = public_campaign(publication_id, slug)
    if row is None:
        raise DeniedError(unknown_campaign())
    return row


def _from(request: HttpRequest) -> str:
    """Return the query that remembers from which page a reader came; empty for none."""
    page = request.GET.get("from", "")
    return f"?from={page}" if NUMBER.fullmatch(page) else ""


def _page(template: str, chrome: ChromeView, context: dict[str, object], *keys: str) -> HttpResponse:
    html = render_shared(template, chrome, context)
    return shared(
        HttpResponse(html), keys=(chrome_key(chrome.publication_id), meters_key(chrome.publication_id), *keys)
    )
