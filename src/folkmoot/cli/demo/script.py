"""Reads what the demo says: articles and pages with a few lines of facts on top, and threads written as a play.

A comment in a thread file is `> camp name | fate reason`, then its words, then an empty line. The number of `>` is
its depth. The camps: `c` close the bridge, `k` keep it for traffic, `n` neither, and `b` for what both like to hear.
The name `-` means none was given; `-coat` is somebody without one who speaks more than once. A fate is `held`, `removed`
with a reason, `withdrawn`, `edited` with what was said first, `pinned` or `featured` with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable

HEADING = re.compile(r"(?P<marks>>+) (?P<camp>[ckbn]) (?P<name>[^|]+?)(?: \| (?P<fate>\w+)(?: (?P<reason>.+))?)?")
ANSWERED = "01-close-or-carry"
"""The article that the whole thread is about."""


class Camp(StrEnum):
    """Whose heart a comment warms."""

    CLOSE = "c"
    KEEP = "k"
    NEITHER = "n"
    BOTH = "b"


class Fate(StrEnum):
    """What becomes of a comment after it was posted."""

    NONE = ""
    HELD = "held"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    EDITED = "edited"
    PINNED = "pinned"
    FEATURED = "featured"


SHOWN = frozenset({Fate.NONE, Fate.EDITED, Fate.PINNED, Fate.FEATURED})
"""Fates of comments that everybody can read in the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article or a page: the facts on top of its file, and its Markdown."""

    key: str
    facts: dict[str, str]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One comment of the play.

    Attributes:
        scene: which file it stands in, from 0.
        parent: index of the line it answers, or None.
        name: empty where none was given.
        nameless: which of those without a name it is; empty for one who speaks once.
        reason: for the public, if its fate is to be removed, pinned or featured; what it said first, if it is to be edited.
    """

    scene: int
    parent: int | None
    camp: Camp
    name: str
    nameless: str
    fate: Fate
    reason: str
    words: str


def texts(folder: str) -> list[Text]:
    """Return the texts of `articles`, `withdrawn` or `pages`, in the order of their file names."""
    return [_text(file) for file in _files(folder)]


def thread_of(article_key: str) -> list[Line]:
    """Return the comments under one article, each after the one it answers; empty where nobody spoke."""
    if article_key == ANSWERED:
        return play(file.read_text("utf-8") for file in _files("thread"))
    return play(file.read_text("utf-8") for file in _files("answers") if file.name.startswith(article_key))


def play(scenes: Iterable[str]) -> list[Line]:
    """Return the lines of some scenes.

    Raises:
        ValueError: a comment begins with something else than a heading, or answers nobody.
    """
    lines: list[Line] = []
    for scene, text in enumerate(scenes):
        spoken: dict[int, int] = {}  # depth → index of the latest line there
        for part in re.split(r"\n\n(?=>)", text.strip()):
            heading, _, words = part.partition("\n")
            found = HEADING.fullmatch(heading)
            depth = len(found["marks"]) if found else 0
            if found is None or (depth > 1 and depth - 1 not in spoken):
                message = f"not a comment of a play: {heading!r}"
                raise ValueError(message)
            lines.append(_line(found, scene=scene, parent=spoken.get(depth - 1), words=words.strip()))
            spoken = {level: index for level, index in spoken.items() if level < depth} | {depth: len(lines) - 1}
    return lines


def _line(found: re.Match[str], *, scene: int, parent: int | None, words: str) -> Line:
    return Line(
        scene=scene,
        parent=parent,
        camp=Camp(found["camp"]),
        name="" if found["name"].startswith("-") else found["name"],
        nameless=found["name"][1:] if found["name"].startswith("-") else "",
        fate=Fate(found["fate"] or ""),
        reason=found["reason"] or "",
        words=words,
    )


def _files(folder: str) -> list[Traversable]:
    return sorted((files(__package__) / folder).iterdir(), key=lambda file: file.name)


def _text(file: Traversable) -> Text:
    head, _, source = file.read_text("utf-8").partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    return Text(key=file.name.removesuffix(".md"), facts=facts, source=source)
