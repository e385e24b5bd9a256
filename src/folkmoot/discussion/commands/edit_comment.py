"""Say one's own comment differently."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.discussion.commands.fingerprints import Words
from folkmoot.discussion.commands.hold_comment import facts_of, hold_comment
from folkmoot.discussion.commands.locks import lock_comment
from folkmoot.discussion.commands.read_words import read_body
from folkmoot.discussion.commands.screen import screen
from folkmoot.discussion.commands.settings_in_force import settings_in_force
from folkmoot.discussion.commands.word_comment import html_of
from folkmoot.discussion.events import CommentEdited
from folkmoot.discussion.models import COMMENT_IS_PUBLIC, Comment, CommentEdit
from folkmoot.discussion.policy import closed, not_changeable, read_only, unknown_comment, unseen
from folkmoot.discussion.ports import Answer, Screening
from folkmoot.discussion.values import CommentState, Edited
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.text.comments import RENDERER_VERSION
from folkmoot.pure.questions import asks
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.values import Actor


def edit_comment(*, publication_id: int, comment_id: int, actor: Actor, body: str, now: datetime) -> Edited:
    """Replace the words of one's own comment within its window; the old ones are kept. The screener reads it again.

    A comment that waits goes on waiting. One that was public and must now wait leaves an empty place if it has
    replies, and none if it has not. The same words again change nothing.

    Raises:
        DeniedError: `unknown_comment`, `not_yours`, `not_changeable`, `edit_window_over`, `read_only`, `thread_closed`,
            `body_empty`, `body_too_long`, `body_unreadable`, or the screener's own.
    """
    body = read_body(body)
    words = _words(publication_id, comment_id, actor, body)
    html = html_of(body, words.thread_id)
    screening = screen(words, html, actor, now=now)
    with transaction.atomic():
        is_closed, comment = lock_comment(comment_id, publication_id)
        own = actor.reader_id is not None and comment.reader_id == actor.reader_id
        state = CommentState(comment.state)
        require(not_changeable(own=own, state=state, created_at=comment.created_at, now=now))
        require(read_only(settings_in_force(publication_id)))
        require(closed(is_closed=is_closed))
        if body != comment.source:
            _rewrite(comment, body, html, screening, now)
    waits = comment.state == CommentState.HELD
    return Edited(comment=comment.view(held_too=True), reason=_reason(comment) if waits else "")


def _words(publication_id: int, comment_id: int, actor: Actor, body: str) -> Words:
    """Return what would be said, for the screener: it has no opinion on what this actor cannot see."""
    found = Comment.objects.filter(COMMENT_IS_PUBLIC, id=comment_id, publication_id=publication_id)
    for row in found.only("thread_id", "parent_id", "name", "listed", "reader_id"):
        own = actor.reader_id is not None and row.reader_id == actor.reader_id
        require(unseen(own=own, listed=row.listed, roles=actor.roles))
        return Words(
            publication_id=publication_id,
            thread_id=row.thread_id,
            parent_id=row.parent_id,
            body=body,
            name=row.name,
            email="",
        )
    raise DeniedError(unknown_comment())


def _rewrite(comment: Comment, body: str, html: str, screening: Screening, now: datetime) -> None:
    was_public = comment.state == CommentState.PUBLISHED
    CommentEdit.objects.create(comment=comment, source=comment.source, at=now)
    comment.source, comment.html, comment.renderer_version = body, html, RENDERER_VERSION
    comment.asks = asks(body)
    comment.edited_at = now
    held_now = was_public and screening.answer is Answer.HOLD
    if held_now:
        comment.state = CommentState.HELD
        comment.listed = comment.reply_count > 0
    comment.save(update_fields=("source", "html", "renderer_version", "asks", "edited_at", "state", "listed"))
    if held_now:
        hold_comment(comment, screening, was_public=True, now=now)
    elif was_public:
        emit(CommentEdited(**facts_of(comment, now)))


def _reason(comment: Comment) -> str:
    """Return why the comment waits, in a sentence."""
    sentences = comment.holds.filter(ended_at=None).order_by("-id").values_list("sentence", flat=True)
    return "".join(sentences[:1])
