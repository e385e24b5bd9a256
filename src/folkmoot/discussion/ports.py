"""What the discussion needs from rooms above it; `wiring` fills it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as field_of
from enum import StrEnum
from typing import Protocol

from folkmoot.readers.values import Actor


class Answer(StrEnum):
    """What becomes of a text."""

    PUBLISH = "publish"
    HOLD = "hold"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A text at the door.

    Attributes:
        source: as written, normalised.
        html: as it would be shown.
        recent_count: how many comments this actor posted in the last ten minutes.
        same_words_count: how many comments in the last 24 hours said exactly this, by anyone in the publication.
    """

    publication_id: int
    thread_id: int
    actor: Actor
    name: str
    source: str
    html: str
    recent_count: int
    same_words_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """The screener's answer; `code` and `sentence` say why unless it is PUBLISH.

    The sentence is English; `say` puts it into the language of whoever reads it, with `values` for its names.
    """

    answer: Answer
    code: str = ""
    sentence: str = ""
    plural: str = ""
    values: Mapping[str, object] = field_of(default_factory=dict)


class Screener(Protocol):
    """Decides "publish, hold or refuse?"; never deletes."""

    def __call__(self, submitted: Submitted) -> Screening:
        """Return the answer for one text."""
        ...


class Ports:
    """Filled by `wiring`. `desk_path` is where staff decide over a comment, with `{id}` for its id."""

    screener: Screener
    desk_path: str
