"""The treasurer's desk: what a campaign says was raised, corrected."""

from __future__ import annotations

from copy import copy

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from folkmoot.funding.commands.correct_journal import correct_raised
from folkmoot.funding.forms.correcting import CorrectionFields, correction_in, new_correction
from folkmoot.funding.forms.typed import Typist
from folkmoot.funding.models import Campaign, settings_in_force
from folkmoot.funding.policy.booking import corrects_nothing, unsaid_note
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.queries import write_meter
from folkmoot.funding.queries.campaigns import desk_campaign
from folkmoot.funding.queries.carried import read_carried
from folkmoot.funding.queries.treasury import Purser
from folkmoot.funding.values import CAMPAIGNS_PATH, CampaignKind, campaign_desk_path, correction_path
from folkmoot.funding.views.door import SEE_OTHER, Staff, at_desk, page
from folkmoot.pure.verdict import Denial, DeniedError, require


@at_desk(not_a_treasurer)
def correct(request: HttpRequest, staff: Staff, campaign_id: int) -> HttpResponse:
    """Return the form; or say what the meter will say, or book the correction."""
    campaign = desk_campaign(staff.publication_id, campaign_id)
    if campaign is None:
        raise Http404
    if request.method != "POST":
        return _form(request, staff, campaign, new_correction())
    fields = correction_in(request.POST)
    act = request.POST.get("act", "")
    if act == "change":
        return _form(request, staff, campaign, fields)
    try:
        by_minor = fields.by_minor(Typist(staff.chrome), campaign.currency)
        require(corrects_nothing(by_minor))
        require(unsaid_note(fields.note))
        if act != "book":
            return _form(request, staff, campaign, fields, by_minor=by_minor)
        correct_raised(campaign_id=campaign.id, by_minor=by_minor, note=fields.note, key=fields.key, **staff.who)
    except DeniedError as error:
        return _form(request, staff, campaign, fields, refused=error.denial)
    return HttpResponseRedirect(f"{campaign_desk_path(campaign.id)}?done=corrected", status=SEE_OTHER)


def _form(
    request: HttpRequest,
    staff: Staff,
    campaign: Campaign,
    fields: CorrectionFields,
    *,
    by_minor: int = 0,
    refused: Denial | None = None,
) -> HttpResponse:
    """Return the form; with what would come of it, if it changes something.

    Args:
        by_minor: what was typed, once it is found to be in order; 0 before.
    """
    pattern = settings_in_force(staff.publication_id).amount_pattern
    corrected = copy(campaign)
    corrected.raised_minor += by_minor
    write = Purser(staff.chrome)
    return page(
        request,
        staff,
        "funding/desk_correct.html",
        refused=refused,
        here=CAMPAIGNS_PATH,
        campaign=campaign,
        campaign_path=campaign_desk_path(campaign.id),
        path=correction_path(campaign.id),
        fields=fields,
        by=write(abs(by_minor), campaign.currency) if by_minor else "",
        raised=write(campaign.raised_minor, campaign.currency),
        will_be_raised=write(corrected.raised_minor, campaign.currency),
        below_nothing=corrected.raised_minor < 0,
        says=write_meter(campaign, staff.chrome, pattern).sentence,
        will_say=write_meter(corrected, staff.chrome, pattern).sentence,
        is_monthly=campaign.kind == CampaignKind.MONTHLY,
        carried=read_carried(staff.chrome, campaign),
    )
