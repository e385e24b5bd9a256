"""What one fact says to whoever follows a thread: the frames of an event stream, as bytes.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from folkmoot.discussion.events import (
    CommentEdited,
    CommentFact,
    CommentHeld,
    CommentPublished,
    CommentRemoved,
    CommentsImported,
    CommentWithdrawn,
    SettingsChanged,
    TalliesShown,
    ThreadClosed,
    ThreadReopened,
    VoteCast,
)
from folkmoot.discussion.queries import Place
from folkmoot.discussion.values import ThreadState
from folkmoot.kit.outbox.facts import Fact

GONE = (CommentHeld, CommentWithdrawn, CommentRemoved)
BEAT = b": beat\n"
Whom = tuple[int, int]
"""(publication, 0): all its threads; (0, thread)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What one fact says to the followers of one thread, one event or more.

    Attributes:
        seq: the place of its fact in the sequence.
        thread_id: whose followers hear it; 0: those of all threads of `publication_id`.
    """

    seq: int
    thread_id: int
    words: bytes
    publication_id: int = 0

    @property
    def whom(self) -> Whom:
        """Return who hears it: a publication or a thread, and 0 for the other."""
        return self.publication_id, self.thread_id


def encode(seq: int, event: str, data: Mapping[str, object]) -> bytes:
    """Return an event as it is sent."""
    return f"id: {seq}\nevent: {event}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()


def reset(seq: int) -> bytes:
    """Return the event that says: what happened up to `seq` cannot be told any more, look for yourself."""
    return encode(seq, "reset", {})


def retry(after_ms: int) -> bytes:
    """Return what tells a browser how long to wait before it comes back."""
    return f"retry: {after_ms}\n\n".encode()


def place(seq: int) -> bytes:
    """Return what tells a browser, and no script, that everything up to this fact has been said."""
    return f"id: {seq}\n\n".encode()


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand that facts are about.

    Attributes:
        counts: thread → published comments.
        tallies: comment → what is shown of its votes; one that is not there is hidden.
        places: comment → where it stands.
        open_threads: publication → threads that open and close with its switch.
    """

    counts: Mapping[int, int]
    tallies: Mapping[int, Mapping[str, int]]
    places: Mapping[int, Place]
    open_threads: Mapping[int, Sequence[int]]


def frames_of(seq: int, fact: Fact, standing: Standing) -> tuple[Frame, ...]:
    """Return what a fact says, nothing if it is nobody's business.

    Args:
        seq: its place in the sequence.
        fact: of any room.
        standing: what it is about, as it stands.
    """
    if isinstance(fact, CommentFact):
        said = _said_of_comment(fact, standing.counts.get(fact.thread_id, 0), standing.tallies.get(fact.comment_id))
        if said is None:
            return ()
        event, more = said
        which: dict[str, object] = {"comment_id": fact.comment_id, "root_id": fact.root_id, "parent_id": fact.parent_id}
        return (Frame(seq, fact.thread_id, encode(seq, event, {**which, **more})),)
    if isinstance(fact, TalliesShown):
        return _of_age(seq, fact, standing)
    return tuple(Frame(seq, thread_id, words) for thread_id, words in _said_of_threads(seq, fact, standing))


def _said_of_threads(seq: int, fact: Fact, standing: Standing) -> Iterator[tuple[int, bytes]]:
    """Yield what a fact says that is about whole threads."""
    if isinstance(fact, CommentsImported):
        yield from ((thread_id, reset(seq)) for thread_id in fact.thread_ids)
    elif isinstance(fact, ThreadClosed | ThreadReopened):
        state = ThreadState.CLOSED if isinstance(fact, ThreadClosed) else ThreadState.OPEN
        yield fact.thread_id, encode(seq, "closed", {"state": state.value})
    elif isinstance(fact, SettingsChanged) and fact.read_only is not None:
        state = ThreadState.CLOSED if fact.read_only else ThreadState.OPEN
        words = encode(seq, "closed", {"state": state.value, "read_only": fact.read_only})
        yield from ((thread_id, words) for thread_id in standing.open_threads[fact.publication_id])


def _of_age(seq: int, fact: TalliesShown, standing: Standing) -> tuple[Frame, ...]:
    """Return the tallies that everybody may see now, those of one thread together."""
    words: dict[int, bytes] = {}
    for comment_id in fact.comment_ids:
        tally, where = standing.tallies.get(comment_id), standing.places.get(comment_id)
        if tally and where:
            which = {"comment_id": comment_id, "root_id": where.root_id, "parent_id": where.parent_id}
            words[where.thread_id] = words.get(where.thread_id, b"") + encode(seq, "tally", {**which, **tally})
    return tuple(Frame(seq, thread_id, said) for thread_id, said in words.items())


def _said_of_comment(
    fact: CommentFact, count: int, tally: Mapping[str, int] | None
) -> tuple[str, Mapping[str, object]] | None:
    """Return the event's name and what it says beside the comment's ids."""
    if isinstance(fact, VoteCast):
        return None if tally is None else ("tally", tally)
    if isinstance(fact, CommentEdited):
        return "edited", {}
    if isinstance(fact, CommentPublished):
        return "comment", {"count": count}
    if isinstance(fact, GONE) and fact.was_public:
        return "removed", {"count": count}
    return None
