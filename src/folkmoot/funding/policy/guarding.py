"""Against those who try stolen cards on us: when everybody has to work for a gift, and how much (ADR 0030).

The work is a puzzle that a browser solves by itself (https://en.wikipedia.org/wiki/Hashcash): a number that, hashed with
the form's key, begins with so many zero bits. Each further bit doubles it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.pure.words import ngettext_noop

WINDOW = timedelta(minutes=10)
CALM = 12
"""So many declines in a window are nothing unusual."""
LEAST_BITS, MOST_BITS = 15, 19
UNFINISHED_WEIGHT = 4
"""So many gifts that were begun and not paid weigh as much as one decline: those who try cards leave them behind too."""
FORM_LASTS = timedelta(hours=24)
WAIT = timedelta(minutes=3)
"""Who cannot solve the puzzle, having no JavaScript, may send a form that is so old; there is room for few of them."""
DECLINES_OF_ONE_NETWORK = 3
HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happened in the last ten minutes: payments that were declined, gifts that were begun and not paid, and paid."""

    declined: int
    unfinished: int
    paid: int

    @property
    def bits(self) -> int:
        """Return how much work a gift is now; 0: none."""
        pressure = self.declined + self.unfinished // UNFINISHED_WEIGHT
        if pressure < CALM or pressure <= self.paid:
            return 0
        return min(MOST_BITS, LEAST_BITS + (pressure // CALM).bit_length() - 1)


def is_solved(form_key: str, answer: str, bits: int) -> bool:
    """Return whether an answer (a number, as text) solves the puzzle of a form."""
    digest = hashlib.sha256(f"{form_key}:{answer}".encode()).digest()
    return int.from_bytes(digest, "big") >> (len(digest) * 8 - bits) == 0


def unfit_form(made_at: datetime | None, trap: str, *, now: datetime) -> Denial | None:
    """Refuse a form that we did not make, one of long ago, and one in which the field is filled that people do not see."""
    if trap:
        sentence = _("Leave the field “Leave this empty” empty, and send the form again.")
        return Denial(code="trap_filled", sentence=sentence, field="website")
    if made_at is None or not made_at - timedelta(minutes=1) <= now <= made_at + FORM_LASTS:
        sentence = _("This form is not of today any more. Look it over and send it once more.")
        return Denial(code="form_over", sentence=sentence)
    return None


def work_needed() -> Denial:
    """Refuse a gift without the work that is asked for now; it comes with a form."""
    sentence = _(
        "Somebody is trying out stolen cards here, so your browser has to do a short sum first. Send the form once more: "
        "it does that by itself. Without JavaScript, wait first, as it says above the button."
    )
    return Denial(code="work_needed", sentence=sentence)


def too_often(wait_s: int | None) -> Denial | None:
    """Refuse until `wait_s` seconds have passed; None lets it pass."""
    if wait_s is None:
        return None
    sentence, plural = ngettext_noop(
        "That was often in a short time. Nothing was paid. Try again in a second.",
        "That was often in a short time. Nothing was paid. Try again in %(n)s seconds.",
    )
    return Denial(code="too_fast", sentence=sentence, plural=plural, values={"n": wait_s}, retry_after_s=wait_s)


def declined_too_often(declines: int) -> Denial | None:
    """Refuse a network from which several payments were declined within the hour. Whose card and why is not said."""
    if declines < DECLINES_OF_ONE_NETWORK:
        return None
    sentence = _(
        "Several payments from your connection did not go through. Nothing was paid. Try again in an hour, or write to us."
    )
    return Denial(code="too_fast", sentence=sentence, retry_after_s=HOUR_S)
