"""The desk where a publication says how it asks for money; with the switch that pauses giving."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from folkmoot.funding.commands.change_giving import change_giving, pause_giving, resume_giving
from folkmoot.funding.forms.asking import GivingFields, giving_fields_in, giving_fields_of
from folkmoot.funding.models import settings_in_force
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.values import GIFTS_PATH, GIVING_SETTINGS_PATH
from folkmoot.funding.views.door import Staff, at_desk, done, page
from folkmoot.pure.verdict import Denial, DeniedError


@at_desk(not_a_treasurer)
def giving(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Return the form, or keep it; one button pauses giving, and lets it go on."""
    if request.method != "POST":
        return _form(request, staff, giving_fields_of(settings_in_force(staff.publication_id)))
    act = request.POST.get("act", "")
    fields = giving_fields_in(request.POST)
    try:
        if act == "pause":
            pause_giving(because=request.POST.get("because", ""), **staff.who)
        elif act == "resume":
            resume_giving(**staff.who)
        else:
            change_giving(draft=fields.draft(), **staff.who)
    except DeniedError as error:
        kept = fields if act != "pause" else giving_fields_of(settings_in_force(staff.publication_id))
        return _form(request, staff, kept, refused=error.denial)
    return done(GIVING_SETTINGS_PATH)


def _form(request: HttpRequest, staff: Staff, fields: GivingFields, *, refused: Denial | None = None) -> HttpResponse:
    row = settings_in_force(staff.publication_id)
    return page(
        request,
        staff,
        "funding/desk_giving.html",
        refused=refused,
        here=GIFTS_PATH,
        part="giving",
        fields=fields,
        paused_at=row.paused_at,
        paused_because=row.paused_because,
        because=request.POST.get("because", ""),
        done=_("Kept. Every page says so now.") if "done" in request.GET and not refused else "",
    )
