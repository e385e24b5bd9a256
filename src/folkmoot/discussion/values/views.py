"""What the queries give to pages and programs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from folkmoot.discussion.values.badges import GUEST_BADGE, NAMESAKE_BADGE
from folkmoot.discussion.values.kinds import ClosedBecause, CommentState, Filter, Order, ThreadState
from folkmoot.discussion.values.picks import PickView
from folkmoot.discussion.values.settings import DEFAULT_SETTINGS, SettingsView
from folkmoot.discussion.values.tallies import TallyView, tally_of
from folkmoot.pure.diff import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorView:
    """Who wrote a comment, as the public sees them.

    Attributes:
        name: "" for somebody who gave none.
        mark: letters and digits that are theirs in this thread alone, where the name does not tell them apart: they
            gave none, or somebody else spoke earlier under one like theirs; "" elsewhere.
    """

    id: int
    name: str
    badges: tuple[str, ...] = ()
    mark: str = ""

    def said(self, nameless: str) -> str:
        """Return the name and the mark in one line; `nameless` is the word for somebody who gave no name."""
        return f"{self.name or nameless} {self.mark}".rstrip()

    @property
    def said_badges(self) -> tuple[str, ...]:
        """Return the badges that stand beside the name as words: a mark says the others already."""
        unsaid = {NAMESAKE_BADGE} if self.name else {NAMESAKE_BADGE, GUEST_BADGE}
        return tuple(badge for badge in self.badges if badge not in unsaid)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """One comment as `contracts.md` names it; a withdrawn or removed one has no body and no author.

    Attributes:
        up, down: the votes as they were counted; pages and programs tell `tally` instead.
        tally: what readers are told of them; None until a door has said when it is, with `told`.
        replies: its first direct children: three without theirs for programs, and for pages as many, and as many
            levels of them, as a window has room for.
        picked: how staff put it forward, or None.
        is_above: the page shows it already, pinned on top; here stands only the way there.
        more_replies: how many direct children follow.
        more_cursor: where they follow, behind the last of `replies`; None where none follow, and for programs.
        answers: what it answers, in lists that do not show it; None elsewhere.
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
    more_cursor: str | None = None
    answers: AnsweredView | None = None
    picked: PickView | None = None
    is_above: bool = False
    tally: TallyView | None = None

    def told(self, settings: SettingsView, *, now: datetime) -> CommentView:
        """Return the comment, and its replies, with the tallies that readers are told at `now`."""
        tally = tally_of(self.up, self.down, self.created_at, settings, now=now)
        return replace(self, tally=tally, replies=told(self.replies, settings, now=now))


def told(comments: tuple[CommentView, ...], settings: SettingsView, *, now: datetime) -> tuple[CommentView, ...]:
    """Return the comments, and their replies, with the tallies that readers are told at `now`."""
    return tuple(comment.told(settings, now=now) for comment in comments)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredView:
    """What a comment answers: where it is, and who wrote it; nobody any more if it was withdrawn or removed."""

    id: int
    author: AuthorView | None


@dataclass(frozen=True, slots=True)
class FilterView:
    """A filter in which there is something; `count` is None where counting would go on too long."""

    name: Filter
    count: int | None


@dataclass(frozen=True, slots=True)
class CountView:
    """How many published comments a thread has."""

    thread_id: int
    comment_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    """A thread without its comments.

    Attributes:
        closed_because: why it is closed; None while it is open, or where nobody knows any more.
        closes_at: when it closes by its age; None for never, or once it is closed.
        slow_s: least seconds between two comments of one reader; 0: none.
        seq: the last fact when the thread was read; what follows it is told live.
    """

    id: int
    page_id: int
    title: str
    url: str
    state: ThreadState
    closed_because: ClosedBecause | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    slow_s: int = 0
    own_slow_s: int | None = None
    comment_count: int
    seq: int = 0
    settings: SettingsView = DEFAULT_SETTINGS
    orders: tuple[Order, ...] = tuple(Order)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowView:
    """The part of a thread that one page shows.

    Attributes:
        filter: what alone is shown, as a flat list, or None for all.
        filters: those in which there is something, for pages; empty for programs.
        comments: roots with their first replies; with a filter, comments without, each saying what it answers.
        next_cursor: opaque, for the following window, or None at the end.
        pinned: what staff pinned, on top of the first window, newest pin first, without replies.
    """

    thread: ThreadView
    order: Order
    filter: Filter | None = None
    filters: tuple[FilterView, ...] = ()
    comments: tuple[CommentView, ...]
    next_cursor: str | None
    pinned: tuple[CommentView, ...] = ()

    def told(self, *, now: datetime) -> WindowView:
        """Return the window with the tallies that readers are told at `now`."""
        settings = self.thread.settings
        return replace(
            self, comments=told(self.comments, settings, now=now), pinned=told(self.pinned, settings, now=now)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusView:
    """The window around one comment: its ancestors from the root down, itself, its direct replies.

    Attributes:
        ancestors: the root and the nearest six; `skipped_ancestors` more lie between the root and the next.
        reason: why the comment was removed, for everybody to read; empty if it was not.
        replies: direct children, each with as much of its branch as there is room for.
        next_cursor: for more direct children, or None.
        order: of the window that the reader came from and finds back to.
        continued: other replies come before these.
    """

    thread: ThreadView
    order: Order = Order.NEWEST
    continued: bool = False
    ancestors: tuple[CommentView, ...]
    skipped_ancestors: int = 0
    comment: CommentView
    reason: str = ""
    replies: tuple[CommentView, ...]
    next_cursor: str | None

    def told(self, *, now: datetime) -> FocusView:
        """Return the window with the tallies that readers are told at `now`."""
        settings = self.thread.settings
        return replace(
            self,
            ancestors=told(self.ancestors, settings, now=now),
            comment=self.comment.told(settings, now=now),
            replies=told(self.replies, settings, now=now),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RepliesView:
    """Direct children of one comment, oldest first; `next_cursor` is None at the end."""

    replies: tuple[CommentView, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldComment:
    """A comment that waits for a person, as staff see it."""

    id: int
    thread: ThreadView
    name: str
    mark: str
    body_html: str
    source: str
    state: CommentState
    created_at: datetime
    code: str
    sentence: str
    held_at: datetime | None
    picked: PickView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundComment:
    """A comment that the search found. `place` is where it stands in the index; `text` is its words without markup."""

    id: int
    place: int
    author: AuthorView
    text: str
    created_at: datetime
    thread: ThreadView


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """A reader who is back.

    Attributes:
        since: when their visit before this one ended; None on the first.
        new: the newest comments since then that are not their own, by id, oldest first; at most five hundred.
    """

    since: datetime | None
    new: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """What a comment said for a while in public.

    Attributes:
        at: since when.
        pieces: its words beside those of the public version before it; None for the first.
    """

    at: datetime
    source: str
    pieces: tuple[Piece, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditsView:
    """How a published comment changed, newest version first."""

    thread: ThreadView
    comment: CommentView
    versions: tuple[VersionView, ...]
