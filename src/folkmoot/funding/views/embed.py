"""The meter alone, for a frame on another site: no cookie, no form, and its links leave the frame."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from folkmoot.articles.events import chrome_key
from folkmoot.articles.queries import chrome_of, publication_of
from folkmoot.funding.events import campaign_key, meters_key
from folkmoot.funding.models import settings_in_force
from folkmoot.funding.policy.campaigns import unknown_campaign
from folkmoot.funding.queries import read_meter
from folkmoot.funding.values import embed_path
from folkmoot.kit.http.caching import shared
from folkmoot.kit.http.policy import PAGE_POLICY
from folkmoot.kit.look.render import render_shared
from folkmoot.pure.verdict import DeniedError

FRAMED_POLICY = PAGE_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
"""Any site may show the meter: all that can be done in it is to follow a link to the campaign."""


@require_safe
def meter(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a page with nothing but the meter of a campaign.

    Raises:
        DeniedError: `unknown_campaign`.
    """
    chrome = chrome_of(publication_of(request).id)
    view = read_meter(slug, chrome)
    if view is None:
        raise DeniedError(unknown_campaign())
    settings = settings_in_force(chrome.publication_id)
    context = {
        "meter": view,
        "path": "" if settings.paused_at else chrome.base_url + view.path,
        "call": settings.call,
        "canonical": chrome.base_url + view.path,
        "here": embed_path(slug),
    }
    response = HttpResponse(render_shared("funding/embed.html", chrome, context))
    response["Content-Security-Policy"] = FRAMED_POLICY
    keys = (campaign_key(view.campaign_id), meters_key(chrome.publication_id), chrome_key(chrome.publication_id))
    return shared(response, keys=keys)
