"""From a comment's kept words to the HTML in which they are shown, with the people of the thread whom they address."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import connection

from folkmoot.discussion.models import Comment
from folkmoot.discussion.values import CommentState, comment_path
from folkmoot.kit.sql import rows, table
from folkmoot.kit.text.comments import render_comment
from folkmoot.kit.text.mentions import candidates_in, with_mentions

LOOKED_AT_MAX = 500
"""Comments under one name that are looked at: one name with a hundred thousand costs a post no more than this."""
ASKED = {"postgresql": "unnest(%s::text[]) AS asked (value)", "sqlite": "json_each(%s) AS asked"}
LATEST = f"""
    SELECT asked.value, (
        SELECT max(id) FROM (
            SELECT id FROM {table(Comment)}
            WHERE thread_id = %s AND name = asked.value AND listed AND NOT (name = '') AND state = '{CommentState.PUBLISHED}'
            LIMIT {LOOKED_AT_MAX}
        ) AS spoken
    ) FROM """  # noqa: S608 -- fixed words


def html_of(body: str, thread_id: int) -> str:
    """Return safe HTML of a body as `read_body` gives it; `@Name` leads to what that person said in this thread.

    One query where there is an `@`, none otherwise.
    """
    html = render_comment(body)
    candidates = candidates_in(body)
    return with_mentions(html, _places(candidates, thread_id)) if candidates else html


def _places(names: Sequence[str], thread_id: int) -> dict[str, str]:
    """Return name → address of the latest public comment under it, of those names under which somebody spoke here."""
    asked = list(names) if connection.vendor == "postgresql" else json.dumps(names)
    # The parameter of the inner SELECT stands before that of FROM.
    found = rows(LATEST + ASKED[connection.vendor], thread_id, asked)
    return {name: comment_path(comment_id) for name, comment_id in found if comment_id is not None}
