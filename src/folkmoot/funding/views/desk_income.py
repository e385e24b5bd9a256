"""The treasurer's desk: income over time, what each article earned, what providers paid out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from folkmoot.funding.commands.look_into import see_payout
from folkmoot.funding.forms.gifts import id_in
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.queries.income import (
    BASE,
    HEIGHT,
    TOP,
    WIDTH,
    earned_by_page,
    income_over_time,
    read_payouts,
    shows_test,
)
from folkmoot.funding.values import GIFTS_PATH
from folkmoot.funding.views.door import Staff, at_desk, done, page
from folkmoot.pure.verdict import DeniedError

INCOME, PAYOUTS = "income/", "payouts/"


@at_desk(not_a_treasurer, posts=False)
def income(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Return what came in the last months, and what each article earned."""
    return page(
        request,
        staff,
        "funding/desk_income.html",
        here=GIFTS_PATH,
        part=INCOME,
        views=income_over_time(staff.chrome, now=staff.now),
        earned=earned_by_page(staff.chrome),
        is_test=shows_test(staff.publication_id),
        picture={"width": WIDTH, "height": HEIGHT, "base": BASE, "top": TOP, "below": BASE + 18},
    )


@at_desk(not_a_treasurer)
def payouts(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Return the payouts beside what should be in them; or book that one stands on the bank account."""
    refused = None
    if request.method == "POST":
        try:
            see_payout(payout_id=id_in(request.POST.get("payout", "")) or 0, **staff.who)
            return done(f"{GIFTS_PATH}{PAYOUTS}")
        except DeniedError as error:
            refused = error.denial
    return page(
        request,
        staff,
        "funding/desk_payouts.html",
        refused=refused,
        here=GIFTS_PATH,
        part=PAYOUTS,
        rows=read_payouts(staff.chrome),
        done=_("Booked.") if "done" in request.GET and refused is None else "",
    )
