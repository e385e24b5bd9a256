"""What happens in a discussion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from folkmoot.articles.events import chrome_key, lists_key, page_key
from folkmoot.kit.outbox.facts import Fact, register


def thread_key(thread_id: int) -> str:
    """Return the surrogate key of every page that shows this thread."""
    return f"thread-{thread_id}"


def count_key(thread_id: int) -> str:
    """Return the surrogate key of lists that say how many comments a thread has."""
    return f"count-{thread_id}"


def talk_key(publication_id: int) -> str:
    """Return the surrogate key of what gathers comments from many threads of a publication."""
    return f"talk-{publication_id}"


def comment_key(comment_id: int) -> str:
    """Return the surrogate key of the window around this comment, also while there is nothing to see in it."""
    return f"comment-{comment_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadFact(Fact):
    """Something happened in a thread."""

    thread_id: int

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the key of the thread's pages."""
        return (thread_key(self.thread_id),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentFact(ThreadFact):
    """Something happened to a comment."""

    comment_id: int
    parent_id: int | None
    root_id: int

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the keys of the thread's pages and of the comment's own."""
        return (thread_key(self.thread_id), comment_key(self.comment_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFact(CommentFact):
    """A comment came or went."""

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the keys of the thread, of the comment, of lists that count, and of what gathers from many threads."""
        return (*CommentFact.surrogate_keys(self), count_key(self.thread_id), talk_key(self.publication_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadOpened(ThreadFact):
    """A page can be discussed."""

    page_id: int

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the keys of the thread, of its page, and of lists that will count it."""
        return (*ThreadFact.surrogate_keys(self), page_key(self.page_id), lists_key(self.publication_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadClosed(ThreadFact):
    """Nobody can speak in it any more. `because` is a `ClosedBecause`."""

    because: str = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadReopened(ThreadFact):
    """Everybody can speak in it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPaced(ThreadFact):
    """One may comment in it more often than before, or less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalliesShown(Fact):
    """Comments of `thread_ids` are old enough that everybody may see how they were voted on; `comment_ids`: the newest of them."""

    thread_ids: tuple[int, ...]
    comment_ids: tuple[int, ...] = ()

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the keys of the threads' pages."""
        return tuple(thread_key(thread_id) for thread_id in self.thread_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged(Fact):
    """Discussions of a publication are held in another way. `read_only`: what its switch says now; None, it was not moved."""

    read_only: bool | None = None

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the key of every page: each that shows a thread says how it is held."""
        return (chrome_key(self.publication_id),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentPublished(CountedFact):
    """A comment appeared: at once, or released from a hold.

    `newly_listed`: its place was not shown before; a tombstone that comes back to life already had one.
    """

    newly_listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentHeld(CountedFact):
    """A comment waits for a person. `was_public`: it had been published before (an edit); `unlisted`: and left no tombstone."""

    takedown: ClassVar[bool] = True
    code: str
    was_public: bool
    unlisted: bool

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return no keys for what nobody could see before either."""
        return CountedFact.surrogate_keys(self) if self.was_public else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentEdited(CommentFact):
    """A published comment says something else, and stays published."""

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the keys of the thread, of the comment, and of what gathers from many threads."""
        return (*CommentFact.surrogate_keys(self), talk_key(self.publication_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentWithdrawn(CountedFact):
    """Its author took it back. `was_public`: it had been published."""

    takedown: ClassVar[bool] = True
    was_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRemoved(CountedFact):
    """A moderator took it down. `was_public`: it had been published."""

    takedown: ClassVar[bool] = True
    was_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentPicked(CommentFact):
    """Staff put a comment forward; `pick` says how: pinned or featured."""

    pick: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentUnpicked(CommentFact):
    """A comment that staff had put forward stands like any other again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCast(CommentFact):
    """A reader's word on a comment changed from `before` to `value` (−1, 0, +1), each with its weight in the order."""

    reader_id: int
    before: int
    value: int
    weight_before: int = 1
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsImported(Fact):
    """An importer finished; `thread_ids` gained comments."""

    source: str
    thread_ids: tuple[int, ...]

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the keys of all threads that changed, of lists that count them, and of what gathers from many."""
        keys = tuple(key(thread_id) for thread_id in self.thread_ids for key in (thread_key, count_key))
        return (*keys, talk_key(self.publication_id))


for _kind, _fact in (
    ("discussion.thread_opened", ThreadOpened),
    ("discussion.thread_closed", ThreadClosed),
    ("discussion.thread_reopened", ThreadReopened),
    ("discussion.thread_paced", ThreadPaced),
    ("discussion.tallies_shown", TalliesShown),
    ("discussion.settings_changed", SettingsChanged),
    ("discussion.comment_published", CommentPublished),
    ("discussion.comment_held", CommentHeld),
    ("discussion.comment_edited", CommentEdited),
    ("discussion.comment_withdrawn", CommentWithdrawn),
    ("discussion.comment_removed", CommentRemoved),
    ("discussion.comment_picked", CommentPicked),
    ("discussion.comment_unpicked", CommentUnpicked),
    ("discussion.vote_cast", VoteCast),
    ("discussion.comments_imported", CommentsImported),
):
    register(_kind, _fact)
