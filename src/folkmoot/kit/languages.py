"""Languages that a newspaper may be written in, each by its own name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from folkmoot.kit.words import locale_of

TRANSLATED = ("en", "de")
"""Our own words are there in these."""

TAGS = (
    "ar", "bg", "ca", "cs", "cy", "da", "de", "de-AT", "de-CH", "el", "en", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN",
    "en-NZ", "en-US", "en-ZA", "es", "es-AR", "es-MX", "et", "eu", "fa", "fi", "fr", "fr-BE", "fr-CA", "fr-CH", "ga",
    "gl", "he", "hi", "hr", "hu", "id", "is", "it", "ja", "ko", "lb", "lt", "lv", "nb", "nl", "nl-BE", "nn", "pl", "pt",
    "pt-BR", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip

USUAL_ZONES = {
    "ar": "Africa/Cairo", "de": "Europe/Berlin", "de-AT": "Europe/Vienna", "de-CH": "Europe/Zurich",
    "en-AU": "Australia/Sydney", "en-GB": "Europe/London", "en-IE": "Europe/Dublin", "en-IN": "Asia/Kolkata",
    "en-NZ": "Pacific/Auckland", "en-US": "America/New_York", "en-ZA": "Africa/Johannesburg", "es": "Europe/Madrid",
    "fr": "Europe/Paris", "fr-BE": "Europe/Brussels", "fr-CH": "Europe/Zurich", "it": "Europe/Rome",
    "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "nl": "Europe/Amsterdam", "nl-BE": "Europe/Brussels",
    "pl": "Europe/Warsaw", "pt": "Europe/Lisbon", "pt-BR": "America/Sao_Paulo", "sv": "Europe/Stockholm",
    "tr": "Europe/Istanbul", "uk": "Europe/Kyiv",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Language:
    """A language tag, and the language's own name for itself."""

    tag: str
    name: str


@cache
def spoken_languages() -> tuple[Language, ...]:
    """Return the languages by their own names."""
    found = [Language(tag, _name(tag)) for tag in TAGS]
    return tuple(sorted(found, key=lambda language: language.name.casefold()))


def usual_zone(tag: str) -> str:
    """Return the time zone where most of a language's newspapers are; UTC where nobody could say."""
    return USUAL_ZONES.get(tag, "UTC")


def _name(tag: str) -> str:
    locale = locale_of(tag)
    name = locale.get_display_name(locale) or tag
    return name[:1].upper() + name[1:]
