"""Change, pause, resume and end a gift that renews. Who moves the money is asked; what it then says is what is so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from folkmoot.articles.values import PublicationView
from folkmoot.funding.commands.check_choice import check_amount, cover_for
from folkmoot.funding.commands.locks import lock_contribution
from folkmoot.funding.commands.sync_contribution import given_of, sync_contribution
from folkmoot.funding.models import Contribution, settings_in_force
from folkmoot.funding.policy.changing import cannot_change, cannot_end, cannot_pause, does_not_renew, unknown_gift
from folkmoot.funding.policy.giving import nobody_to_pay, provider_down, provider_refused
from folkmoot.funding.ports import Ports, Provider, ProviderDownError, ProviderRefusedError
from folkmoot.pure.verdict import DeniedError, require

log = logging.getLogger("folkmoot.funding")
AnswerT = TypeVar("AnswerT")


def change_amount(publication: PublicationView, name_of_ours: str, gift_minor: int, *, now: datetime) -> None:
    """Let the next renewals be of another gift; who covered the fee goes on doing so.

    What is agreed is written down before the provider hears of it: a renewal that comes in between is known.

    Raises:
        DeniedError: `unknown_gift`, `does_not_renew`, `not_changeable`, `below_minimum`, `above_maximum`, and those of `_ask`.
    """
    gift, provider = _of(publication, name_of_ours)
    require(cannot_change(provider.capabilities))
    check_amount(gift_minor, gift.campaign, provider, settings_in_force(publication.id), publication)
    cover_minor = cover_for(gift_minor, gift.currency, provider) if gift.cover_minor else 0
    number = _agree(name_of_ours, gift_minor, cover_minor)
    _ask(
        name_of_ours,
        lambda: provider.change_amount(
            given_of(gift), total_minor=gift_minor + cover_minor, key=f"{name_of_ours}-amount-{number}"
        ),
        now=now,
    )


def pause_gift(publication: PublicationView, name_of_ours: str, *, now: datetime) -> None:
    """Let no renewal happen until it is resumed.

    Raises:
        DeniedError: `unknown_gift`, `does_not_renew`, `not_pausable`, and those of `_ask`.
    """
    gift, provider = _of(publication, name_of_ours)
    require(cannot_pause(provider.capabilities))
    _ask(name_of_ours, lambda: provider.pause(given_of(gift)), now=now)


def resume_gift(publication: PublicationView, name_of_ours: str, *, now: datetime) -> None:
    """Let renewals happen again.

    Raises:
        DeniedError: as `pause_gift`.
    """
    gift, provider = _of(publication, name_of_ours)
    require(cannot_pause(provider.capabilities))
    _ask(name_of_ours, lambda: provider.resume(given_of(gift)), now=now)


def end_gift(publication: PublicationView, name_of_ours: str, *, now: datetime) -> None:
    """Let no renewal happen any more.

    Raises:
        DeniedError: `unknown_gift`, `does_not_renew`, `not_endable`, and those of `_ask`.
    """
    gift, provider = _of(publication, name_of_ours)
    require(cannot_end(provider.capabilities))
    _ask(name_of_ours, lambda: provider.cancel(given_of(gift)), now=now)


def card_page(publication: PublicationView, name_of_ours: str, *, return_url: str) -> str:
    """Return where a supporter mends their card, "" where there is no such page.

    Raises:
        DeniedError: `unknown_gift`, `does_not_renew`, `provider_down`, `provider_refused`, `nobody_to_pay`.
    """
    gift, provider = _of(publication, name_of_ours)
    return _heard(lambda: provider.portal_url(given_of(gift), return_url=return_url))


def _of(publication: PublicationView, name_of_ours: str) -> tuple[Contribution, Provider]:
    """Return a gift that renews, and who moves its money."""
    found = Contribution.objects.select_related("campaign")
    gift = found.filter(publication_id=publication.id, name_of_ours=name_of_ours).first()
    if gift is None:
        raise DeniedError(unknown_gift())
    require(does_not_renew(gift.state))
    provider = Ports.providers().get(gift.provider)
    if provider is None:
        raise DeniedError(nobody_to_pay())
    return gift, provider


def _agree(name_of_ours: str, gift_minor: int, cover_minor: int) -> int:
    """Write down what a renewal may be from now on; return which agreement that is."""
    with transaction.atomic():
        row = lock_contribution(name_of_ours)
        if row is None:
            raise DeniedError(unknown_gift())
        agreed = [one for one in row.agreed if one != [gift_minor, cover_minor]]
        row.agreed = [*agreed, [gift_minor, cover_minor]]
        row.save(update_fields=["agreed"])
        return len(row.agreed)


def _ask(name_of_ours: str, ask: Callable[[], None], *, now: datetime) -> None:
    """Ask who moves the money, and write down what it then says.

    Raises:
        DeniedError: `provider_down`, `provider_refused`.
    """
    _heard(ask)
    _heard(lambda: sync_contribution(name_of_ours, now=now))


def _heard(ask: Callable[[], AnswerT]) -> AnswerT:
    try:
        return ask()
    except ProviderRefusedError as error:
        log.exception("a change was refused")
        raise DeniedError(provider_refused()) from error
    except ProviderDownError as error:
        log.warning("a change could not be asked for: %s", error)
        raise DeniedError(provider_down()) from error
