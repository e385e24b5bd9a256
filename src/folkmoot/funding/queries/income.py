"""What came in: by month, by article, by payout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from folkmoot.articles.values import ChromeView
from folkmoot.funding.models import Campaign, JournalEntry, Payment, Payout
from folkmoot.funding.queries.treasury import Purser
from folkmoot.funding.values import PaymentState
from folkmoot.kit.look.render import zone_of
from folkmoot.kit.words import locale_of
from folkmoot.pure.ledger.journal import EntryKind

MONTHS = 12
YEAR_MONTHS = 12
ARTICLES = 100
PAYOUTS = 100
WIDTH, HEIGHT, BASE, TOP = 720, 220, 190, 20
"""The picture of income, in its own units: how wide and high, where bars stand, and how high they reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """What came in a month and still counts: single gifts, gifts that renew, both; and its bars."""

    name: str
    short: str
    once: str
    renewing: str
    total: str
    x: int
    width: int
    once_y: int
    once_height: int
    renewing_y: int
    renewing_height: int

    @property
    def middle(self) -> int:
        """Return where its name stands."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeView:
    """Income in one currency over the last months, the oldest first. `most`: what the highest bar stands for."""

    currency: str
    months: tuple[MonthRow, ...]
    total: str
    most: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedRow:
    """What one page earned; an empty path: gifts that came from no page of ours."""

    title: str
    path: str
    gifts: int
    earned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutRow:
    """One payout, beside what should be in it. Amounts are written.

    Attributes:
        payments: how many went into it.
        gross, fees, went_back: of these payments.
        apart: by how much the payout differs from what we know of; empty where it agrees.
        is_booked: whether it stands on the bank account in our books.
    """

    payout: Payout
    amount: str
    payments: int
    gross: str
    fees: str
    went_back: str
    apart: str
    is_booked: bool


def shows_test(publication_id: int) -> bool:
    """Return whether test money is what is counted: only where there was never a campaign for real money."""
    return not Campaign.objects.filter(publication_id=publication_id, is_test=False).exists()


def income_over_time(chrome: ChromeView, *, now: datetime) -> tuple[IncomeView, ...]:
    """Return what came in the last twelve months and still counts, by currency. Test money is never mixed with real."""
    zone = zone_of(chrome.time_zone)
    months = _months(now.astimezone(zone).date())
    since = datetime(months[0].year, months[0].month, 1, tzinfo=zone)
    found = _paid(chrome.publication_id).filter(paid_at__gte=since)
    rows = found.annotate(month=TruncMonth("paid_at", tzinfo=zone)).values("month", "currency")
    came: dict[str, dict[date, tuple[int, int]]] = defaultdict(dict)
    renewing = Sum("gift_left_minor", filter=~Q(contribution__frequency="once"), default=0)
    for row in rows.annotate(total=Sum("gift_left_minor"), renewing=renewing).order_by("currency", "month"):
        came[row["currency"]][row["month"].date()] = (row["total"] - row["renewing"], row["renewing"])
    write = Purser(chrome)
    return tuple(_income(currency, months, by_month, write, chrome.language) for currency, by_month in came.items())


def earned_by_page(chrome: ChromeView) -> tuple[EarnedRow, ...]:
    """Return what each page earned that still counts, the most first; by currency where there are several."""
    write = Purser(chrome)
    rows = _paid(chrome.publication_id).filter(gift_left_minor__gt=0).values("page__title", "page__url", "currency")
    best = rows.annotate(earned=Sum("gift_left_minor"), gifts=Count("id")).order_by("-earned")
    return tuple(
        EarnedRow(
            title=row["page__title"] or row["page__url"] or "",
            path=row["page__url"] or "",
            gifts=row["gifts"],
            earned=write(row["earned"], row["currency"]),
        )
        for row in best[:ARTICLES]
    )


def read_payouts(chrome: ChromeView) -> tuple[PayoutRow, ...]:
    """Return the payouts, the newest first, each beside the payments that went into it."""
    write = Purser(chrome)
    publication_id = chrome.publication_id
    payouts = list(Payout.objects.filter(publication_id=publication_id).order_by("-at", "-id")[:PAYOUTS])
    inside = Payment.objects.filter(publication_id=publication_id, payout_ref__in=[one.ref for one in payouts])
    sums = {
        (row["provider"], row["payout_ref"]): row
        for row in inside.values("provider", "payout_ref").annotate(
            payments=Count("id"),
            gross=Sum(F("gift_minor") + F("cover_minor")),
            fees=Sum("fee_minor", default=0),
            back=Sum(F("refunded_minor") + F("disputed_minor")),
        )
    }
    arrived = JournalEntry.objects.filter(publication_id=publication_id, kind=EntryKind.BANK_IN)
    booked = set(arrived.values_list("key", flat=True))
    return tuple(_payout(one, sums.get((one.provider, one.ref), NO_PAYMENTS), booked, write) for one in payouts)


NO_PAYMENTS = {"payments": 0, "gross": 0, "fees": 0, "back": 0}


def _payout(payout: Payout, inside: Mapping[str, Any], booked: set[str], write: Purser) -> PayoutRow:
    apart = payout.amount_minor - (inside["gross"] - inside["fees"] - inside["back"])
    return PayoutRow(
        payout=payout,
        amount=write(payout.amount_minor, payout.currency),
        payments=inside["payments"],
        gross=write(inside["gross"], payout.currency),
        fees=write(inside["fees"], payout.currency),
        went_back=write(inside["back"], payout.currency),
        apart=write(apart, payout.currency) if apart else "",
        is_booked=f"{EntryKind.BANK_IN}|{payout.provider}|{payout.account}|{payout.ref}" in booked,
    )


def _paid(publication_id: int) -> QuerySet[Payment]:
    """Return what came and is money, or play money where there is nothing else."""
    return Payment.objects.filter(
        publication_id=publication_id, state=PaymentState.PAID, is_test=shows_test(publication_id)
    )


def _months(today: date) -> list[date]:
    """Return the first days of the last months, the oldest first, this one the last."""
    number = today.year * YEAR_MONTHS + today.month - 1
    return [date(one // YEAR_MONTHS, one % YEAR_MONTHS + 1, 1) for one in range(number - MONTHS + 1, number + 1)]


def _income(
    currency: str, months: list[date], came: dict[date, tuple[int, int]], write: Purser, language: str
) -> IncomeView:
    """Return the months with their bars: the renewing part below, the single gifts on it."""
    sums = [came.get(month, (0, 0)) for month in months]
    most = max(*(sum(one) for one in sums), 1)
    room = WIDTH // len(months)
    locale = locale_of(language)
    rows = []
    for place, (month, (once, renewing)) in enumerate(zip(months, sums, strict=True)):
        low, high = (max(0, part) * (BASE - TOP) // most for part in (renewing, once))
        rows.append(
            MonthRow(
                name=format_date(month, "LLLL y", locale=locale),
                short=format_date(month, "LLL", locale=locale),
                once=write(once, currency),
                renewing=write(renewing, currency),
                total=write(once + renewing, currency),
                x=place * room + room // 6,
                width=room - room // 3,
                once_y=BASE - low - high,
                once_height=high,
                renewing_y=BASE - low,
                renewing_height=low,
            )
        )
    whole = sum(sum(one) for one in sums)
    return IncomeView(currency=currency, months=tuple(rows), total=write(whole, currency), most=write(most, currency))
