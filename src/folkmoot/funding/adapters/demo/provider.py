"""The demo provider, as the house asks it. Its books are in the same database; nothing else is different."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from folkmoot.funding.adapters.demo.delivery import Deliver, deliver_as
from folkmoot.funding.adapters.demo.signing import verify
from folkmoot.funding.commands.demo.let_happen import let_happen
from folkmoot.funding.commands.demo.open_checkout import open_checkout
from folkmoot.funding.models import Campaign, Contribution, DemoCheckout, DemoPayout
from folkmoot.funding.policy.demo import beside_live
from folkmoot.funding.ports import ProviderRefusedError, UnverifiableError
from folkmoot.funding.values import (
    CampaignState,
    Capabilities,
    Checkout,
    CheckoutOrder,
    Given,
    Hint,
    Picture,
    ProviderCode,
    RemotePayout,
    demo,
    demo_card_path,
    demo_pay_path,
)
from folkmoot.funding.values.demo_papers import order_from_json, picture_from_json
from folkmoot.kit import clock


class DemoProvider:
    """Moves no money, and does everything else: signed messages, refunds, disputes, renewals, payouts."""

    code = ProviderCode.DEMO.value
    account = demo.DEMO_ACCOUNT
    is_live = False
    capabilities = Capabilities(fee_per_10000=demo.FEE_PER_10000)

    def __init__(self, tell_time: Callable[[], datetime] = clock.now, deliver: Deliver = deliver_as) -> None:
        """Tell its own time, and have its messages delivered."""
        self._now = tell_time
        self._deliver = deliver

    def create_checkout(self, order: CheckoutOrder) -> Checkout:
        """Return the page to pay on; it lives where the giver comes back to.

        Raises:
            ProviderRefusedError: a campaign with real money runs beside it, or another order has this try's name.
        """
        publication = Contribution.objects.filter(name_of_ours=order.contribution).values("publication_id")
        live = Campaign.objects.filter(publication_id__in=publication, state=CampaignState.RUNNING, is_test=False)
        if denial := beside_live(is_test=True, others_are_test=[False] if live.exists() else []):
            raise ProviderRefusedError(denial.said)
        try:
            ref = open_checkout(order, now=self._now())
        except demo.ImpossibleError as error:
            raise ProviderRefusedError(str(error)) from error
        return Checkout(ref=ref, url=_beside(order.return_url, demo_pay_path(ref)))

    def fetch(self, given: Given, *, now: datetime) -> Picture | None:
        """Return all it knows of a contribution: what happened on every page that was opened for it."""
        pictures = [picture_from_json(row.picture) for row in _pages_of(given)]
        if not pictures:
            return None
        renewing = [one for one in pictures if one.subscription]
        return replace(
            pictures[-1],
            asked_at=now,
            expired=all(one.expired for one in pictures),
            charges=tuple(charge for one in pictures for charge in one.charges),
            subscription=renewing[-1].subscription if renewing else None,
        )

    def find(self, hint: Hint) -> str:
        """Return whose page a message is about."""
        return DemoCheckout.objects.filter(ref=hint.ref).values_list("contribution", flat=True).first() or ""

    def list_since(self, since: datetime) -> Iterable[str]:
        """Return the names of all contributions to which anything happened since then."""
        changed = DemoCheckout.objects.filter(changed_at__gte=since).order_by("changed_at")
        return dict.fromkeys(changed.values_list("contribution", flat=True))

    def payouts_since(self, since: datetime) -> Iterable[RemotePayout]:
        """Yield what it says it sent; it arrives at once."""
        for row in DemoPayout.objects.filter(at__gte=since).order_by("id"):
            yield RemotePayout(
                ref=row.ref,
                account=self.account,
                amount_minor=row.amount_minor,
                currency=row.currency,
                at=row.at,
                arrived_at=row.at,
                is_live=False,
            )

    def refund(self, given: Given, *, charge_ref: str, amount_minor: int, key: str) -> None:
        """Send money back, once a key."""
        now = self._now()
        step = demo.refund(charge_ref, amount_minor, key=key, at=now)
        page = _page_where(given, lambda one: any(charge.ref == charge_ref for charge in one.charges))
        self._happen(page, step, "charge.refunded", now)

    def change_amount(self, given: Given, *, total_minor: int, key: str) -> None:  # noqa: ARG002 -- the same amount again changes nothing anyway
        """Let the next renewals be of another amount."""
        self._happen(_renewing(given), demo.change_amount(total_minor), "subscription.changed", self._now())

    def pause(self, given: Given) -> None:
        """Let no renewal happen until `resume`."""
        self._happen(_renewing(given), demo.pause, "subscription.paused", self._now())

    def resume(self, given: Given) -> None:
        """Let renewals happen again."""
        page, now = _renewing(given), self._now()
        frequency = order_from_json(page.order).frequency
        self._happen(page, demo.resume(frequency, at=now), "subscription.resumed", now)

    def cancel(self, given: Given) -> None:
        """Let no renewal happen any more."""
        now = self._now()
        self._happen(_renewing(given), demo.cancel(at=now), "subscription.ended", now)

    def portal_url(self, given: Given, *, return_url: str) -> str:
        """Return the page where a giver takes another card."""
        page = _renewing(given)
        return _beside(return_url, f"{demo_card_path(page.ref)}?{urlencode({'back': return_url})}")

    def parse_webhook(self, body: bytes, headers: Mapping[str, str], *, now: datetime) -> Hint:
        """Return what a message is about."""
        verify(body, headers, now=now)
        said = json.loads(body)
        if said["account"] != self.account or said["live"]:
            message = f"meant for {said['account']}, live: {said['live']}"
            raise UnverifiableError(message)
        return Hint(
            event_id=said["id"],
            kind=said["kind"],
            account=self.account,
            is_live=False,
            contribution=said["contribution"],
            ref=said["checkout"],
        )

    def _happen(self, page: DemoCheckout, step: demo.Step, kind: str, now: datetime) -> None:
        try:
            message = let_happen(page.ref, step, kind=kind, now=now)
        except demo.ImpossibleError as error:
            raise ProviderRefusedError(str(error)) from error
        self._deliver(message, demo.Delivery.ONCE, now=now)


def _pages_of(given: Given) -> list[DemoCheckout]:
    return list(DemoCheckout.objects.filter(contribution=given.contribution).order_by("id"))


def _page_where(given: Given, is_it: Callable[[Picture], bool]) -> DemoCheckout:
    for row in _pages_of(given):
        if is_it(picture_from_json(row.picture)):
            return row
    message = f"nothing like that is known of {given.contribution}"
    raise ProviderRefusedError(message)


def _renewing(given: Given) -> DemoCheckout:
    return _page_where(given, lambda one: one.subscription is not None)


def _beside(url: str, path: str) -> str:
    """Return the absolute address of a path where another address is."""
    address = urlsplit(url)
    return f"{address.scheme}://{address.netloc}{path}"
