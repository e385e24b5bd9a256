"""Find a comment good, or not, or neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from folkmoot.discussion.commands.hold_comment import facts_of
from folkmoot.discussion.events import VoteCast
from folkmoot.discussion.models import COMMENT_IS_PUBLIC, Comment, Vote
from folkmoot.discussion.policy import not_votable, unfit_vote, unknown_comment
from folkmoot.discussion.values import CommentState, Voted
from folkmoot.kit.failpoints import Failpoint, reach
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.make_guest import make_guest
from folkmoot.readers.commands.remember_reader import reader_of_account
from folkmoot.readers.values import Actor


def cast_vote(*, publication_id: int, comment_id: int, actor: Actor, value: int, now: datetime) -> Voted:
    """Set a reader's vote to −1, 0 or +1 and return the tally. The last word counts; the same word again changes nothing.

    Somebody who never acted before becomes a guest by it.

    Raises:
        DeniedError: `bad_vote`, `unknown_comment`, `not_votable`, `own_comment`.
    """
    require(unfit_vote(value))
    if actor.account_id is not None and actor.reader_id is None:
        actor = replace(actor, reader_id=reader_of_account(account_id=actor.account_id, now=now))
    with transaction.atomic():
        comment = _lock(comment_id, publication_id)
        own = actor.reader_id is not None and comment.reader_id == actor.reader_id
        require(not_votable(own=own, state=CommentState(comment.state)))
        reader_id, token = _voter(publication_id, actor, now)
        before = _change(comment, reader_id, value, now)
        if before != value:
            emit(VoteCast(reader_id=reader_id, before=before, value=value, **facts_of(comment, now)))
            reach(Failpoint.VOTE_TOLD)
    up = comment.up + (value == 1) - (before == 1)
    down = comment.down + (value == -1) - (before == -1)
    return Voted(up=up, down=down, mine=value, guest_token=token)


def _lock(comment_id: int, publication_id: int) -> Comment:
    """Return the comment, held until the transaction ends: its tally moves by one voter at a time."""
    found = Comment.objects.filter(COMMENT_IS_PUBLIC, id=comment_id, publication_id=publication_id)
    for comment in found.select_for_update(no_key=True, of=("self",)):
        if comment.listed:
            return comment
    raise DeniedError(unknown_comment())


def _voter(publication_id: int, actor: Actor, now: datetime) -> tuple[int, str | None]:
    if actor.reader_id is not None:
        return actor.reader_id, None
    guest = make_guest(publication_id=publication_id, name="", email="", idempotency_key="", now=now)
    return guest.reader_id, guest.token


def _change(comment: Comment, reader_id: int, value: int, now: datetime) -> int:
    """Write the vote and return the one before it (0: there was none)."""
    votes = Vote.objects.filter(comment=comment, reader_id=reader_id)
    before = next(iter(votes.values_list("value", flat=True)), 0)
    if before == value:
        return before
    if value == 0:
        votes.delete()
    elif before == 0:
        Vote.objects.create(comment=comment, reader_id=reader_id, value=value, at=now)
    else:
        votes.update(value=value, at=now)
    return before
