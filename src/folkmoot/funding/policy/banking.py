"""What may be done with what came to the bank account."""

from __future__ import annotations

from collections.abc import Collection

from folkmoot.funding.values import Capabilities
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

REASON_CHARS = 400


def no_account(iban: str) -> Denial | None:
    """Refuse statements where nobody said which account is ours."""
    if iban:
        return None
    return Denial(code="no_account", sentence=_("Write down your IBAN first, in the settings of giving."))


def account_unnamed(can: Capabilities, iban: str) -> Denial | None:
    """Refuse to give to the publication's own account while nobody said which that is."""
    if iban or not can.own_account:
        return None
    sentence = _(
        "One cannot give by bank transfer here yet, because no account is named. Choose another way, or come back later."
    )
    return Denial(code="account_unnamed", sentence=sentence, field="provider")


def moves_money(can: Capabilities, *, is_live: bool, trial_account: bool) -> bool:
    """Return whether real money moves: not through a provider in its trial mode, nor to an account that is only tried out.

    Args:
        is_live: what the provider says of itself.
        trial_account: whether the publication's own account is only there to try transfers out.
    """
    return is_live and not (can.own_account and trial_account)


def only_to_an_unnamed_account(ways: Collection[Capabilities], iban: str) -> Denial | None:
    """Refuse to begin a campaign that one could only give to by transfer, while nobody said to which account."""
    if not ways or any(account_unnamed(can, iban) is None for can in ways):
        return None
    sentence = _("Bank transfer is its only way to pay. Write down your IBAN first, in the settings of giving.")
    return Denial(code="no_account", sentence=sentence, field="providers")


def statement_of_another(ours: str, theirs: str) -> Denial | None:
    """Refuse a statement that says it is of another account; a table does not say, and is believed."""
    if theirs in ("", ours):
        return None
    return Denial(
        code="statement_of_another",
        sentence=_("This statement is of another account: %(iban)s."),
        values={"iban": theirs},
        field="file",
    )


def unknown_line() -> Denial:
    """Refuse to decide over a line that is not there, or no longer open."""
    return Denial(code="unknown_line", sentence=_("This line is not open any more. Somebody has decided over it."))


def unknown_reference() -> Denial:
    """Refuse a reference that belongs to no pledge here."""
    return Denial(code="unknown_reference", sentence=_("No pledge here has this reference."), field="reference")


def not_to_take_back(reason: str, *, went_back: bool) -> Denial | None:
    """Refuse to take a transfer back without saying why, or when some of it was sent back to its giver.

    Args:
        went_back: whether some of it was.
    """
    if went_back:
        sentence = _("Some of this gift was sent back to its giver already, so it stays theirs.")
        return Denial(code="went_back", sentence=sentence, field="why")
    if not reason.strip():
        return Denial(code="reason_missing", sentence=_("Say why it is not theirs."), field="why")
    return _too_long(reason, "why")


def unsaid_reason(reason: str) -> Denial | None:
    """Refuse to set a line aside without saying what it is."""
    if not reason.strip():
        return Denial(code="reason_missing", sentence=_("Say what it is, if it is no gift."), field="reason")
    return _too_long(reason, "reason")


def no_file() -> Denial:
    """Refuse to read nothing."""
    return Denial(code="no_file", sentence=_("Choose the file of a statement first."), field="file")


def _too_long(reason: str, field: str) -> Denial | None:
    if len(reason) <= REASON_CHARS:
        return None
    sentence = _("At most %(limit)s characters.")
    return Denial(code="reason_too_long", sentence=sentence, values={"limit": REASON_CHARS}, field=field)
