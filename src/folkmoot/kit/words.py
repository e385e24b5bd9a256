"""Say what rules name: their sentences in the language now active, with numbers as that language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from django.utils import translation
from django.utils.translation import gettext, ngettext


class Sayable(Protocol):
    """A sentence that waits for its language: a `Denial`, or what a screener found."""

    @property
    def sentence(self) -> str:
        """Return the English words, with `%(name)s` where cases differ."""
        ...

    @property
    def plural(self) -> str:
        """Return the words for any number but one, told by the value `n`; empty where no number matters."""
        ...

    @property
    def values(self) -> Mapping[str, object]:
        """Return what the names stand for."""
        ...


def say(sayable: Sayable) -> str:
    """Return the whole sentence in the language now active. It is plain text: a template escapes it.

    A translation that lost or invented a name is passed over for the English words, so that nobody is left without any.
    """
    values = {name: in_figures(value) for name, value in sayable.values.items()}
    number = sayable.values.get("n")
    if sayable.plural and isinstance(number, int):
        english = sayable.sentence if number == 1 else sayable.plural
        words = ngettext(sayable.sentence, sayable.plural, number)
    else:
        english, words = sayable.sentence, gettext(sayable.sentence)
    if not values:
        return words
    try:
        return words % values
    except (KeyError, ValueError, TypeError):
        return english % values


def in_figures(value: object) -> str:
    """Return a number with the separators of the language now active; anything else as text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format_decimal(value, locale=locale_of(translation.get_language() or "en"))
    return str(value)


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Return Babel's locale for an IETF language tag, or for its language alone; English where Babel knows neither."""
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
