"""Two editors saved the same article: what the second would change of what the first has saved, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from folkmoot.articles.forms import ArticleFields
from folkmoot.pure.diff import Piece, word_diff

NAMES = {
    "headline": gettext_noop("Headline"),
    "standfirst": gettext_noop("Standfirst"),
    "source": gettext_noop("Text"),
    "author_names": gettext_noop("Authors"),
    "section_name": gettext_noop("Section"),
    "tag_names": gettext_noop("Tags"),
    "slug": gettext_noop("Address"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people filled in differently: what theirs says and mine does not is gone, the rest is new."""

    name: str
    pieces: tuple[Piece, ...]


def differences(theirs: ArticleFields, mine: ArticleFields) -> tuple[Difference, ...]:
    """Return every field in which two forms differ, in the order of the form."""
    return tuple(
        Difference(name, word_diff(before, after)) for name, before, after in _texts(theirs, mine) if before != after
    )


def _texts(theirs: ArticleFields, mine: ArticleFields) -> Iterator[tuple[str, str, str]]:
    for field, name in NAMES.items():
        yield name, _plain(getattr(theirs, field)), _plain(getattr(mine, field))
    yield gettext_noop("Sources"), _sources(theirs), _sources(mine)


def _plain(text: str) -> str:
    """Return the text with the line ends it is kept with; forms send others."""
    return text.replace("\r\n", "\n").strip()


def _sources(fields: ArticleFields) -> str:
    rows = (row for row in fields.sources if not row.is_empty)
    return "\n".join(", ".join(filter(None, (row.name, row.role, row.url))) for row in rows)
