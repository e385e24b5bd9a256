"""Addresses where moderators work."""

from __future__ import annotations

QUEUE_PATH = "/desk/queue/"
THREADS_PATH = "/desk/threads/"
DISCUSSION_PATH = "/desk/discussion/"
DESK_COMMENT_PATH = "/desk/comments/{id}/"


def desk_comment_path(comment_id: int) -> str:
    """Return where a moderator decides over one comment."""
    return DESK_COMMENT_PATH.format(id=comment_id)
