"""Who may send money back, and how much."""

from __future__ import annotations

from folkmoot.funding.values import Capabilities, PaymentState
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.readers.values import Role

TREASURERS = frozenset({Role.OWNER, Role.TREASURER})
"""Who sees what was given, and by whom."""


def not_a_treasurer(roles: frozenset[Role]) -> Denial | None:
    """Refuse whoever may not see gifts."""
    if TREASURERS & roles:
        return None
    return Denial(code="not_allowed", sentence=_("Only owners and treasurers may see and change what was given."))


def unknown_payment() -> Denial:
    """Refuse to act on a payment that is not there."""
    return Denial(code="unknown_payment", sentence=_("There is no such payment."))


def not_refundable(state: str, amount_minor: int, left_minor: int, *, can: Capabilities | None) -> Denial | None:
    """Refuse to send back what never came, what is no longer there, or what its provider cannot send.

    Args:
        left_minor: what of the payment can still go back.
        can: what its provider can do; None where it is not set up here.
    """
    if state != PaymentState.PAID or left_minor <= 0:
        return Denial(code="not_refundable", sentence=_("Nothing of this payment is left to send back."))
    if can is None or not can.refunds:
        return Denial(
            code="not_refundable",
            sentence=_("This gift cannot be sent back from here. Send it from where it came, then write it down."),
        )
    if amount_minor <= 0:
        return Denial(code="bad_amount", sentence=_("A refund is more than nothing."), field="amount")
    if amount_minor > left_minor:
        return Denial(
            code="refund_too_much",
            sentence=_("That is more than is left of this payment."),
            field="amount",
            values={"left_minor": left_minor},
        )
    if amount_minor < left_minor and not can.partial_refunds:
        return Denial(
            code="refund_too_little", sentence=_("This provider can only send back a gift as a whole."), field="amount"
        )
    return None
