"""Cursors of windows: where one ended, bound to its thread and order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db.models import DateTimeField, IntegerField, Value

from folkmoot.discussion.models import Comment
from folkmoot.kit.keys import instance_key
from folkmoot.pure.ranking.ordering import Ordering
from folkmoot.pure.threads.cursor import seal, unseal
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.pure.words import gettext_noop as _

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def cursor_behind(row: Comment, ordering: Ordering, scope: str) -> str:
    """Return the cursor that stands right behind this comment."""
    mark = row.rank if ordering.column == "rank" else (row.created_at - EPOCH) // MICROSECOND
    return seal(mark, row.id, scope=scope, key=instance_key("cursor"))


def read_cursor(cursor: str, ordering: Ordering, scope: str) -> tuple[Value, int]:
    """Return where a cursor stands: the mark as the database compares it, and the id.

    Raises:
        DeniedError: `bad_cursor`: not ours, damaged, or of another thread, order or filter.
    """
    try:
        mark, comment_id = unseal(cursor, scope=scope, key=instance_key("cursor"))
    except ValueError as error:
        sentence = _("This link into the discussion is damaged; start again at its first page.")
        raise DeniedError(Denial(code="bad_cursor", sentence=sentence, field="after")) from error
    if ordering.column == "rank":
        return Value(mark, IntegerField()), comment_id
    return Value(EPOCH + mark * MICROSECOND, DateTimeField()), comment_id
