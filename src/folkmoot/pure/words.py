"""Marks words that people will read, so that they are found when the translations are made."""

from __future__ import annotations


def gettext_noop(text: str) -> str:
    """Return the text as it is. Whoever shows it translates it; rules and other pure code only name it."""
    return text


def ngettext_noop(singular: str, plural: str) -> tuple[str, str]:
    """Return both as they are: the words for one, and for any other number."""
    return singular, plural
