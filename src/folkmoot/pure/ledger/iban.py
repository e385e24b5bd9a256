"""International bank account numbers (ISO 13616): as one block of signs, and what is wrong with one that is none."""

from __future__ import annotations

import re
from enum import StrEnum

from folkmoot.pure.ledger.iban_registry import LENGTHS, is_made_as_there

BEGINNING = re.compile(r"[A-Z]{2}[0-9]{2}")
BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
WHOLE = 97
CHECKS = ("02", "98")
"""The lowest and the highest check digits there are: 00, 01 and 99 leave the same remainders, and are never given."""


class IbanFlaw(StrEnum):
    """What is wrong with a number, the first thing that a person would see first.

    Attributes:
        NO_COUNTRY: it does not begin as one of a country that has such numbers.
        LENGTH: its country's have another number of signs.
        SIGNS: a letter stands where its country's have a digit, or the other way round.
        CHECK: its check digits do not fit: somewhere is another sign than was meant.
    """

    NO_COUNTRY = "no-country"
    LENGTH = "length"
    SIGNS = "signs"
    CHECK = "check"


def bare_iban(text: str) -> str:
    """Return a number without the spaces by which people group it, in capitals."""
    return "".join(text.split()).upper()


def flaw_of_iban(iban: str) -> IbanFlaw | None:
    """Return why a bare number can be no account's; None for one that can: only its bank knows whether it is."""
    length = LENGTHS.get(iban[:2])
    if length is None or not BEGINNING.match(iban):
        return IbanFlaw.NO_COUNTRY
    if len(iban) != length:
        return IbanFlaw.LENGTH
    if not is_made_as_there(iban):
        return IbanFlaw.SIGNS
    fits = _remainder(iban) == 1 and CHECKS[0] <= iban[2:4] <= CHECKS[1]
    return None if fits else IbanFlaw.CHECK


def is_bic(bic: str) -> bool:
    """Return whether a code could be a bank's (ISO 9362)."""
    return BIC.fullmatch(bic) is not None


def _remainder(iban: str) -> int:
    """Return what ISO 7064 (mod 97-10) leaves of a number: 1 for a right one."""
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % WHOLE
