"""Say how a publication asks for money, and whether anybody can give just now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.articles.models import Publication
from folkmoot.funding.events import GivingChanged
from folkmoot.funding.models import FundingSettings, settings_in_force
from folkmoot.funding.policy.asking import unfit_asking
from folkmoot.funding.policy.campaigns import too_long
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.values import GIVING_SETTINGS_PATH
from folkmoot.funding.values.drafts import GivingDraft
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.text.amounts import is_money, is_pattern
from folkmoot.kit.text.normalise import normalise
from folkmoot.pure.ledger.iban import bare_iban
from folkmoot.pure.verdict import Denial, DeniedError, require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor

LINES = ("legal_name", "call", "appeal", "amount_pattern", "account_holder")
TEXTS = ("legal_address", "tax_words")


def change_giving(*, publication_id: int, draft: GivingDraft, actor: Actor, now: datetime) -> None:
    """Ask for money like this from now on; every page that asks is made anew. The same again changes nothing.

    Raises:
        DeniedError: `not_allowed`, `bad_text`, and those of `policy.asking`.
    """
    require(not_a_treasurer(actor.roles))
    spelled = _spelled(draft)
    require(
        unfit_asking(
            spelled,
            currency_known=is_money(spelled.currency),
            pattern_known=is_pattern(spelled.amount_pattern),
        )
    )
    names = (*LINES, *TEXTS, "currency", "links_shown", "iban", "bic", "trial_account")
    ways = [{"name": way.name, "url": way.url} for way in spelled.other_ways]
    changed = {**{name: getattr(spelled, name) for name in names}, "other_ways": ways}
    _write(publication_id, changed, act="giving.changed", actor=actor, now=now)


def pause_giving(*, publication_id: int, because: str, actor: Actor, now: datetime) -> None:
    """Take no new gifts until `resume_giving`. Gifts that renew go on; what is on its way is booked.

    Args:
        because: what readers are told instead of the form; may be empty.

    Raises:
        DeniedError: `not_allowed`, `bad_text`, `because_too_long`.
    """
    require(not_a_treasurer(actor.roles))
    words = _line("because", because)
    require(too_long("because", words))
    if settings_in_force(publication_id).paused_at is None:
        changed = {"paused_at": now, "paused_because": words}
        _write(publication_id, changed, act="giving.paused", actor=actor, now=now)


def resume_giving(*, publication_id: int, actor: Actor, now: datetime) -> None:
    """Let readers give again.

    Raises:
        DeniedError: `not_allowed`.
    """
    require(not_a_treasurer(actor.roles))
    changed = {"paused_at": None, "paused_because": ""}
    _write(publication_id, changed, act="giving.resumed", actor=actor, now=now)


def _write(publication_id: int, changed: Mapping[str, Any], *, act: str, actor: Actor, now: datetime) -> None:
    """Set what changed; nothing is written, told or recorded where everything is as it was."""
    with transaction.atomic():
        Publication.objects.select_for_update(no_key=True).only("id").get(id=publication_id)
        row = settings_in_force(publication_id)
        if all(getattr(row, name) == value for name, value in changed.items()):
            return
        FundingSettings.objects.update_or_create(publication_id=publication_id, defaults=dict(changed))
        record_act(
            publication_id=publication_id, account_id=actor.account_id, act=act, path=GIVING_SETTINGS_PATH, now=now
        )
        emit(GivingChanged(publication_id=publication_id, at=now))


def _spelled(draft: GivingDraft) -> GivingDraft:
    tidied: dict[str, Any] = {
        **{name: _line(name, getattr(draft, name)) for name in LINES},
        **{name: _text(name, getattr(draft, name)).strip() for name in TEXTS},
        "currency": draft.currency.strip().upper(),
        "iban": bare_iban(draft.iban),
        "bic": bare_iban(draft.bic),
    }
    return replace(draft, **tidied)


def _line(field: str, text: str) -> str:
    return " ".join(_text(field, text).split())


def _text(field: str, text: str) -> str:
    try:
        return normalise(text)
    except ValueError as error:
        raise DeniedError(Denial(code="bad_text", sentence=str(error), field=field)) from error
