"""Ask the provider how a contribution stands, and book it. Webhook, return page and reconciliation all come here."""

from __future__ import annotations

from datetime import datetime

from folkmoot.funding.commands.converge import converge
from folkmoot.funding.models import Contribution, Payment
from folkmoot.funding.ports import Ports
from folkmoot.funding.values import Given, Picture
from folkmoot.kit.sql import rows, select, table

FIND_REFS = f"SELECT ref FROM {table(Payment)} WHERE contribution_id = %s ORDER BY id"  # noqa: S608 -- fixed words


def sync_contribution(name_of_ours: str, *, now: datetime) -> bool:
    """Book what its provider knows of a contribution; return False where there is nothing to book.

    That is so where we have no such contribution, its provider is not set up here, or has never heard of it.

    Raises:
        ProviderDownError: nothing is known; ask again.
    """
    picture = ask_provider(name_of_ours, now=now)
    if picture is None:
        return False
    exact = Ports.providers()[picture.provider].capabilities.exact_amounts
    return converge(picture, exact=exact, now=now)


def ask_provider(name_of_ours: str, *, now: datetime) -> Picture | None:
    """Return what its provider knows of a contribution, None where nobody knows anything. Never within a transaction.

    Raises:
        ProviderDownError: it could not be asked.
    """
    contribution = next(iter(select(Contribution, "name_of_ours = %s", name_of_ours)), None)
    provider = Ports.providers().get(contribution.provider) if contribution else None
    if contribution is None or provider is None:
        return None
    return provider.fetch(given_of(contribution), now=now)


def given_of(contribution: Contribution) -> Given:
    """Return a contribution as its provider must know it to find it again."""
    return Given(
        contribution=contribution.name_of_ours,
        checkout_ref=contribution.checkout_ref,
        subscription_ref=contribution.subscription_ref,
        charge_refs=tuple(ref for (ref,) in rows(FIND_REFS, contribution.id)),
    )
