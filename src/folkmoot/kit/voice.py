"""Speak as a publication does: in its language, with the words of ours that it says in its own way.

Django finds translations through one object a thread. We put ours in its place, which asks the publication's labels
first, and put back whatever was there before: no word of one publication is left behind for the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from typing import Any

from django.utils.translation import get_language, trans_real

from folkmoot.pure.labels import Labels, fits

MAX_VOICES = 256
_NUMBERS = count()
_thread: Any = vars(trans_real)["_active"]  # where Django keeps the translation of a thread; it has no public name


class Reworded:
    """A translation that knows some words better; the rest it leaves to `base`. Has what Django asks of one."""

    def __init__(self, base: trans_real.DjangoTranslation, labels: Labels) -> None:
        """Keep the labels that still fit what we say: words change between versions."""
        self.base = base
        self.number = next(_NUMBERS)
        self.labels = {ours: own for ours, own in labels if fits(ours, own)}
        self.to_language = base.to_language
        self.language = base.language
        self.npgettext = base.npgettext

    def gettext(self, message: str) -> str:
        """Return the label for a message, or its translation."""
        return self.labels.get(message) or self.base.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the label or translation of the form that goes with a number; a language's further forms share the plural's."""
        form = singular if self.base.plural(number) == 0 else plural
        return self.labels.get(form) or self.base.ngettext(singular, plural, number)

    def pgettext(self, context: str, message: str) -> str:
        """Return the label for a message, whatever it is said of, or its translation in this context."""
        return self.labels.get(message) or self.base.pgettext(context, message)


@contextmanager
def speaking(language: str, labels: Labels = ()) -> Iterator[None]:
    """Say everything in a language (IETF tag), and with these labels, until the end of the block."""
    before = getattr(_thread, "value", None)
    _thread.value = _voice(language, labels)
    try:
        yield
    finally:
        if before is None:
            trans_real.deactivate()
        else:
            _thread.value = before


def voice() -> str:
    """Return what tells the words of now from others: whoever keeps something that was said keeps it under this."""
    active = getattr(_thread, "value", None)
    language = get_language() or ""
    return f"{language} {active.number}" if isinstance(active, Reworded) else language


@lru_cache(maxsize=MAX_VOICES)
def _voice(language: str, labels: Labels) -> trans_real.DjangoTranslation | Reworded:
    base = trans_real.translation(language)
    return Reworded(base, labels) if labels else base
