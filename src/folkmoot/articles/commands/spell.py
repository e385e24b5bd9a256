"""Bring what an author wrote into one spelling before it is judged and kept."""

from __future__ import annotations

from folkmoot.articles.policy import bad_text
from folkmoot.kit.text.normalise import normalise
from folkmoot.pure.verdict import DeniedError


def spelled(field: str, text: str) -> str:
    """Return the text in NFC, with plain line ends, without blanks at its ends.

    Raises:
        DeniedError: `bad_text` at `field`.
    """
    try:
        return normalise(text).strip()
    except ValueError as error:
        raise DeniedError(bad_text(field, str(error))) from error


def spelled_line(field: str, text: str) -> str:
    """Return the text as `spelled`, on one line with single spaces.

    Raises:
        DeniedError: `bad_text` at `field`.
    """
    return " ".join(spelled(field, text).split())
