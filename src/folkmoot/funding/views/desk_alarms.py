"""The treasurer's desk: what needs a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from folkmoot.funding.commands.look_into import see_alarm, settle_quarantined
from folkmoot.funding.forms.gifts import id_in
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.queries.treasury import open_alarms, put_aside
from folkmoot.funding.values import GIFTS_PATH
from folkmoot.funding.views.door import Staff, at_desk, done, page
from folkmoot.pure.verdict import DeniedError

PART = "alarms/"


@at_desk(not_a_treasurer)
def alarms(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Return the alarms and the money that does not fit; or note that somebody has looked."""
    refused = None
    if request.method == "POST":
        try:
            _look(request, staff)
            return done(f"{GIFTS_PATH}{PART}")
        except DeniedError as error:
            refused = error.denial
    said = _("Noted.") if "done" in request.GET and refused is None else ""
    return page(
        request,
        staff,
        "funding/desk_alarms.html",
        refused=refused,
        here=GIFTS_PATH,
        part=PART,
        alarms=open_alarms(staff.publication_id),
        aside=put_aside(staff.publication_id),
        done=said,
    )


def _look(request: HttpRequest, staff: Staff) -> None:
    if "alarm" in request.POST:
        see_alarm(alarm_id=id_in(request.POST["alarm"]) or 0, **staff.who)
        return
    quarantined_id = id_in(request.POST.get("aside", "")) or 0
    settle_quarantined(quarantined_id=quarantined_id, note=request.POST.get("note", ""), **staff.who)
