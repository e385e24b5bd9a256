"""Change how a supporter is named on the wall, or that they are; and let a person read what they wrote."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.funding.commands.begin_contribution import first_state
from folkmoot.funding.commands.locks import lock_contribution
from folkmoot.funding.commands.read_giver import read_message, read_name
from folkmoot.funding.events import WallChanged
from folkmoot.funding.models import Contribution
from folkmoot.funding.policy.changing import unknown_gift
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.values import MessageState
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


def name_supporter(
    *, publication_id: int, name_of_ours: str, name: str, named: bool, message: str, now: datetime
) -> None:
    """Let the wall say it as the supporter now wants, or nothing. New words are screened again.

    Raises:
        DeniedError: `unknown_gift`, and those of `read_name` and `read_message`.
    """
    name, message = read_name(name, named=named), read_message(message)
    state = first_state(publication_id, name=name, named=named, message=message)
    with transaction.atomic():
        row = _locked(publication_id, name_of_ours)
        is_same_words = (row.name, row.message) == (name, message)
        if is_same_words and row.message_state in {MessageState.REFUSED, MessageState.SHOWN}:
            state = MessageState(row.message_state)  # what a person decided stays decided
        row.name, row.name_public, row.message, row.message_state = name, named, message, state
        _keep(row, now)


def decide_message(*, publication_id: int, name_of_ours: str, show: bool, actor: Actor, now: datetime) -> None:
    """Show a supporter's name and words on the wall, or not, once a person has read them.

    Raises:
        DeniedError: `not_allowed`, `unknown_gift`.
    """
    require(not_a_treasurer(actor.roles))
    with transaction.atomic():
        row = _locked(publication_id, name_of_ours)
        row.message_state = MessageState.SHOWN if show else MessageState.REFUSED
        _keep(row, now)
        act = "gift.message_shown" if show else "gift.message_refused"
        record_act(publication_id=publication_id, account_id=actor.account_id, act=act, subject=row.name, now=now)


def _locked(publication_id: int, name_of_ours: str) -> Contribution:
    row = lock_contribution(name_of_ours)
    if row is None or row.publication_id != publication_id:
        raise DeniedError(unknown_gift())
    return row


def _keep(row: Contribution, now: datetime) -> None:
    row.save(update_fields=["name", "name_public", "message", "message_state"])
    emit(WallChanged(publication_id=row.publication_id, campaign_id=row.campaign_id, at=now))
