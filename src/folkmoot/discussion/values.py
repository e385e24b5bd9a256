"""Words, addresses and shapes of a discussion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from folkmoot.pure.words import gettext_noop as _

BODY_MAX_CHARS = 10_000
NAME_MAX_CHARS = 50
EMAIL_MAX_CHARS = 254
EDIT_WINDOW_S = 15 * 60
REPEAT_WINDOW_S = 10 * 60
SAME_WORDS_WINDOW_S = 24 * 3600
API_WINDOW_ROOTS = 50
API_WINDOW_MAX_ROOTS = 100
COUNTS_MAX_URLS = 100
PAGE_WINDOW_ROOTS = 25
FIRST_REPLIES = 3
IDEMPOTENCY_KEY_MIN_CHARS = 22
IDEMPOTENCY_KEY_MAX_CHARS = 200
ANCESTORS_SHOWN = 6
REASON_MAX_CHARS = 1_000

# What staff do with comments and threads, as the audit log says it after the name of who did it. Permanent codes.
ACTS: Mapping[str, str] = {
    "comment.released": _("let a comment appear under “%(subject)s”"),
    "comment.removed": _("removed a comment under “%(subject)s”"),
    "thread.closed": _("closed the discussion of “%(subject)s”"),
    "thread.reopened": _("reopened the discussion of “%(subject)s”"),
}


class CommentState(StrEnum):
    """What has become of a comment."""

    PUBLISHED = "published"
    HELD = "held"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class Order(StrEnum):
    """How roots are ordered. `top` is (up − down, id) descending."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TOP = "top"


class ThreadState(StrEnum):
    """Whether one can still speak."""

    OPEN = "open"
    CLOSED = "closed"


def thread_path(thread_id: int) -> str:
    """Return the address of a thread alone."""
    return f"/threads/{thread_id}/"


def comment_path(comment_id: int) -> str:
    """Return the address of the window around one comment."""
    return f"/comments/{comment_id}"


def post_path(thread_id: int) -> str:
    """Return where the comment form posts to."""
    return f"/threads/{thread_id}/comments"


def vote_path(comment_id: int) -> str:
    """Return where the vote form posts to."""
    return f"/comments/{comment_id}/vote"


def receipt_path(comment_id: int) -> str:
    """Return the private page of one's own comment: state, reason, edit, withdraw."""
    return f"/my/comments/{comment_id}/"


MY_PATH = "/my/"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorView:
    """Who wrote a comment, as the public sees them."""

    id: int
    name: str
    badges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """One comment as `contracts.md` names it; a withdrawn or removed one has no body and no author.

    Attributes:
        replies: the first three direct children, each with empty `replies`.
        more_replies: how many direct children follow.
    """

    id: int
    thread_id: int
    parent_id: int | None
    depth: int
    author: AuthorView | None
    body_html: str
    created_at: datetime
    edited_at: datetime | None
    up: int
    down: int
    reply_count: int
    kind: str
    state: CommentState
    replies: tuple[CommentView, ...] = ()
    more_replies: int = 0

    @property
    def net(self) -> int:
        """Return up − down."""
        return self.up - self.down


@dataclass(frozen=True, slots=True)
class CountView:
    """How many published comments a thread has."""

    thread_id: int
    comment_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    """A thread without its comments."""

    id: int
    page_id: int
    title: str
    url: str
    state: ThreadState
    comment_count: int
    orders: tuple[Order, ...] = tuple(Order)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowView:
    """The part of a thread that one page shows.

    Attributes:
        comments: roots with their first replies.
        next_cursor: opaque, for the following window, or None at the end.
    """

    thread: ThreadView
    order: Order
    comments: tuple[CommentView, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusView:
    """The window around one comment: its ancestors from the root down, itself, its direct replies.

    Attributes:
        ancestors: the root and the nearest six; `skipped_ancestors` more lie between the root and the next.
        reason: why the comment was removed, for everybody to read; empty if it was not.
        replies: direct children, each with its first three.
        next_cursor: for more direct children, or None.
    """

    thread: ThreadView
    ancestors: tuple[CommentView, ...]
    skipped_ancestors: int = 0
    comment: CommentView
    reason: str = ""
    replies: tuple[CommentView, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepliesView:
    """Direct children of one comment, oldest first; `next_cursor` is None at the end."""

    replies: tuple[CommentView, ...]
    next_cursor: str | None


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
    """The tally after a vote. `guest_token` is the proof of whoever became a guest by voting, else None."""

    up: int
    down: int
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


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldComment:
    """A comment that waits for a person, as staff see it."""

    id: int
    thread: ThreadView
    name: str
    body_html: str
    source: str
    state: CommentState
    created_at: datetime
    code: str
    sentence: str
    held_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundComment:
    """A comment that the search found. `place` is where it stands in the index; `text` is its words without markup."""

    id: int
    place: int
    name: str
    text: str
    created_at: datetime
    thread: ThreadView
