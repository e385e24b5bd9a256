"""Bring comments in from elsewhere, many at once: no screening, no limits, no fact for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from folkmoot.discussion.commands.speaking_part import AUTHOR_BADGE, STAFF_BADGE
from folkmoot.discussion.models import Comment, Hold, Removal, SearchedComment, Thread
from folkmoot.discussion.values import CommentState
from folkmoot.kit.bulk import insert_rows, reserve_ids
from folkmoot.pure.names.likeness import skeleton
from folkmoot.pure.questions import asks

HOLD_CODE = "imported"
COLUMNS = (
    *("id", "publication_id", "thread_id", "parent_id", "root_id", "depth"),
    *("reader_id", "name", "name_skeleton", "badges", "kind"),
    *("source", "html", "renderer_version"),
    *("state", "listed", "up", "down", "rank", "reply_count", "by_author", "by_staff", "asks", "created_at"),
)
SEARCHED = ("place", "comment_id", "publication_id", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedComment:
    """A comment as it shall stand here.

    Attributes:
        parent_id, root_id: rows that exist already, or None.
        parent_place: place of the parent in the same call, before its replies, if it comes with them; else None.
        depth: 0 for roots.
        html: safe.
        listed: see `Comment`.
        reason: why it is held or was removed; "" for published ones.
    """

    thread_id: int
    parent_id: int | None
    root_id: int | None
    parent_place: int | None
    depth: int
    reader_id: int
    name: str
    badges: tuple[str, ...]
    source: str
    html: str
    renderer_version: int
    state: CommentState
    listed: bool
    reason: str
    created_at: datetime


def import_comments(*, publication_id: int, comments: Sequence[ImportedComment], now: datetime) -> list[int]:
    """Return the ids of the new comments, in order; counters move with them. Runs in the caller's transaction."""
    threads = sorted({comment.thread_id for comment in comments})
    list(Thread.objects.select_for_update(no_key=True).filter(id__in=threads).order_by("id").values_list("id"))
    ids = reserve_ids(Comment, len(comments))
    parents = _parents(comments, ids)
    rows = (_row(publication_id, *each) for each in zip(ids, comments, parents, strict=True))
    insert_rows(Comment, COLUMNS, rows)
    insert_rows(SearchedComment, SEARCHED, _words(publication_id, ids, comments))
    _say_why(ids, comments, now=now)
    _count(comments, [parent_id for parent_id, _root_id in parents])
    return ids


def _parents(comments: Sequence[ImportedComment], ids: Sequence[int]) -> list[tuple[int | None, int | None]]:
    """Return (parent, root) of each comment, as row ids."""
    parents: list[tuple[int | None, int | None]] = []
    for comment in comments:
        above = comment.parent_place
        if above is None:
            parents.append((comment.parent_id, comment.root_id))
        else:
            parents.append((ids[above], parents[above][1] or ids[above]))
    return parents


def _row(
    publication_id: int, comment_id: int, comment: ImportedComment, parent: tuple[int | None, int | None]
) -> tuple[object, ...]:
    """Return the values of `COLUMNS`."""
    return (
        *(comment_id, publication_id, comment.thread_id, *parent, comment.depth),
        *(comment.reader_id, comment.name, skeleton(comment.name), comment.badges, "comment"),
        *(comment.source, comment.html, comment.renderer_version),
        *(comment.state.value, comment.listed, 0, 0, 0, 0),
        *(AUTHOR_BADGE in comment.badges, STAFF_BADGE in comment.badges, asks(comment.source), comment.created_at),
    )


def _words(
    publication_id: int, ids: Sequence[int], comments: Sequence[ImportedComment]
) -> Iterator[tuple[object, ...]]:
    """Yield what the search knows of each published comment."""
    for comment_id, comment in zip(ids, comments, strict=True):
        if comment.state is CommentState.PUBLISHED:
            yield SearchedComment.row(comment_id, publication_id, comment.created_at, comment.html)


def _say_why(ids: Sequence[int], comments: Sequence[ImportedComment], *, now: datetime) -> None:
    pairs = list(zip(ids, comments, strict=True))
    held = [pair for pair in pairs if pair[1].state is CommentState.HELD]
    gone = [pair for pair in pairs if pair[1].state is CommentState.REMOVED]
    Hold.objects.bulk_create(
        Hold(comment_id=comment_id, code=HOLD_CODE, sentence=comment.reason, at=now) for comment_id, comment in held
    )
    Removal.objects.bulk_create(
        Removal(comment_id=comment_id, reason=comment.reason, at=now) for comment_id, comment in gone
    )


def _count(comments: Sequence[ImportedComment], parent_ids: Sequence[int | None]) -> None:
    published = Counter(comment.thread_id for comment in comments if comment.state is CommentState.PUBLISHED)
    for thread_id, more in published.items():
        Thread.objects.filter(id=thread_id).update(comment_count=F("comment_count") + more)
    # Parents that gain the same number of replies are counted by one statement; mostly that number is one.
    pairs = zip(comments, parent_ids, strict=True)
    replies = Counter(parent_id for comment, parent_id in pairs if parent_id is not None and comment.listed)
    parents_by_gain: dict[int, list[int]] = {}
    for parent_id, more in replies.items():
        parents_by_gain.setdefault(more, []).append(parent_id)
    for more, gaining in parents_by_gain.items():
        Comment.objects.filter(id__in=gaining).update(reply_count=F("reply_count") + more)
