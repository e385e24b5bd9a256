"""Where a discussion is found and spoken to."""

from __future__ import annotations


def thread_path(thread_id: int) -> str:
    """Return the address of a thread alone."""
    return f"/threads/{thread_id}/"


def comment_path(comment_id: int) -> str:
    """Return the address of the window around one comment."""
    return f"/comments/{comment_id}"


def edits_path(comment_id: int) -> str:
    """Return the page of what a comment said before it was edited."""
    return f"/comments/{comment_id}/edits"


def post_path(thread_id: int) -> str:
    """Return where the comment form posts to."""
    return f"/threads/{thread_id}/comments"


def vote_path(comment_id: int) -> str:
    """Return where the vote form posts to."""
    return f"/comments/{comment_id}/vote"


def write_path(thread_id: int) -> str:
    """Return the private page with a comment form, for those who are signed in."""
    return f"/my/threads/{thread_id}/"


def quote_path(comment_id: int) -> str:
    """Return the private page with a form that answers a comment with its words quoted."""
    return f"/my/quotes/{comment_id}/"


def receipt_path(comment_id: int) -> str:
    """Return the private page of one's own comment: state, reason, edit, withdraw."""
    return f"/my/comments/{comment_id}/"


MY_PATH = "/my/"
QUESTIONS_PATH = "/desk/questions/"
