"""What somebody gave in a year, as a letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from folkmoot.funding.models import Payment
from folkmoot.funding.values import statement_path
from folkmoot.funding.values.tokens import giving_token
from folkmoot.notifications.commands.giving.giving import Giving, paragraph
from folkmoot.notifications.commands.giving.receipts import manage
from folkmoot.notifications.values import Words


def statement(giving: Giving, year: int, payments: Sequence[Payment]) -> Words:
    """Return a statement of all payments of one address in a year, the earliest first. Spoken within the paper's voice."""
    values = {"paper": giving.paper.name, "year": year, "legal": giving.paper.legal}
    totals = Counter[str]()
    for payment in payments:
        totals[payment.currency] += kept(payment)
    page = giving.paper.at(statement_path(giving_token(giving.contribution.name_of_ours)))
    return giving.letter(
        _("What you gave to %(paper)s in %(year)s") % values,
        _("thank you for what you gave to %(paper)s in %(year)s. Here it is, for your papers.") % values,
        _("Given to: %(legal)s") % values,
        paragraph(*(_line(giving, payment) for payment in payments)),
        paragraph(*(_total(giving, minor, currency) for currency, minor in sorted(totals.items()))),
        giving.paper.settings.tax_words.strip(),
        _("The same to print, also for other days:"),
        f"{page}?from={year}-01-01&to={year}-12-31",
        manage(giving),
    )


def kept(payment: Payment) -> int:
    """Return what of a payment did not go back, in minor units."""
    return payment.gift_minor + payment.cover_minor - payment.refunded_minor - payment.disputed_minor


def _line(giving: Giving, payment: Payment) -> str:
    values = {
        "day": giving.paper.day(payment.paid_at or payment.begun_at),
        "title": payment.campaign.title,
        "amount": giving.paper.money(kept(payment), payment.currency),
        "whole": giving.paper.money(payment.gift_minor + payment.cover_minor, payment.currency),
        "number": payment.id,
    }
    if payment.refunded_minor or payment.disputed_minor:
        return _("%(day)s: %(amount)s of %(whole)s, the rest went back. %(title)s, receipt %(number)s") % values
    return _("%(day)s: %(amount)s. %(title)s, receipt %(number)s") % values


def _total(giving: Giving, minor: int, currency: str) -> str:
    return _("Together: %(total)s") % {"total": giving.paper.money(minor, currency)}
