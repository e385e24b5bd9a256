"""Comments of a thread in which its article's author, or its staff, speak: a flat list along an index of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet

from folkmoot.discussion.models import Comment
from folkmoot.discussion.queries.rows import shown
from folkmoot.discussion.queries.seeks import count_filtered
from folkmoot.discussion.values import FILTERED_COUNT_MAX, AnsweredView, CommentState, CommentView, Filter, FilterView

# What was taken down stands in no such list: its place would tell who wrote it.
PUBLISHED = Q(listed=True, state=CommentState.PUBLISHED)
PASSES = {Filter.AUTHOR: Q(by_author=True) & PUBLISHED, Filter.STAFF: Q(by_staff=True) & PUBLISHED}


def filtered(thread_id: int, name: Filter) -> QuerySet[Comment]:
    """Return the published comments of a thread that pass a filter, roots and replies."""
    return shown().filter(PASSES[name], thread_id=thread_id)


def filters_of(thread_id: int) -> tuple[FilterView, ...]:
    """Return the filters in which there is something, with how much. One query of a thousand steps at most."""
    of_author, of_staff = count_filtered(thread_id, FILTERED_COUNT_MAX + 1)
    counts = {Filter.AUTHOR: of_author, Filter.STAFF: of_staff}
    known = {name: count if count <= FILTERED_COUNT_MAX else None for name, count in counts.items() if count}
    return tuple(FilterView(name, count) for name, count in known.items())


def with_answered(rows: Sequence[Comment]) -> tuple[CommentView, ...]:
    """Return comments without their replies, each saying what it answers. One query, none where all are roots."""
    parents = {row.parent_id for row in rows if row.parent_id is not None}
    answered = {row.id: row.view() for row in shown().filter(id__in=parents)} if parents else {}
    return tuple(_with_answered(row.view(), answered) for row in rows)


def _with_answered(view: CommentView, answered: dict[int, CommentView]) -> CommentView:
    parent = answered.get(view.parent_id or 0)
    return replace(view, answers=AnsweredView(id=parent.id, author=parent.author)) if parent else view
