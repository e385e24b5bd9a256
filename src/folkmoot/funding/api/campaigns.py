"""Campaigns for programs: our own pages' script, other sites, whoever counts."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, JsonResponse
from ninja import Path, Router

from folkmoot.articles.events import chrome_key
from folkmoot.articles.queries import chrome_of, publication_of
from folkmoot.discussion.api.problems import refusals
from folkmoot.funding.api.schemas import Campaign
from folkmoot.funding.events import campaign_key, meters_key
from folkmoot.funding.policy.campaigns import unknown_campaign
from folkmoot.funding.queries import read_meter
from folkmoot.funding.values.meter import meter_data
from folkmoot.kit.http.caching import shared
from folkmoot.pure.verdict import DeniedError

router = Router()
Slug = Annotated[str, Path(description="The last part of the campaign's address.")]


@router.get("/campaigns/{slug}", response={200: Campaign, **refusals(404)})
def get_campaign(request: HttpRequest, slug: Slug) -> JsonResponse:
    """Return how far a campaign is. Any site may ask; ask with `If-None-Match`, for it rarely changes."""
    chrome = chrome_of(publication_of(request).id)
    meter = read_meter(slug, chrome)
    if meter is None:
        raise DeniedError(unknown_campaign())
    response = JsonResponse(meter_data(meter), json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"  # nothing in it is anybody's secret, and no cookie is looked at
    keys = (campaign_key(meter.campaign_id), meters_key(chrome.publication_id), chrome_key(chrome.publication_id))
    return shared(response, keys=keys)
