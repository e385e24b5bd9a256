"""The publication's side of the suite: gifts are begun, messages are heard, and the books are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pytest

from folkmoot.funding.commands.reconcile import Reconciled, reconcile
from folkmoot.funding.commands.sync_contribution import given_of
from folkmoot.funding.models import Contribution, JournalEntry, Payment, Posting
from folkmoot.funding.values import CheckoutOrder, Frequency, Given
from tests.funding.contract.house import Able, House, Message
from tests.funding.stage import Stage


@dataclass
class Giving:
    """A publication that takes gifts through one provider."""

    stage: Stage
    house: House

    def needs(self, *abilities: Able) -> None:
        """Skip the test where the provider cannot do what it is about, with the reason that its house gives."""
        for ability in abilities:
            if ability in self.house.cannot:
                pytest.skip(f"{self.house.provider.code}: {self.house.cannot[ability]}")

    def begin(self, gift_minor: int = 1000, frequency: Frequency = Frequency.ONCE) -> Contribution:
        """Return a gift whose giver stands before the provider's page."""
        provider = self.house.provider
        contribution = self.stage.begin(gift_minor, frequency=frequency, provider=provider.code, now=self.house.now())
        contribution.account, contribution.is_test = provider.account, not provider.is_live
        contribution.currency = self.house.currency
        contribution.save()
        checkout = provider.create_checkout(self.order(contribution))
        contribution.checkout_ref, contribution.checkout_url, contribution.checkouts = checkout.ref, checkout.url, 1
        contribution.reference = "" if provider.capabilities.hosted else checkout.ref
        contribution.save()
        return contribution

    def order(self, contribution: Contribution, again: int = 0) -> CheckoutOrder:
        """Return what its giver has chosen."""
        return CheckoutOrder(
            contribution=contribution.name_of_ours,
            total_minor=contribution.gift_minor + contribution.cover_minor,
            currency=contribution.currency,
            frequency=Frequency(contribution.frequency),
            title="Keep us going",
            email=contribution.email,
            return_url="https://paper.example/my/giving/token/thanks",
            cancel_url="https://paper.example/support/keep-us-going/",
            language="de-AT",
            again=again,
        )

    def paid(self, gift_minor: int = 1000, frequency: Frequency = Frequency.ONCE) -> Contribution:
        """Return a gift that was paid, and heard of."""
        contribution = self.begin(gift_minor, frequency)
        self.house.pay(contribution.checkout_ref)
        self.hear()
        return self.fresh(contribution)

    def hear(self, messages: Iterable[Message] | None = None) -> None:
        """Take news; without any, all that waits."""
        for message in self.house.messages() if messages is None else messages:
            self.house.tell(message)

    def reconcile(self, since: datetime | None = None) -> Reconciled:
        """Go through what the provider knows."""
        return reconcile(now=self.house.now(), since=since)

    def given(self, contribution: Contribution) -> Given:
        """Return a gift as its provider knows it."""
        return given_of(self.fresh(contribution))

    def fresh(self, contribution: Contribution) -> Contribution:
        """Return a gift as it is stored now."""
        return Contribution.objects.get(id=contribution.id)

    def payments(self, contribution: Contribution) -> list[Payment]:
        """Return its payments, in the order in which they were begun."""
        return list(Payment.objects.filter(contribution=contribution).order_by("begun_at", "id"))

    @property
    def raised(self) -> int:
        """Return what counts now."""
        return self.stage.campaign.raised_minor

    def journal(self) -> set[tuple[str, str, str, str, int]]:
        """Return all that is booked."""
        found = Posting.objects.values_list("entry__kind", "entry__key", "debit", "credit", "amount_minor")
        return set(found)

    def kinds(self) -> list[str]:
        """Return what was booked, in order."""
        return list(JournalEntry.objects.order_by("id").values_list("kind", flat=True))
