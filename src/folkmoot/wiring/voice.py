"""The voice that the edge borrows to refuse something: the publication's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from folkmoot.articles.values import PublicationView
from folkmoot.kit.voice import speaking
from folkmoot.kit.words import locale_of, say
from folkmoot.pure.verdict import Denial


@dataclass(frozen=True, slots=True)
class PublicationVoice:
    """Says a sentence of the edge's as a publication would."""

    publication: PublicationView

    @property
    def language(self) -> str:
        """Return an IETF language tag."""
        return self.publication.language

    @property
    def direction(self) -> str:
        """Return "ltr" or "rtl"."""
        return str(locale_of(self.language).text_direction)

    def say(self, sentence: str, values: Mapping[str, object]) -> str:
        """Return an English sentence in the publication's language and words."""
        with speaking(self.language, self.publication.labels):
            return say(Denial(code="refused", sentence=sentence, values=values))
