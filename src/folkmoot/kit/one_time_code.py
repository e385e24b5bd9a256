"""A code that the terminal prints, for the one thing that an empty house lets a stranger do.

Only its SHA-256 lies in DIR/keys: whoever can read the data folder later learns nothing from it. It has sixty bits, so
it cannot be guessed before the limit on guesses ends the attempt. Each start of `serve` makes a new one.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hmac import compare_digest
from pathlib import Path

from django.conf import settings

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that looks like another
GROUPS, GROUP_CHARS = 3, 4
FILE = "founding"


def make_code() -> str:
    """Return a fresh code, `K7QM-2XJD-9FRT`; the one of before means nothing any more."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP_CHARS)) for _ in range(GROUPS))
    code = "-".join(groups)
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(_digest(code))
    return code


def is_code(typed: str) -> bool:
    """Return whether this is the present code; hyphens, spaces and small letters do not matter."""
    try:
        kept = _path().read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return compare_digest(kept, _digest(typed))


@contextmanager
def code_spent() -> Iterator[bool]:
    """Take the code away from everybody else; give whether it was still there. If what happens inside fails, it is back."""
    path = _path()
    taken = path.with_name(f".{FILE}.{secrets.token_hex(4)}")
    try:
        path.rename(taken)
    except FileNotFoundError:
        yield False
        return
    try:
        yield True
    except BaseException:
        taken.rename(path)
        raise
    taken.unlink()


def _path() -> Path:
    return Path(settings.FOLKMOOT.data) / "keys" / FILE


def _digest(code: str) -> str:
    letters = "".join(letter for letter in code.upper() if letter in LETTERS)
    return hashlib.sha256(letters.encode()).hexdigest()
