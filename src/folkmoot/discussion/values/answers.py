"""What the commands give back, and what a reader may see of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from folkmoot.discussion.values.kinds import CommentState
from folkmoot.discussion.values.views import CommentView, ThreadView


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What became of a submitted comment.

    Attributes:
        comment: as its author may see it, unless it is somebody's repeat.
        reason: why it is held, in a sentence; empty when it is published.
        guest_token: proof for whoever became a guest by this post, else None.
        repeated: nothing was written: these words had been acknowledged before.
    """

    comment_id: int
    state: CommentState
    reason: str
    guest_token: str | None
    repeated: bool
    comment: CommentView


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What became of an edited comment; `reason` says why it is held, empty when it is not."""

    comment: CommentView
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voted:
    """What a voter is told: the tally as readers may know it (None: hidden), and their own vote.

    `guest_token` is the proof of whoever became a guest by voting, else None.
    """

    up: int | None
    down: int | None
    mine: int
    guest_token: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnComment:
    """One's own comment, as its private page shows it.

    Attributes:
        source: the words as written.
        reason: why it is held or was removed, in a sentence; empty otherwise.
        may_change: whether edit and withdraw are still open.
    """

    id: int
    thread: ThreadView
    state: CommentState
    source: str
    body_html: str
    reason: str
    created_at: datetime
    edited_at: datetime | None
    may_change: bool
