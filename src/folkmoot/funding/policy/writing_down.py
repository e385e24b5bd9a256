"""Which gifts, and which money that went back, can be written down by hand."""

from __future__ import annotations

from datetime import datetime

from folkmoot.funding.values import HIDDEN, PaymentState
from folkmoot.funding.values.drafts import GiftDraft
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

REFERENCE_MAX_CHARS = 120


def unfit_gift(draft: GiftDraft, *, state: str, is_test: bool, now: datetime) -> Denial | None:
    """Refuse a gift of nothing, from tomorrow, for what is not public, or of real money among test money."""
    if unfit := unfit_campaign(state, is_test=is_test):
        return unfit
    if draft.gift_minor <= 0:
        return Denial(code="bad_amount", sentence=_("A gift is more than nothing."), field="amount")
    if early := not_yet(draft.came_at, now):
        return early
    if len(draft.reference) > REFERENCE_MAX_CHARS:
        values = {"limit": REFERENCE_MAX_CHARS}
        return Denial(code="too_long", sentence=_("At most %(limit)s characters."), values=values, field="reference")
    return None


def unfit_campaign(state: str, *, is_test: bool) -> Denial | None:
    """Refuse a campaign that is not public, or where no money moves."""
    if is_test:
        sentence = _("In a campaign of the demo provider no money moves, so no real gift can be written down for it.")
        return Denial(code="demo_beside_live", sentence=sentence, field="campaign")
    if state in HIDDEN:
        sentence = _("This campaign has not begun.")
        return Denial(code="campaign_not_begun", sentence=sentence, field="campaign")
    return None


def not_yet(came_at: datetime, now: datetime) -> Denial | None:
    """Refuse money from tomorrow."""
    if came_at <= now:
        return None
    return Denial(code="not_yet", sentence=_("It cannot have come in the future."), field="came_at")


def not_to_write_back(state: str, amount_minor: int, left_minor: int, *, sends: bool) -> Denial | None:
    """Refuse to write down that more went back than came, or what its provider sends and books itself.

    Args:
        sends: whether the provider sends gifts back from here.
    """
    if state != PaymentState.PAID or left_minor <= 0:
        return Denial(code="not_refundable", sentence=_("Nothing of this payment is left to send back."))
    if sends:
        sentence = _("This gift is sent back from here; there is nothing to write down.")
        return Denial(code="not_refundable", sentence=sentence)
    if amount_minor <= 0:
        return Denial(code="bad_amount", sentence=_("A refund is more than nothing."), field="amount")
    if amount_minor > left_minor:
        sentence = _("That is more than is left of this payment.")
        return Denial(code="refund_too_much", sentence=sentence, field="amount")
    return None
