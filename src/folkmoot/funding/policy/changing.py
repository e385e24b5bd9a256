"""What a supporter may change of what they give."""

from __future__ import annotations

from collections.abc import Collection

from folkmoot.funding.values import Capabilities, ContributionState
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

RENEWING = frozenset({ContributionState.ACTIVE, ContributionState.PAUSED, ContributionState.FAILING})


def unknown_gift() -> Denial:
    """Refuse a link that we did not make, or that is of another newspaper."""
    sentence = _("This link opens nothing. Take it from the letter once more, whole, or write to us.")
    return Denial(code="unknown_gift", sentence=sentence)


def does_not_renew(state: str) -> Denial | None:
    """Refuse to change what does not renew, or no longer."""
    if state in RENEWING:
        return None
    return Denial(
        code="does_not_renew", sentence=_("This gift does not renew, so there is nothing to change or to end.")
    )


def cannot_change(can: Capabilities | None) -> Denial | None:
    """Refuse another amount where who moves the money cannot do that."""
    if can is not None and can.changes:
        return None
    return Denial(
        code="not_changeable",
        sentence=_("The amount cannot be changed here. End this gift and begin one of another amount."),
    )


def cannot_pause(can: Capabilities | None) -> Denial | None:
    """Refuse a pause where who moves the money cannot do that."""
    if can is not None and can.pauses:
        return None
    return Denial(
        code="not_pausable", sentence=_("This gift cannot be paused here. You can end it, and begin anew later.")
    )


def cannot_end(can: Capabilities | None) -> Denial | None:
    """Refuse to end here what only the giver's bank can end."""
    if can is not None and can.ends:
        return None
    return Denial(
        code="not_endable",
        sentence=_("This gift is a standing order: you end it at your bank. We cannot take anything."),
    )


def still_renews(states: Collection[str]) -> Denial | None:
    """Refuse to forget somebody from whom money will be taken again: they must be able to hear of it."""
    if RENEWING.isdisjoint(states):
        return None
    return Denial(
        code="still_renews",
        sentence=_("You still give again and again. End that first; then we can forget who you are."),
    )


def bad_span() -> Denial:
    """Refuse a statement whose days are none, or stand the wrong way round."""
    sentence = _("Choose two days, the earlier one first.")
    return Denial(code="bad_span", sentence=sentence, field="from")
