"""Show how words would look, and keep nothing."""

from __future__ import annotations

from folkmoot.discussion.commands.read_words import read_body
from folkmoot.discussion.commands.word_comment import html_of


def preview_comment(*, thread_id: int, body: str) -> str:
    """Return the HTML that a body would have as a comment of this thread. Nothing is written, nobody screens it.

    Raises:
        DeniedError: `body_empty`, `body_too_long`, `body_unreadable`.
    """
    return html_of(read_body(body), thread_id)
