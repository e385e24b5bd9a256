"""Names that pretend an office, and names that say there is none."""

from __future__ import annotations

from functools import cache

from folkmoot.pure.names.likeness import alike, skeletons

# Nobody is called that: where one of them stands in a name, the name says "I decide here".
OFFICES = (
    *("admin", "admins", "administrator", "administrators", "administration", "sysadmin", "webmaster", "mod", "mods"),
    *("moderator", "moderators", "moderation", "editor", "editors", "editorial"),
    *("administratorin", "administratoren", "moderatorin", "moderatoren", "moderatorinnen", "redaktionsleitung"),
    *("redaktion", "redakteur", "redakteure", "redakteurin", "redakteurinnen"),
    *("chefredaktion", "chefredakteur", "chefredakteurin"),
)
# Some people are called that, but nobody is called nothing else.
PARTS = (
    *("staff", "team", "support", "official", "newsroom", "publisher", "owner", "folkmoot"),
    *("mitarbeiter", "mitarbeiterin", "herausgeber", "herausgeberin", "verlag", "leitung", "offiziell"),
)
GLUE = frozenset(
    {"a", "and", "chief", "head", "of", "our", "the", "das", "der", "die", "und", "unser", "unsere", "vom", "von"}
)
# What stands where nobody gave a name, in the languages that we speak.
NAMELESS = ("Anonymous", "Anonym", "Anonymus")


def pretends_office(name: str) -> bool:
    """Return whether a name says that whoever bears it decides here."""
    words = name.split()
    if any(_is_one_of(word, _offices()) for word in (*words, name)):
        return True
    telling = [word for word in words if word.casefold() not in GLUE and not word.isdecimal()]
    return bool(telling) and all(_is_one_of(word, _parts()) for word in telling)


def is_nameless(name: str) -> bool:
    """Return whether somebody wrote that they have no name."""
    return any(alike(name, word) for word in NAMELESS)


def pretends_mark(name: str) -> bool:
    """Return whether a name looks like that of somebody without one: "Anonymous", and something behind it."""
    first, _, rest = name.partition(" ")
    return bool(rest) and is_nameless(first)


def _is_one_of(word: str, listed: dict[str, list[str]]) -> bool:
    return any(alike(word, one) for key in skeletons(word) for one in listed.get(key, ()))


@cache
def _offices() -> dict[str, list[str]]:
    return _by_skeleton(OFFICES)


@cache
def _parts() -> dict[str, list[str]]:
    return _by_skeleton(PARTS)


def _by_skeleton(words: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        for key in skeletons(word):
            found.setdefault(key, []).append(word)
    return found
