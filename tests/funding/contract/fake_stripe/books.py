"""All objects of one account, as Stripe's interface shows them: references are ids, and much is shown only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.cast import NOON

Thing = dict[str, Any]
DEEPEST = 4
FEE_PER_1000, FEE_FIXED = 29, 30
DISPUTE_FEE = 1500


class ApiError(Exception):
    """What Stripe answers instead."""

    def __init__(self, status: int, message: str, *, code: str = "", kind: str = "invalid_request_error") -> None:
        """Keep it for the answer."""
        super().__init__(message)
        self.status, self.message, self.code, self.kind = status, message, code, kind


@dataclass
class Books:
    """One account.

    Attributes:
        now: the time there; tests let it pass.
        things: all objects, by id.
        orders: what a checkout session does not show of what was asked for.
    """

    account: str = "acct_paper"
    livemode: bool = False
    now: datetime = NOON
    things: dict[str, Thing] = field(default_factory=dict)
    orders: dict[str, Thing] = field(default_factory=dict)
    _count: int = 0

    def seconds(self) -> int:
        """Return the time as Stripe writes it."""
        return int(self.now.timestamp())

    def new(self, prefix: str, kind: str, ref: str = "", **fields: Any) -> Thing:
        """Return a new object. Ids have no order: nothing may lean on them."""
        self._count += 1
        ref = ref or f"{prefix}_{(self._count * 7919) % 100_000:05}Fake{self._count}"
        thing = {"id": ref, "object": kind, "created": self.seconds(), "livemode": self.livemode, **fields}
        self.things[ref] = thing
        return thing

    def get(self, ref: str, kind: str) -> Thing:
        """Return an object.

        Raises:
            ApiError: 404.
        """
        thing = self.things.get(ref)
        if thing is None or thing["object"] != kind:
            raise ApiError(404, f"No such {kind}: '{ref}'", code="resource_missing")
        return thing

    def all(self, kind: str, where: Callable[[Thing], bool] = lambda _: True) -> list[Thing]:
        """Return the objects of a kind, the newest first."""
        found = [thing for thing in self.things.values() if thing["object"] == kind and where(thing)]
        found.reverse()  # of the same second, the later first
        return sorted(found, key=lambda thing: -thing["created"])

    def tell(self, kind: str, thing: Thing) -> None:
        """Write down that something happened, with what it happened to as it is now."""
        data = {"object": deepcopy(thing)}
        self.new("evt", "event", type=kind, data=data, api_version="2026-10-28.endive", pending_webhooks=1)

    def settle(self, kind: str, amount: int, currency: str, source: str, *, fee: int = 0) -> str:
        """Return the id of a new balance transaction: money that came or went."""
        return str(
            self.new(
                "txn",
                "balance_transaction",
                type=kind,
                amount=amount,
                fee=fee,
                net=amount - fee,
                currency=currency,
                source=source,
                payout=None,
            )["id"]
        )

    def shown(self, thing: Thing, expand: Iterable[str]) -> Thing:
        """Return an object as an answer has it.

        Raises:
            ApiError: what shall be expanded is not there, or too deep.
        """
        shown = deepcopy(
            {key: value for key, value in thing.items() if key != "payout" or thing["object"] != "balance_transaction"}
        )
        for path in expand:
            steps = path.split(".")
            if len(steps) > DEEPEST:
                raise ApiError(400, f"You cannot expand more than {DEEPEST} levels of a property: {path}")
            self._expand(shown, steps, path)
        return shown

    def _expand(self, thing: Any, steps: list[str], path: str) -> None:
        if not steps or thing is None:
            return
        if isinstance(thing, list):
            for one in thing:
                self._expand(one, steps, path)
            return
        step = steps[0]
        if (thing.get("object"), step) in INCLUDED and step not in thing:
            thing[step] = listed(
                INCLUDED[thing["object"], step](self, thing), f"/v1/{thing['object']}s/{thing['id']}/{step}"
            )
        if step not in thing:
            raise ApiError(400, f"This property cannot be expanded ({path}).")
        value = thing[step]
        if isinstance(value, str) and value in self.things:
            thing[step] = value = deepcopy(self.things[value])
        self._expand(value, steps[1:], path)


def listed(things: list[Thing], url: str, *, more: bool = False) -> Thing:
    """Return a list as an answer has it."""
    return {"object": "list", "url": url, "has_more": more, "data": deepcopy(things)}


# What is shown only when it is asked for.
INCLUDED: dict[tuple[str, str], Callable[[Books, Thing], list[Thing]]] = {
    ("charge", "refunds"): lambda books, charge: books.all("refund", lambda one: one["charge"] == charge["id"]),
    ("invoice", "payments"): lambda books, invoice: books.all(
        "invoice_payment", lambda one: one["invoice"] == invoice["id"]
    ),
}
