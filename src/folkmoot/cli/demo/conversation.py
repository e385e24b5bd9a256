"""Lets the demo's readers speak, be held, be taken down, take back, and vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from folkmoot.cli.demo.ballot import ballots
from folkmoot.cli.demo.script import Fate, Line
from folkmoot.cli.demo.timing import said_at
from folkmoot.discussion.commands.cast_vote import cast_vote
from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.pick_comment import pick_comment
from folkmoot.discussion.commands.post_comment import post_comment
from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.readers.commands.make_guest import make_guest
from folkmoot.readers.commands.remember_reader import reader_of_account
from folkmoot.readers.values import Actor, Role

TAKEN_BACK_AFTER = timedelta(minutes=6)
CHANGED_AFTER = timedelta(minutes=3)
TAKEN_DOWN_AFTER = timedelta(minutes=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What all threads share: whose house it is, who moderates, who of the readers has an account, when the demo starts, and who has spoken so far."""

    publication_id: int
    moderator_id: int
    accounts: dict[str, int]
    now: datetime
    actors: dict[str, Actor] = field(default_factory=dict)


def hold_conversation(
    conversation: Conversation, thread_id: int, lines: Sequence[Line], *, opened_at: datetime, dice: Random
) -> int:
    """Post the lines of one thread in the order of their times, with votes and fates; return how many voted."""
    times = said_at(lines, opened_at=opened_at, now=conversation.now, dice=dice)
    ids: dict[int, int] = {}
    speakers: dict[int, Actor] = {}
    for index in sorted(range(len(lines)), key=lambda index: times[index]):
        line = lines[index]
        who = line.name or f"nameless {thread_id}:{line.nameless or index}"
        speakers[index] = _actor(conversation, who, now=times[index])
        posted = post_comment(
            publication_id=conversation.publication_id,
            thread_id=thread_id,
            parent_id=None if line.parent is None else ids[line.parent],
            body=line.reason if line.fate is Fate.EDITED else line.words,
            name=line.name,
            email="",
            actor=speakers[index],
            now=times[index],
        )
        ids[index] = posted.comment_id
    cast = ballots(lines, dice=dice)
    for ballot in cast:
        said = times[ballot.line]
        at = said + (conversation.now - said) * dice.random()
        voter = _actor(conversation, ballot.voter, now=at)
        _vote(conversation, ids[ballot.line], voter, ballot.value, now=at)
    # Last of all: what has been taken down can no longer be answered.
    for index, line in enumerate(lines):
        _meet_fate(conversation, line, ids[index], speakers[index], said_at=times[index])
    return len(cast)


def _actor(conversation: Conversation, key: str, *, now: datetime) -> Actor:
    """Return the reader of this name in the play, made a guest at their first act unless they have an account."""
    if (account_id := conversation.accounts.get(key)) is not None:
        return Actor(reader_id=reader_of_account(account_id=account_id, now=now), account_id=account_id)
    if key not in conversation.actors:
        name = "" if key.startswith(("nameless", "silent")) else key
        guest = make_guest(publication_id=conversation.publication_id, name=name, email="", idempotency_key="", now=now)
        conversation.actors[key] = Actor(reader_id=guest.reader_id)
    return conversation.actors[key]


def _vote(conversation: Conversation, comment_id: int, voter: Actor, value: int, *, now: datetime) -> None:
    cast_vote(publication_id=conversation.publication_id, comment_id=comment_id, actor=voter, value=value, now=now)


def _meet_fate(conversation: Conversation, line: Line, comment_id: int, speaker: Actor, *, said_at: datetime) -> None:
    """Edit, remove, withdraw or put forward a comment that the play says is; one that is held was held by the screener itself."""
    publication_id = conversation.publication_id
    if line.fate is Fate.EDITED:
        now = said_at + CHANGED_AFTER
        edit_comment(publication_id=publication_id, comment_id=comment_id, actor=speaker, body=line.words, now=now)
    elif line.fate is Fate.WITHDRAWN:
        now = said_at + TAKEN_BACK_AFTER
        withdraw_comment(publication_id=publication_id, comment_id=comment_id, actor=speaker, now=now)
    moderator = Actor(account_id=conversation.moderator_id, roles=frozenset({Role.MODERATOR}))
    if line.fate is Fate.REMOVED:
        now = said_at + TAKEN_DOWN_AFTER
        remove_comment(
            publication_id=publication_id, comment_id=comment_id, actor=moderator, reason=line.reason, now=now
        )
    elif line.fate in (Fate.PINNED, Fate.FEATURED):
        pick_comment(
            publication_id=publication_id,
            comment_id=comment_id,
            kind=line.fate,
            actor=moderator,
            reason=line.reason,
            now=conversation.now,
        )
