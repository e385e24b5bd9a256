"""What the treasurer sees of gifts: all of them, narrowed down; and everything about one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Sum

from folkmoot.articles.values import ChromeView
from folkmoot.funding.models import (
    Alarm,
    BankLine,
    Campaign,
    Contribution,
    Payment,
    Posting,
    Quarantined,
    Refund,
    settings_in_force,
)
from folkmoot.funding.ports import Ports
from folkmoot.funding.queries.bank import line_of
from folkmoot.funding.values import PaymentState, RefundState, gift_path
from folkmoot.kit.text.amounts import amount, amount_in_field

PAGE_ROWS = 50
ASSETS = "assets"
STATES = {
    "paid": Q(state=PaymentState.PAID),
    "pending": Q(state=PaymentState.PENDING),
    "failed": Q(state=PaymentState.FAILED),
    "refunded": Q(refunded_minor__gt=0),
    "disputed": Q(disputed_minor__gt=0),
    "late": Q(late=True),
}
"""What a list of gifts can be narrowed down to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Which gifts are wanted. `since` and `until`: of their beginning; `before`: an id, for the next page."""

    campaign_id: int | None = None
    state: str = ""
    provider: str = ""
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftRow:
    """One payment in the list. Amounts are written; `went_back` is empty where nothing did."""

    path: str
    at: datetime
    amount: str
    went_back: str
    campaign: str
    who: str
    provider: str
    state: str
    is_renewal: bool
    is_late: bool
    is_test: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """An entry of the journal about a gift: what, when, how much; the note of whoever wrote it."""

    kind: str
    at: datetime
    amount: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftPage:
    """Everything about one payment.

    Attributes:
        line: of the statement by which it came; None where it came another way.
        can_send_back: whether its provider can send it back from here.
        left, left_in_field: what of it can still go back, written, and as it stands in a field; empty for nothing.
    """

    row: GiftRow
    payment: Payment
    contribution: Contribution
    gift: str
    cover: str
    fee: str
    left: str
    left_in_field: str
    line: BankLine | None
    can_send_back: bool
    can_send_part: bool
    booked: tuple[Booked, ...]
    refunds: tuple[tuple[Refund, str], ...]


class Purser:
    """Writes amounts as the publication does."""

    def __init__(self, chrome: ChromeView) -> None:
        """Read its own pattern. One query."""
        self._language = chrome.language
        self._pattern = settings_in_force(chrome.publication_id).amount_pattern

    def __call__(self, minor: int, currency: str) -> str:
        """Return an amount with its currency."""
        return amount(minor, currency, self._language, self._pattern)


def narrowed(publication_id: int, wanted: Narrowed) -> QuerySet[Payment]:
    """Return the payments that are wanted, the newest first."""
    found = Payment.objects.filter(publication_id=publication_id).select_related("contribution", "campaign", "page")
    if wanted.campaign_id is not None:
        found = found.filter(campaign_id=wanted.campaign_id)
    if wanted.state in STATES:
        found = found.filter(STATES[wanted.state])
    if wanted.provider:
        found = found.filter(provider=wanted.provider)
    if wanted.since is not None:
        found = found.filter(begun_at__gte=wanted.since)
    if wanted.until is not None:
        found = found.filter(begun_at__lt=wanted.until)
    if wanted.words:
        names = ("contribution__email", "contribution__name")
        exact = Q(ref=wanted.words) | Q(contribution__reference=wanted.words) | Q(payout_ref=wanted.words)
        found = found.filter(
            exact | Q(**{f"{names[0]}__icontains": wanted.words}) | Q(**{f"{names[1]}__icontains": wanted.words})
        )
    if wanted.before is not None:
        found = found.filter(id__lt=wanted.before)
    return found.order_by("-id")


def read_gifts(chrome: ChromeView, wanted: Narrowed) -> tuple[tuple[GiftRow, ...], int | None]:
    """Return a page of gifts, and what `before` must be for the next one; None where there is none."""
    write = Purser(chrome)
    found = list(narrowed(chrome.publication_id, wanted)[: PAGE_ROWS + 1])
    rows = tuple(_row(payment, write) for payment in found[:PAGE_ROWS])
    return rows, found[PAGE_ROWS - 1].id if len(found) > PAGE_ROWS else None


def every_gift(publication_id: int, wanted: Narrowed) -> Iterator[Payment]:
    """Yield all payments that are wanted, the newest first, without holding them all at once."""
    return narrowed(publication_id, wanted).iterator(chunk_size=500)


def read_one_gift(chrome: ChromeView, payment_id: int) -> GiftPage | None:
    """Return everything about a payment of a publication, None for none."""
    found = Payment.objects.select_related("contribution", "campaign", "page")
    payment = found.filter(publication_id=chrome.publication_id, id=payment_id).first()
    if payment is None:
        return None
    write = Purser(chrome)
    provider = Ports.providers().get(payment.provider)
    can = provider.capabilities if provider else None
    left = left_of(payment)
    return GiftPage(
        row=_row(payment, write),
        payment=payment,
        contribution=payment.contribution,
        gift=write(payment.gift_minor, payment.currency),
        cover=write(payment.cover_minor, payment.currency) if payment.cover_minor else "",
        fee=write(payment.fee_minor, payment.fee_currency) if payment.fee_minor is not None else "",
        left=write(left, payment.currency) if left > 0 else "",
        left_in_field=amount_in_field(left, payment.currency, chrome.language) if left > 0 else "",
        line=line_of(payment),
        can_send_back=can is not None and can.refunds,
        can_send_part=can is None or not can.refunds or can.partial_refunds,
        booked=_booked(payment, write),
        refunds=tuple((one, write(one.amount_minor, payment.currency)) for one in payment.refunds.order_by("id")),
    )


def left_of(payment: Payment) -> int:
    """Return what of a payment can still go back, in minor units: what is on its way is taken off already."""
    if payment.state != PaymentState.PAID:
        return 0
    asked = payment.refunds.filter(state=RefundState.ASKED).aggregate(total=Sum("amount_minor"))["total"] or 0
    return payment.gift_minor + payment.cover_minor - payment.refunded_minor - payment.disputed_minor - asked


def open_alarms(publication_id: int) -> list[Alarm]:
    """Return the alarms that nobody has seen, the newest first."""
    return list(Alarm.objects.filter(publication_id=publication_id, seen_at=None).order_by("-id")[:PAGE_ROWS])


def put_aside(publication_id: int) -> list[Quarantined]:
    """Return the money that does not fit and at which nobody has looked, the newest first."""
    found = Quarantined.objects.filter(publication_id=publication_id, settled_at=None)
    return list(found.select_related("contribution").order_by("-id")[:PAGE_ROWS])


def campaigns_with_money(publication_id: int) -> list[Campaign]:
    """Return the campaigns by which gifts can be narrowed down, the newest first."""
    return list(Campaign.objects.filter(publication_id=publication_id).order_by("-starts_at", "-id"))


def _row(payment: Payment, write: Purser) -> GiftRow:
    back = payment.refunded_minor + payment.disputed_minor
    contribution = payment.contribution
    return GiftRow(
        path=gift_path(payment.id),
        at=payment.paid_at or payment.begun_at,
        amount=write(payment.gift_minor + payment.cover_minor, payment.currency),
        went_back=write(back, payment.currency) if back else "",
        campaign=payment.campaign.title,
        who=contribution.name or contribution.email,
        provider=payment.provider,
        state=payment.state,
        is_renewal=payment.renewal,
        is_late=payment.late,
        is_test=payment.is_test,
    )


def _booked(payment: Payment, write: Purser) -> tuple[Booked, ...]:
    """Return the entries about a payment, in the order in which they happened."""
    entries = payment.journal.order_by("at", "id").prefetch_related("postings")
    return tuple(
        Booked(
            kind=entry.kind,
            at=entry.at,
            amount=write(_moved(postings), postings[0].currency),
            note=entry.note,
        )
        for entry in entries
        if (postings := list(entry.postings.all()))
    )


def _moved(postings: list[Posting]) -> int:
    """Return how much money an entry moved, in minor units.

    What a bank asks back moves on both sides, from what we have to what is kept, and from what counts to what does not:
    that is one sum, and not two.
    """
    owned = [
        one.amount_minor for one in postings if ASSETS in {one.debit.partition(":")[0], one.credit.partition(":")[0]}
    ]
    return sum(owned or [one.amount_minor for one in postings])
