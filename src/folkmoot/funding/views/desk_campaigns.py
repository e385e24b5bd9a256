"""The desk where campaigns are made, shown beforehand, begun and closed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from folkmoot.funding.commands.save_campaign import drop_campaign, save_campaign
from folkmoot.funding.commands.turn_campaign import begin_campaign, close_campaign
from folkmoot.funding.forms.campaigns import CampaignFields, drafted, empty_fields, fields_in, fields_of, fixed_in
from folkmoot.funding.forms.typed import Typist
from folkmoot.funding.models import Campaign, settings_in_force
from folkmoot.funding.policy.campaigns import OVER, may_not_see_campaigns, not_a_campaigner
from folkmoot.funding.queries import write_meter
from folkmoot.funding.queries.campaigns import articles_of, desk_campaign, desk_campaigns, sections_of
from folkmoot.funding.queries.carried import read_carried
from folkmoot.funding.values import (
    CAMPAIGNS_PATH,
    CampaignState,
    ProviderCode,
    campaign_desk_path,
    campaign_path,
)
from folkmoot.funding.views.campaign_reading import path_to_correct, show_to_read, what_was_done
from folkmoot.funding.views.campaign_words import frequency_words, provider_words
from folkmoot.funding.views.door import SEE_OTHER, Staff, at_desk, done, page
from folkmoot.pure.verdict import Denial, DeniedError, require


@at_desk(may_not_see_campaigns, posts=False)
def campaigns(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Return all campaigns."""
    context: dict[str, Any] = {
        "here": CAMPAIGNS_PATH,
        "rows": desk_campaigns(staff.chrome),
        "makes": not_a_campaigner(staff.actor.roles) is None,
        "done": _("Deleted.") if "done" in request.GET else "",
    }
    return page(request, staff, "funding/desk_campaigns.html", **context)


@at_desk(not_a_campaigner)
def new(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Return the form of a new campaign, or keep it."""
    typist = Typist(staff.chrome)
    if request.method == "POST":
        return _save(request, staff, None, fields_in(request.POST, None, CampaignState.DRAFT))
    settings = settings_in_force(staff.publication_id)
    offered = [code for code, _words, waits in provider_words(None, settings.iban) if not waits]
    ready = tuple(code for code in offered if code != ProviderCode.DEMO) or tuple(offered)
    return _form(request, staff, None, empty_fields(typist, currency=settings.currency, providers=ready, now=staff.now))


@at_desk(may_not_see_campaigns)
def one(request: HttpRequest, staff: Staff, campaign_id: int) -> HttpResponse:
    """Return a campaign with its meter and its form; or keep it, show it beforehand, begin, close or delete it.

    Who only keeps the books reads what stands in the form.
    """
    makes = not_a_campaigner(staff.actor.roles)
    if request.method == "POST":
        require(makes)
    campaign = desk_campaign(staff.publication_id, campaign_id)
    if campaign is None:
        raise Http404
    if makes is not None:
        return show_to_read(request, staff, campaign)
    kept = fields_of(campaign, Typist(staff.chrome), articles_of(campaign))
    if request.method != "POST":
        return _form(request, staff, campaign, kept)
    act = request.POST.get("act", "")
    if act in TURNS:
        return _turn(request, staff, campaign, kept, act)
    return _save(request, staff, campaign, fields_in(request.POST, kept, campaign.state))


def _save(request: HttpRequest, staff: Staff, campaign: Campaign | None, fields: CampaignFields) -> HttpResponse:
    """Keep what was sent, or only show what it would look like."""
    try:
        draft = fields.draft(Typist(staff.chrome))
        if request.POST.get("act") == "preview":
            shown = drafted(draft, campaign or Campaign(publication_id=staff.publication_id))
            return _form(request, staff, campaign, fields, shown=shown)
        kept = save_campaign(campaign_id=campaign.id if campaign else None, draft=draft, **staff.who)
    except DeniedError as error:
        return _form(request, staff, campaign, fields, refused=error.denial)
    return done(campaign_desk_path(kept.id))


def _begin(_request: HttpRequest, staff: Staff, campaign: Campaign) -> str:
    begin_campaign(campaign_id=campaign.id, **staff.who)
    return campaign_desk_path(campaign.id)


def _close(request: HttpRequest, staff: Staff, campaign: Campaign) -> str:
    close_campaign(campaign_id=campaign.id, because=request.POST.get("because", ""), **staff.who)
    return campaign_desk_path(campaign.id)


def _drop(_request: HttpRequest, staff: Staff, campaign: Campaign) -> str:
    drop_campaign(campaign_id=campaign.id, **staff.who)
    return CAMPAIGNS_PATH


TURNS = {"begin": _begin, "close": _close, "drop": _drop}
"""What its buttons do."""


def _turn(request: HttpRequest, staff: Staff, campaign: Campaign, kept: CampaignFields, act: str) -> HttpResponse:
    try:
        path = TURNS[act](request, staff, campaign)
    except DeniedError as error:
        return _form(request, staff, campaign, kept, refused=error.denial)
    return HttpResponseRedirect(f"{path}?done=1", status=SEE_OTHER)


def _form(
    request: HttpRequest,
    staff: Staff,
    campaign: Campaign | None,
    fields: CampaignFields,
    *,
    shown: Campaign | None = None,
    refused: Denial | None = None,
) -> HttpResponse:
    """Return the page of one campaign.

    Args:
        shown: whose meter is to be seen; the kept one's, if None.
    """
    settings = settings_in_force(staff.publication_id)
    seen = shown or campaign
    state = campaign.state if campaign else CampaignState.DRAFT
    context: dict[str, Any] = {
        "here": CAMPAIGNS_PATH,
        "path": campaign_desk_path(campaign.id) if campaign else f"{CAMPAIGNS_PATH}new/",
        "campaign": campaign,
        "fields": fields,
        "fixed": fixed_in(state) if campaign else (),
        "meter": write_meter(seen, staff.chrome, settings.amount_pattern) if seen else None,
        "is_preview": shown is not None,
        "public_path": campaign_path(campaign.slug) if campaign else "",
        "is_over": state in OVER,
        "sections": sections_of(staff.publication_id),
        "frequencies": frequency_words(),
        "providers": provider_words(campaign, settings.iban),
        "carried": read_carried(staff.chrome, campaign) if campaign else (),
        "correct_path": path_to_correct(staff, campaign) if campaign else "",
        "done": what_was_done(request) if not refused else "",
    }
    return page(request, staff, "funding/desk_campaign.html", refused=refused, **context)
