"""Words that all importers share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

SOURCE_ID_MAX_CHARS = 80


class BadFileError(Exception):
    """The file or an option cannot be used; the message is one sentence for the owner. Nothing was written."""


class Kind(StrEnum):
    """What an item of a source became."""

    ARTICLE = "article"
    COMMENT = "comment"
    MENTION = "mention"
    READER = "reader"
    BEGUN = "begun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where an import goes: the publication, and the name under which it remembers the source."""

    publication_id: int
    source: str


def short_id(text: str) -> str:
    """Return a source's own id, or a digest of it where it is too long to be remembered."""
    return text if len(text) <= SOURCE_ID_MAX_CHARS else hashlib.sha256(text.encode()).hexdigest()
