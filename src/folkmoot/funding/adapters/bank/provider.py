"""The bank, as the house asks it. It tells nobody anything by itself: what came stands on its statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Q

from folkmoot.funding.models import BankLine, Contribution, Payment
from folkmoot.funding.models.settings import settings_in_force
from folkmoot.funding.ports import ProviderRefusedError, UnverifiableError
from folkmoot.funding.values import (
    Capabilities,
    Checkout,
    CheckoutOrder,
    Frequency,
    Given,
    Hint,
    Picture,
    ProviderCode,
    RemoteCharge,
    RemotePayout,
    RemoteSubscription,
    SubscriptionState,
    transfer_path,
)
from folkmoot.funding.values.tokens import return_token
from folkmoot.funding.values.transfers import BANK_ACCOUNT, CURRENCY, new_reference

# How long after the last transfer a standing order still counts as one, and after how long it has ended.
LATE_AFTER = {Frequency.MONTHLY: timedelta(days=45), Frequency.YEARLY: timedelta(days=400)}
NOON = time(12, tzinfo=UTC)
"""A statement knows days, not hours; noon is the same day almost everywhere."""


class BankProvider:
    """A bank account. Whatever arrives with a pledge's reference is a gift, of whichever amount."""

    code = ProviderCode.BANK.value
    account = BANK_ACCOUNT
    is_live = True
    capabilities = Capabilities(
        currencies=frozenset({CURRENCY}),
        refunds=False,
        partial_refunds=False,
        changes=False,
        pauses=False,
        ends=False,
        hosted=False,
        own_account=True,
        exact_amounts=False,
    )

    def create_checkout(self, order: CheckoutOrder) -> Checkout:
        """Return our page that says how to send it. A pledge keeps its reference for good.

        Raises:
            ProviderRefusedError: nobody said which account is ours.
        """
        pledge = Contribution.objects.get(name_of_ours=order.contribution)
        if not settings_in_force(pledge.publication_id).iban:
            message = "no IBAN is set"
            raise ProviderRefusedError(message)
        house = urlsplit(order.return_url)._replace(path=transfer_path(return_token(order.contribution)), query="")
        return Checkout(ref=pledge.reference or new_reference(), url=house.geturl())

    def fetch(self, given: Given, *, now: datetime) -> Picture | None:
        """Return what came for a pledge, by the lines of statements that are assigned to it."""
        pledge = Contribution.objects.filter(name_of_ours=given.contribution).first()
        if pledge is None:
            return None
        lines = BankLine.objects.filter(contribution=pledge).order_by("booked_on", "id")
        renews = pledge.frequency != Frequency.ONCE
        charges = tuple(_charge(line, renewal=renews and number > 0) for number, line in enumerate(lines))
        return Picture(
            provider=self.code,
            account=self.account,
            is_live=not pledge.is_test,  # it was told to the giver when they pledged, and stays so
            contribution=given.contribution,
            currency=pledge.currency,
            asked_at=now,
            checkout_ref=pledge.reference,
            charges=charges,
            subscription=_standing_order(pledge, charges, now),
        )

    def find(self, hint: Hint) -> str:
        """Return whose reference it is."""
        found = Contribution.objects.filter(provider=self.code, reference=hint.ref)
        return found.values_list("name_of_ours", flat=True).first() or ""

    def list_since(self, since: datetime) -> Iterable[str]:
        """Return whose transfers were read since then or are not booked, and whose standing orders may have stopped."""
        booked = Payment.objects.filter(provider=self.code, account=self.account, ref=OuterRef("ref"))
        read = BankLine.objects.filter(Q(read_at__gte=since) | ~Exists(booked)).exclude(contribution=None)
        standing = Contribution.objects.filter(provider=self.code, state__in=["active", "failing"])
        return dict.fromkeys(
            [
                *read.order_by("id").values_list("contribution__name_of_ours", flat=True),
                *standing.order_by("id").values_list("name_of_ours", flat=True),
            ]
        )

    def payouts_since(self, since: datetime) -> Iterable[RemotePayout]:  # noqa: ARG002 -- the port's
        """Return none: what arrives is on the bank account already."""
        return ()

    def refund(self, given: Given, *, charge_ref: str, amount_minor: int, key: str) -> None:
        """Refuse: a transfer back is made at the bank, and written down at the desk."""
        raise ProviderRefusedError(f"{amount_minor} of {charge_ref} of {given.contribution} ({key})")  # noqa: EM102, TRY003 -- for the log

    def change_amount(self, given: Given, *, total_minor: int, key: str) -> None:
        """Refuse: the giver changes a standing order at their bank."""
        raise ProviderRefusedError(f"{total_minor} for {given.contribution} ({key})")  # noqa: EM102, TRY003 -- as above

    def pause(self, given: Given) -> None:
        """Refuse: as `change_amount`."""
        raise ProviderRefusedError(given.contribution)

    def resume(self, given: Given) -> None:
        """Refuse: as `change_amount`."""
        raise ProviderRefusedError(given.contribution)

    def cancel(self, given: Given) -> None:
        """Refuse: the giver ends a standing order at their bank; when nothing comes any more, it is ended here."""
        raise ProviderRefusedError(given.contribution)

    def portal_url(self, given: Given, *, return_url: str) -> str:  # noqa: ARG002 -- the port's
        """Return nothing: the bank is the giver's own."""
        return ""

    def parse_webhook(self, body: bytes, headers: Mapping[str, str], *, now: datetime) -> Hint:
        """Refuse: banks send no messages."""
        raise UnverifiableError(f"{len(body)} bytes and {len(headers)} headers at {now}")  # noqa: EM102, TRY003 -- for the log


def _charge(line: BankLine, *, renewal: bool) -> RemoteCharge:
    at = min(datetime.combine(line.booked_on, NOON), line.read_at)
    return RemoteCharge(
        ref=line.ref,
        state="paid",
        amount_minor=line.amount_minor,
        currency=line.currency,
        at=at,
        paid_at=at,
        fee_minor=0,
        renewal=renewal,
    )


def _standing_order(
    pledge: Contribution, charges: tuple[RemoteCharge, ...], now: datetime
) -> RemoteSubscription | None:
    """Return how a pledge that renews stands, by when the last transfer came; None for a single gift."""
    late_after = LATE_AFTER.get(Frequency(pledge.frequency))
    if late_after is None:
        return None
    last = charges[-1] if charges else None
    state = SubscriptionState.BEGUN
    if last is not None:
        quiet = now - last.at
        state = SubscriptionState.ACTIVE if quiet <= late_after else SubscriptionState.FAILING
        state = SubscriptionState.ENDED if quiet > 2 * late_after else state
    is_over = state is SubscriptionState.ENDED and last is not None
    return RemoteSubscription(
        ref=pledge.reference,
        state=state,
        amount_minor=last.amount_minor if last else pledge.gift_minor,
        ended_at=last.at + 2 * late_after if is_over and last else None,
    )
