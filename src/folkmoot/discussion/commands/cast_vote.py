"""Find a comment good, or not, or neither."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime

from django.db import connection, transaction

from folkmoot.discussion.commands.locks import page_is_public
from folkmoot.discussion.events import VoteCast
from folkmoot.discussion.models import SETTINGS_COLUMNS, Comment, DiscussionSettings, Thread, Vote, settings_in
from folkmoot.discussion.policy import not_taken, not_votable, unfit_vote, unknown_comment, weight_of
from folkmoot.discussion.values import CommentState, SettingsView, Voted, tally_of
from folkmoot.kit.failpoints import Failpoint, reach
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.sql import insert, moment, rows, run, table
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.make_guest import make_guest
from folkmoot.readers.commands.remember_reader import reader_of_account
from folkmoot.readers.values import Actor


@dataclass(frozen=True, slots=True)
class _Votable:
    """What a vote needs to know of its comment: columns as a driver gives them."""

    id: int
    publication_id: int
    thread_id: int
    parent_id: int | None
    root_id: int | None
    reader_id: int
    state: str
    up: int
    down: int
    created_at: datetime | str


# What every vote needs, compiled once: a hot comment is voted on by hundreds in a second.
COMMENT_COLUMNS = tuple(field.name for field in fields(_Votable))
COLUMNS = [*(f"said.{column}" for column in COMMENT_COLUMNS), *(f"kept.{column}" for column in SETTINGS_COLUMNS)]
FIND_COMMENT = f"""
    SELECT {", ".join(COLUMNS)} FROM {table(Comment)} AS said
    JOIN {table(Thread)} AS thread ON thread.id = said.thread_id
    LEFT JOIN {table(DiscussionSettings)} AS kept ON kept.publication_id = said.publication_id
    WHERE said.id = %s AND said.publication_id = %s AND said.listed
"""  # noqa: S608 -- fixed words
FIND_VOTE = f"SELECT value, weight FROM {table(Vote)} WHERE comment_id = %s AND reader_id = %s"  # noqa: S608 -- fixed words
CHANGE_VOTE = f"UPDATE {table(Vote)} SET value = %s, weight = %s, at = %s WHERE comment_id = %s AND reader_id = %s"  # noqa: S608 -- fixed words
FORGET_VOTE = f"DELETE FROM {table(Vote)} WHERE comment_id = %s AND reader_id = %s"  # noqa: S608 -- fixed words


@dataclass(frozen=True, slots=True)
class _Cast:
    """A vote and how far it moves the order."""

    value: int
    weight: int = 1


NOTHING = _Cast(0)


def cast_vote(
    *, publication_id: int, comment_id: int, actor: Actor, value: int, now: datetime, again_undoes: bool = False
) -> Voted:
    """Set a reader's vote to −1, 0 or +1 and return the tally. The last word counts; the same word again changes nothing.

    Somebody who never acted before becomes a guest by it. The vote keeps the weight that it was cast with.

    Args:
        again_undoes: the same word again takes it back, for forms on pages that do not know what was cast.

    Raises:
        DeniedError: `bad_vote`, `read_only`, `no_downvotes`, `guests_do_not_vote`, `unknown_comment`, `not_votable`,
            `own_comment`.
    """
    require(unfit_vote(value))
    is_guest = actor.account_id is None
    if actor.account_id is not None and actor.reader_id is None:
        actor = replace(actor, reader_id=reader_of_account(account_id=actor.account_id, now=now))
    with transaction.atomic():
        comment, settings = _lock(comment_id, publication_id)
        before = _cast_before(comment_id, actor.reader_id)
        if again_undoes and value == before.value:
            value = 0
        require(not_taken(value, settings, is_guest=is_guest))
        own = actor.reader_id is not None and comment.reader_id == actor.reader_id
        require(not_votable(own=own, state=CommentState(comment.state)))
        cast = _Cast(value, weight_of(settings, is_guest=is_guest))
        token = _keep(comment, actor, before, cast, now) if before.value != value else None
    up = comment.up + (value == 1) - (before.value == 1)
    down = comment.down + (value == -1) - (before.value == -1)
    tally = tally_of(up, down, moment(comment.created_at), settings, now=now)
    return Voted(up=tally.up, down=tally.down, mine=value, guest_token=token)


def _keep(comment: _Votable, actor: Actor, before: _Cast, cast: _Cast, now: datetime) -> str | None:
    """Write and tell a vote; return the token of whoever becomes a guest by it."""
    reader_id, token = _voter(comment.publication_id, actor, now)
    _write(comment.id, reader_id, before, cast, now)
    emit(
        VoteCast(
            publication_id=comment.publication_id,
            at=now,
            thread_id=comment.thread_id,
            comment_id=comment.id,
            parent_id=comment.parent_id,
            root_id=comment.root_id or comment.id,
            reader_id=reader_id,
            before=before.value,
            value=cast.value,
            weight_before=before.weight,
            weight=cast.weight,
        )
    )
    reach(Failpoint.VOTE_TOLD)
    return token


def _lock(comment_id: int, publication_id: int) -> tuple[_Votable, SettingsView]:
    """Return the comment, held until the transaction ends, and the settings: its tally moves by one voter at a time."""
    condition, parameters = page_is_public()
    lock = " FOR NO KEY UPDATE OF said" if connection.features.has_select_for_update else ""
    for row in rows(FIND_COMMENT + condition + lock, comment_id, publication_id, *parameters):
        said, kept = row[: len(COMMENT_COLUMNS)], row[len(COMMENT_COLUMNS) :]
        return _Votable(*said), settings_in([kept] if kept[0] is not None else [])
    raise DeniedError(unknown_comment())


def _voter(publication_id: int, actor: Actor, now: datetime) -> tuple[int, str | None]:
    if actor.reader_id is not None:
        return actor.reader_id, None
    guest = make_guest(publication_id=publication_id, name="", email="", idempotency_key="", now=now)
    return guest.reader_id, guest.token


def _cast_before(comment_id: int, reader_id: int | None) -> _Cast:
    """Return the vote that a reader has cast already; nothing for none."""
    found = rows(FIND_VOTE, comment_id, reader_id) if reader_id is not None else ()
    return next((_Cast(*row) for row in found), NOTHING)


def _write(comment_id: int, reader_id: int, before: _Cast, cast: _Cast, now: datetime) -> None:
    if cast.value == 0:
        run(FORGET_VOTE, comment_id, reader_id)
    elif before.value == 0:
        insert(Vote(comment_id=comment_id, reader_id=reader_id, value=cast.value, weight=cast.weight, at=now))
    else:
        run(CHANGE_VOTE, cast.value, cast.weight, now, comment_id, reader_id)
