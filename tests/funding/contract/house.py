"""What a test needs of a provider beside the port: givers, their banks and the provider's own people, who do things to it.

To put another provider through the suite, write a class that fits `House` and add it to `HOUSES` in `conftest.py`. Whatever it
cannot do it names in `cannot`, with the reason: tests that need it are skipped with those words, and no others are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NoReturn, Protocol

from folkmoot.funding.ports import Provider


class Able(StrEnum):
    """What a provider, or the world around it, may be able to do. `BY_CAPABILITY` are those that `Capabilities` tell."""

    TELLS = "sends us signed messages by itself"
    ASKED = "can be asked what happened, and answers or is away"
    RETRIES = "makes another page when one was left"
    LEAVES = "knows that somebody left"
    DECLINES = "refuses payments"
    DEBITS = "takes payments that need days"
    REFUNDS = "sends money back"
    ASKS_BACK = "has money asked back by the giver's bank"
    PAYS_OUT = "pays out to our bank"
    FORESEES = "knows when it renews next"
    CHANGES = "changes the amount of what renews"
    PAUSES = "pauses what renews"
    ENDS = "ends what renews"
    ANY_AMOUNT = "lets the giver send whatever they like"


BY_CAPABILITY = {
    Able.REFUNDS: "refunds",
    Able.CHANGES: "changes",
    Able.PAUSES: "pauses",
    Able.ENDS: "ends",
    Able.RETRIES: "hosted",
}
"""What `Capabilities` say of it, under that name. `ANY_AMOUNT` is the opposite of `exact_amounts`."""


@dataclass(frozen=True)
class Message:
    """News as it arrives: a webhook, or the file of a statement, which has no headers."""

    body: bytes
    headers: Mapping[str, str]


def never(*_args: object, **_more: object) -> NoReturn:
    """Stand for what cannot happen in a house: a test that lets it happen must say what it needs."""
    message = "this cannot happen here: let the test begin with `giving.needs(…)`"
    raise AssertionError(message)


class House(Protocol):
    """A provider and the world around it. `checkout` is always the provider's name for the page.

    Attributes:
        currency: of the campaign that it is tried with.
        cannot: what neither it nor its world can do, each with the reason.
    """

    provider: Provider
    currency: str
    cannot: Mapping[Able, str]

    def move_in(self, publication_id: int) -> None:
        """A publication sets it up."""

    def tell(self, message: Message) -> None:
        """News reaches the publication now."""

    def wait(self, days: float) -> datetime:
        """Let time pass there; return what time it is then. It also passes a little by itself with everything that is done."""

    def now(self) -> datetime:
        """Return what time it is there."""

    def pay(self, checkout: str) -> None:
        """Somebody pays."""

    def send(self, checkout: str, amount_minor: int, currency: str = "") -> None:
        """Somebody sends what they like; in the campaign's currency unless another one is named."""

    def decline(self, checkout: str) -> None:
        """A bank says no; the giver may try again."""

    def need_authentication(self, checkout: str) -> None:
        """A bank wants to see the giver first; `pay` goes on."""

    def pay_later(self, checkout: str) -> None:
        """Somebody pays in a way that takes days."""

    def settle(self, checkout: str, *, came: bool) -> None:
        """That money came, or did not."""

    def abandon(self, checkout: str) -> None:
        """Nobody comes; the page is closed."""

    def renew(self, checkout: str, *, works: bool = True) -> None:
        """A month is over."""

    def mend(self, checkout: str) -> None:
        """What failed is tried again, and works."""

    def refund_outside(self, checkout: str, amount_minor: int) -> None:
        """Somebody sends money back at the provider."""

    def ask_back(self, checkout: str) -> None:
        """The giver's bank asks the last payment back."""

    def decide(self, checkout: str, *, won: bool) -> None:
        """It is decided whose that money is."""

    def pay_out(self) -> None:
        """What the provider owes goes to the bank, and arrives."""

    def messages(self) -> list[Message]:
        """Return the news that was not taken yet, in the order in which it was made."""

    def forge(self, message: Message, *, signed_at: datetime) -> Message:
        """Return the same message, rightly signed at another time."""

    def break_line(self) -> None:
        """Nobody reaches the provider any more."""

    def mend_line(self) -> None:
        """Everybody does again."""
