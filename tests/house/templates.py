"""What a template says about itself: its room, what it reaches for, what it shows to whom."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.sources import PACKAGE, may_use, room_of, source

TAG = re.compile(r"{%-?\s*(\w+)\s*(.*?)\s*-?%}", re.DOTALL)
LITERAL = re.compile(r"""["']([^"']+)["']""")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
STYLED = re.compile(r"{%\s*block \w*class\b.*?{%\s*endblock", re.DOTALL)
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
DJANGO = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
SPOKEN_ATTRIBUTE = re.compile(r"""\s(?:alt|title|placeholder|aria-label|aria-description)=("[^"]*"|'[^']*')""")
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>|&#?\w+;", re.DOTALL)
LETTERS = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Folkmoot", "Atom", "RSS", "JSON", "Markdown"}
PRIVATE = re.compile(r"\b(?:request\.user|user\.\w+|perms\.|csrf_token|messages)\b")


@cache
def templates() -> dict[str, Path]:
    """Return every template of the house by the name Django knows it by."""
    found = [path for path in source(".html", below=PACKAGE) if "templates" in path.parts]
    return {path.as_posix().split("/templates/", 1)[1]: path for path in found}


@cache
def tag_libraries() -> dict[str, str]:
    """Return our template tag libraries: name → room."""
    modules = [path for path in source(".py", below=PACKAGE) if path.parent.name == "templatetags"]
    return {path.stem: room_of(path) for path in modules}


@cache
def route_rooms() -> dict[str, str]:
    """Return the named routes: name (with namespace) → the room whose view answers."""
    return dict(_routes(get_resolver(), ""))


def _routes(resolver: URLResolver, prefix: str) -> list[tuple[str, str]]:
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found += _routes(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern) and entry.name:
            module = entry.callback.__module__.split(".")
            found.append((prefix + entry.name, module[1] if module[0] == "folkmoot" else "django"))
    return found


def is_public(template: str) -> bool:
    """Say whether readers see a template; the desk's and Django's own admin are for staff."""
    path = Path(template)
    return not path.name.startswith(("desk", "_desk")) and path.parts[0] not in {"admin", "registration"}


def upward_reaches(text: str, room: str) -> list[str]:
    """Return what a template of `room` takes from a higher room, or takes in a way that cannot be checked."""
    found = []
    for tag, words in TAG.findall(COMMENT.sub("", text)):
        if tag in {"include", "extends", "url"} and not words.startswith(("'", '"')):
            found.append(f"{tag} {words}: name it, so that it can be checked")
            continue
        found += [f"{tag} {thing} of {owner}" for thing, owner in _reached(tag, words) if not _allowed(room, owner)]
    return found


def _allowed(room: str, owner: str | None) -> bool:
    return owner == "django" or (owner is not None and may_use(room, owner))


def _reached(tag: str, words: str) -> list[tuple[str, str | None]]:
    """Return (name, room) of what one tag reaches for; the room is None where nothing of that name is ours."""
    if tag in {"include", "extends"}:
        name = LITERAL.match(words)[1]
        return [(name, room_of(templates()[name]) if name in templates() else None)]
    if tag == "url":
        name = LITERAL.match(words)[1]
        return [(name, route_rooms().get(name))]
    if tag == "load":
        libraries = words.rsplit(" from ", maxsplit=1)[-1].split()
        return [(library, tag_libraries().get(library, "django")) for library in libraries]
    return []


def private_words(text: str) -> list[str]:
    """Return what would make a shared page differ from reader to reader."""
    return [word for part in DJANGO.findall(COMMENT.sub("", text)) for word in PRIVATE.findall(part)]


def untranslated(text: str) -> list[str]:
    """Return words that readers see or hear and that no translator can reach."""
    bare = DJANGO.sub(" ", TRANSLATED.sub(" ", STYLED.sub(" {%", COMMENT.sub(" ", text))))
    heard = " ".join(SPOKEN_ATTRIBUTE.findall(bare))
    return [word for word in LETTERS.findall(heard + " " + MARKUP.sub(" ", bare)) if word not in NAMES]


def names_its_context(text: str) -> bool:
    """Say whether the first line is a comment that names the context."""
    first = text.split("\n", 1)[0]
    return first.startswith("{#") and "#}" in first and "context" in first.lower()
