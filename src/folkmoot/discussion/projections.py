"""Counters of threads and comments, moved by the delta of the row just written; and the words that the search knows.

They run inside the transaction that emitted the fact. `queries.find_miscounts` counts the rows themselves and says
where the two differ: `doctor --recount` asks it, and so does every test that changes something.
"""

from __future__ import annotations

from folkmoot.discussion.events import (
    CommentEdited,
    CommentFact,
    CommentHeld,
    CommentPublished,
    CommentRemoved,
    CommentWithdrawn,
    VoteCast,
)
from folkmoot.discussion.models import Comment, Pick, SearchedComment, Thread
from folkmoot.kit.outbox.facts import Fact
from folkmoot.kit.sql import moment, rows, run, table
from folkmoot.pure.search.places import place_of

MOVE_THREAD = f"UPDATE {table(Thread)} SET comment_count = comment_count + %s WHERE id = %s"  # noqa: S608 -- fixed words
MOVE_TALLY = f"UPDATE {table(Comment)} SET up = up + %s, down = down + %s, rank = rank + %s WHERE id = %s"  # noqa: S608 -- fixed words
MOVE_PARENT = f"UPDATE {table(Comment)} SET reply_count = reply_count + %s WHERE id = %s"  # noqa: S608 -- fixed words

READ_WORDS = f"SELECT created_at, html FROM {table(Comment)} WHERE id = %s"  # noqa: S608 -- fixed words
KEEP_WORDS = f"""
    INSERT INTO {table(SearchedComment)} (place, comment_id, publication_id, words) VALUES (%s, %s, %s, %s)
    ON CONFLICT (place) DO UPDATE SET words = excluded.words
"""  # noqa: S608 -- fixed words
FORGET_WORDS = f"DELETE FROM {table(SearchedComment)} WHERE place = %s"  # noqa: S608 -- fixed words


def count_published(fact: Fact) -> None:
    """Count a comment that appeared."""
    assert isinstance(fact, CommentPublished)  # noqa: S101 -- the table pairs facts and projections
    _move_thread(fact, +1)
    if fact.newly_listed:
        _move_parent(fact, +1)


def count_held(fact: Fact) -> None:
    """Take a comment that was public out of the counts; a tombstone keeps its place."""
    assert isinstance(fact, CommentHeld)  # noqa: S101 -- the table pairs facts and projections
    if fact.was_public:
        _move_thread(fact, -1)
    if fact.unlisted:
        _move_parent(fact, -1)


def count_gone(fact: Fact) -> None:
    """Take a withdrawn or removed comment out of the count; its tombstone keeps its place."""
    assert isinstance(fact, CommentWithdrawn | CommentRemoved)  # noqa: S101 -- the table pairs facts and projections
    if fact.was_public:
        _move_thread(fact, -1)


def tally_vote(fact: Fact) -> None:
    """Move the tally of a comment from the vote before to the vote now."""
    assert isinstance(fact, VoteCast)  # noqa: S101 -- the table pairs facts and projections
    up = (fact.value == 1) - (fact.before == 1)
    down = (fact.value == -1) - (fact.before == -1)
    rank = fact.weight * fact.value - fact.weight_before * fact.before
    run(MOVE_TALLY, up, down, rank, fact.comment_id)


def change_words(fact: Fact) -> None:
    """Let a comment that says something else be found by its new words, and no longer by those of before."""
    assert isinstance(fact, CommentEdited)  # noqa: S101 -- the table pairs facts and projections
    for created_at, html in rows(READ_WORDS, fact.comment_id):
        run(KEEP_WORDS, *SearchedComment.row(fact.comment_id, fact.publication_id, moment(created_at), html))


def lose_words(fact: Fact) -> None:
    """Let nobody find a comment that is held, withdrawn or removed."""
    assert isinstance(fact, CommentHeld | CommentWithdrawn | CommentRemoved)  # noqa: S101 -- the table pairs facts and projections
    if fact.was_public:
        for created_at, _html in rows(READ_WORDS, fact.comment_id):
            run(FORGET_WORDS, place_of(moment(created_at), fact.comment_id))


def end_picks(fact: Fact) -> None:
    """Let a comment that says something else, or nothing any more, no longer be put forward: its words were."""
    assert isinstance(fact, CommentEdited | CommentHeld | CommentWithdrawn | CommentRemoved)  # noqa: S101 -- the table pairs facts and projections
    Pick.objects.filter(comment_id=fact.comment_id).delete()


def _move_thread(fact: CommentFact, by: int) -> None:
    run(MOVE_THREAD, by, fact.thread_id)


def _move_parent(fact: CommentFact, by: int) -> None:
    if fact.parent_id is not None:
        run(MOVE_PARENT, by, fact.parent_id)
