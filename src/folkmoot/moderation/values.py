"""Addresses where moderators work."""

from __future__ import annotations

QUEUE_PATH = "/desk/queue/"
THREADS_PATH = "/desk/threads/"


def desk_comment_path(comment_id: int) -> str:
    """Return where a moderator decides over one comment."""
    return f"/desk/comments/{comment_id}/"
