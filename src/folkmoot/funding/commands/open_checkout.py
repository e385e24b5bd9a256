"""Get the page where a contribution is paid."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from folkmoot.articles.values import PublicationView
from folkmoot.funding.commands.locks import lock_contribution
from folkmoot.funding.commands.raise_alarm import raise_alarm
from folkmoot.funding.events import TransferAwaited
from folkmoot.funding.models import Contribution
from folkmoot.funding.policy.giving import nobody_to_pay, provider_down, provider_refused
from folkmoot.funding.ports import Ports, ProviderDownError, ProviderRefusedError
from folkmoot.funding.values import (
    Checkout,
    CheckoutOrder,
    ContributionState,
    Frequency,
    giving_path,
    thanks_path,
)
from folkmoot.funding.values.tokens import return_token
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import DeniedError

log = logging.getLogger("folkmoot.funding")


def open_checkout(contribution: Contribution, publication: PublicationView, *, now: datetime) -> str:
    """Return where somebody pays what they have chosen, asking the provider for a page only where there is none yet.

    No transaction is open while the provider is asked. Asked twice for the same, it gives the same page; what came of a
    crash in between is the same order again.

    Raises:
        DeniedError: `provider_down`, `provider_refused`, `nobody_to_pay`. The contribution stays, and can be opened later.
    """
    if contribution.checkout_url and contribution.state == ContributionState.BEGUN:
        return contribution.checkout_url
    again = contribution.checkouts
    try:
        provider = Ports.providers()[contribution.provider]
        checkout = provider.create_checkout(_order(contribution, publication, again))
    except KeyError as error:
        raise DeniedError(nobody_to_pay()) from error
    except ProviderRefusedError as error:
        log.exception("%s refused an order of %s", contribution.provider, contribution.currency)
        raise DeniedError(provider_refused()) from error
    except ProviderDownError as error:
        _call_somebody(contribution, str(error), now)
        raise DeniedError(provider_down()) from error
    return _keep(contribution, checkout, again, hosted=provider.capabilities.hosted, now=now)


def _order(contribution: Contribution, publication: PublicationView, again: int) -> CheckoutOrder:
    token = return_token(contribution.name_of_ours)
    return CheckoutOrder(
        contribution=contribution.name_of_ours,
        total_minor=contribution.gift_minor + contribution.cover_minor,
        currency=contribution.currency,
        frequency=Frequency(contribution.frequency),
        title=f"{contribution.campaign.title} · {publication.name}",
        email=contribution.email,
        return_url=publication.base_url + thanks_path(token),
        cancel_url=publication.base_url + giving_path(token),
        language=publication.language,
        again=again,
    )


def _keep(contribution: Contribution, checkout: Checkout, again: int, *, hosted: bool, now: datetime) -> str:
    """Write down where the page is, unless somebody who came at the same time did, and return it."""
    with transaction.atomic():
        row = lock_contribution(contribution.name_of_ours)
        if row is None or row.checkouts > again:
            return row.checkout_url if row else checkout.url
        row.checkout_ref, row.checkout_url, row.checkouts = checkout.ref, checkout.url, again + 1
        if row.state == ContributionState.ABANDONED:
            row.state, row.ended_at = ContributionState.BEGUN, None
        if not hosted:
            row.reference = checkout.ref
            emit(TransferAwaited(publication_id=row.publication_id, contribution_id=row.id, at=now))
        row.save(
            update_fields=["checkout_ref", "checkout_url", "checkouts", "state", "ended_at", "reference"],
        )
    return checkout.url


def _call_somebody(contribution: Contribution, error: str, now: datetime) -> None:
    log.warning("%s cannot be reached: %s", contribution.provider, error)
    hour = now.strftime("%Y-%m-%dT%H")
    with transaction.atomic():
        key = f"{contribution.provider}|{hour}"
        raise_alarm(contribution.publication_id, "provider_down", key, {"provider": contribution.provider}, now=now)
