"""What a bank transfer says: where it goes, how much, and whose it is."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import date

from stdnum import iso11649
from stdnum.iso7064 import mod_97_10

BANK_ACCOUNT = "bank"
"""What the accounts of all publications are called beside those of providers: which IBAN it was stands in each line."""
CURRENCY = "EUR"
"""Transfers with a reference and a code to scan are those of the Single Euro Payments Area."""

# No letter that is taken for a figure, and none that makes a word.
SIGNS = "234679BCDFGHJKLMNPQRTVWXYZ"
REFERENCE_SIGNS = 8
AGAIN = "|again-"
_REFERENCE = re.compile(rf"(?=(RF\d\d[{SIGNS}]{{{REFERENCE_SIGNS}}}))")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """What came, as a bank's statement says it.

    Attributes:
        entry_key: the bank's own id, or a digest of the line and which of several equal ones it is.
        words: what the sender wrote.
        payer: who sent it, as the bank says.
    """

    entry_key: str
    amount_minor: int
    currency: str
    booked_on: date
    words: str = ""
    payer: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands on a statement that concerns us.

    Attributes:
        iban: whose it is; empty where the file does not say.
        lines: what came in, in the order of the file.
        unread: what could not be read, each with where it stands and why: nothing is guessed.
        outgoing: how many lines were not money that came.
    """

    iban: str
    lines: tuple[StatementLine, ...]
    unread: tuple[str, ...] = ()
    outgoing: int = 0


def new_reference() -> str:
    """Return a fresh reference for a pledge (ISO 11649): `RF`, two check digits, eight signs."""
    own = "".join(secrets.choice(SIGNS) for _ in range(REFERENCE_SIGNS))
    return f"RF{mod_97_10.calc_check_digits(own + 'RF')}{own}"


def references_in(words: str) -> list[str]:
    """Return the references that stand in what a sender wrote, however they spaced them; a mistyped one is none."""
    squeezed = re.sub(r"[\W_]", "", words).upper()
    return [found for found in _REFERENCE.findall(squeezed) if iso11649.is_valid(found)]


def next_name(name: str) -> str:
    """Return what a transfer is called in the books when it was taken back: the entries under its name before stay."""
    before, _, times = name.rpartition(AGAIN)
    return f"{before}{AGAIN}{int(times) + 1}" if before else f"{name}{AGAIN}1"


def in_groups(text: str) -> str:
    """Return an IBAN or a reference in groups of four, as it is read and typed."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
