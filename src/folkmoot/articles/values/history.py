"""What became of an article since it could be read, as queries return it and templates receive it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from folkmoot.articles.values.kinds import ChangeKind
from folkmoot.pure.blocks_diff import BlockChange, Passage
from folkmoot.pure.diff import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class SealView:
    """Why nobody may read a revision any more, and since when."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionView:
    """One public revision, in the list of all.

    Attributes:
        number: the revision's own, as in its address.
        ordinal: which text of the article it was for readers, from 1.
        change: what its author said about it; None for the first text and for what was written before that was asked.
        wrong, right: the correction that came with it; empty for none.
        seal: set if its words are gone.
    """

    number: int
    ordinal: int
    path: str
    public_at: datetime
    headline: str
    change: ChangeKind | None = None
    wrong: str = ""
    right: str = ""
    seal: SealView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryView:
    """An article and every text of it that readers could read, newest first."""

    page_id: int
    path: str
    history_path: str
    headline: str
    published_at: datetime
    revisions: tuple[RevisionView, ...]

    @property
    def changes(self) -> int:
        """Return how often the text changed since it could first be read."""
        return max(0, len(self.revisions) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionChange:
    """What one public revision changed against the public one before it.

    Attributes:
        before, later: the public ones beside it, or None.
        compared: whether there are words on both sides. If not, the text is shown whole, unless it is sealed itself.
        words_changed: whether any word did; a picture, a link or a format may have, where none did.
    """

    history: HistoryView
    revision: RevisionView
    before: RevisionView | None
    compared: bool = False
    words_changed: bool = False
    headline: tuple[Piece, ...] = ()
    standfirst: tuple[Piece, ...] = ()
    passages: tuple[Passage, ...] = ()
    sources: tuple[BlockChange, ...] = ()
    later: RevisionView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalView:
    """An article that is no longer shown: since when, why, and whether a court or a law forbids it."""

    page_id: int
    reason: str
    legal: bool
    at: datetime
