"""How the edge speaks: it names English sentences, and whoever knows the publication says them in its language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Voice(Protocol):
    """The language and the words of a publication."""

    @property
    def language(self) -> str:
        """Return an IETF language tag."""
        ...

    @property
    def direction(self) -> str:
        """Return "ltr" or "rtl"."""
        ...

    def say(self, sentence: str, values: Mapping[str, object]) -> str:
        """Return an English sentence in this language, its names filled in."""
        ...


class English:
    """The voice where no publication is known."""

    language = "en"
    direction = "ltr"

    def say(self, sentence: str, values: Mapping[str, object]) -> str:
        """Return the sentence, its names filled in."""
        return sentence % values if values else sentence


ENGLISH = English()
