"""Words, addresses and shapes of a discussion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

BODY_MAX_CHARS = 10_000
NAME_MAX_CHARS = 50
EDIT_WINDOW_S = 15 * 60
REPEAT_WINDOW_S = 10 * 60
API_WINDOW_ROOTS = 50
PAGE_WINDOW_ROOTS = 25
FIRST_REPLIES = 3
IDEMPOTENCY_KEY_MIN_CHARS = 22


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
        replies: direct children, each with its first three.
        next_cursor: for more direct children, or None.
    """

    thread: ThreadView
    ancestors: tuple[CommentView, ...]
    comment: CommentView
    replies: tuple[CommentView, ...]
    next_cursor: str | None
