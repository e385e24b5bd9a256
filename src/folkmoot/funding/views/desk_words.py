"""The treasurer's desk: names and words of supporters that a person reads before the wall shows them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from folkmoot.funding.commands.name_supporter import decide_message
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.queries.held_words import held_words
from folkmoot.funding.values import GIFTS_PATH
from folkmoot.funding.views.door import Staff, at_desk, done, page
from folkmoot.pure.verdict import DeniedError

PART = "words/"


@at_desk(not_a_treasurer)
def words(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Return what waits to be read; or show one on the wall, or not."""
    refused = None
    if request.method == "POST":
        try:
            decide_message(
                name_of_ours=request.POST.get("gift", "")[:32], show=request.POST.get("act") == "show", **staff.who
            )
            return done(f"{GIFTS_PATH}{PART}")
        except DeniedError as error:
            refused = error.denial
    return page(
        request,
        staff,
        "funding/desk_words.html",
        refused=refused,
        here=GIFTS_PATH,
        part=PART,
        held=list(held_words(staff.chrome)),
        done=_("Noted.") if "done" in request.GET and refused is None else "",
    )
