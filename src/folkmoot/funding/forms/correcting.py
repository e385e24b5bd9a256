"""The form of a correction: whether it is added or taken away, how much, and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from folkmoot.funding.forms.gifts import form_key
from folkmoot.funding.forms.typed import Typist
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.pure.words import gettext_noop as _

ADD, TAKE = "add", "take"
SIGNS = {ADD: 1, TAKE: -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFields:
    """The form as it stands. `key`: made with it, so that sent twice it is booked once."""

    way: str
    amount: str
    note: str
    key: str

    @property
    def sent(self) -> tuple[tuple[str, str], ...]:
        """Return names and values, for a page that only asks whether it is right."""
        return (("way", self.way), ("amount", self.amount), ("note", self.note), ("key", self.key))

    def by_minor(self, typist: Typist, currency: str) -> int:
        """Return by how much is corrected, in minor units; below zero for what is taken away.

        Raises:
            DeniedError: `way_missing`, or the amount cannot be read.
        """
        if self.way not in SIGNS:
            raise DeniedError(
                Denial(code="way_missing", sentence=_("Choose whether it is added or taken away."), field="way")
            )
        return SIGNS[self.way] * typist.amount(self.amount, currency, "amount")


def new_correction() -> CorrectionFields:
    """Return an empty form."""
    return CorrectionFields(way="", amount="", note="", key=form_key())


def correction_in(sent: QueryDict) -> CorrectionFields:
    """Return the form as it was sent."""
    return CorrectionFields(
        way=sent.get("way", ""),
        amount=sent.get("amount", ""),
        note=" ".join(sent.get("note", "").split()),
        key=sent.get("key", "")[:64] or form_key(),
    )
