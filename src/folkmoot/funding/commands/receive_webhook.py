"""Take a provider's message: be sure that it is the provider's, ask what is true, and keep both or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from folkmoot.funding.commands.converge import converge
from folkmoot.funding.commands.sync_contribution import ask_provider
from folkmoot.funding.models import ProviderEvent
from folkmoot.funding.ports import Ports, ProviderDownError, UnverifiableError
from folkmoot.funding.values import Hint
from folkmoot.kit.sql import rows, run, table

ERROR_CHARS = 400
IS_DONE = f"""
    SELECT 1 FROM {table(ProviderEvent)}
    WHERE provider = %s AND account = %s AND event_id = %s AND done_at IS NOT NULL
"""  # noqa: S608 -- fixed words
KEEP = f"""
    INSERT INTO {table(ProviderEvent)}
        (provider, account, event_id, kind, contribution, body, received_at, done_at, error)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (provider, account, event_id)
    DO UPDATE SET done_at = excluded.done_at, error = excluded.error, contribution = excluded.contribution
"""  # noqa: S608 -- fixed words


def receive_webhook(provider_code: str, body: bytes, headers: Mapping[str, str], *, now: datetime) -> bool:
    """Book what a message hints at; return False for one that was done already, or is about nothing of ours.

    The message and what came of it are kept in one transaction: whoever sent it gets no answer before that, and sends it
    again where we died. A message whose provider cannot be asked is kept alone, for reconciliation.

    Raises:
        UnverifiableError: it is not the provider's, or the provider is not set up here; nothing is kept.
        ProviderDownError: it is kept; whoever sent it may send it again.
    """
    provider = Ports.providers().get(provider_code)
    if provider is None:
        message = f"no provider {provider_code} is set up"
        raise UnverifiableError(message)
    hint = provider.parse_webhook(body, headers, now=now)
    if rows(IS_DONE, provider_code, hint.account, hint.event_id):
        return False
    try:
        name = hint.contribution or provider.find(hint)
        picture = ask_provider(name, now=now) if name else None
    except ProviderDownError as error:
        _keep(provider_code, hint, body, error=str(error)[:ERROR_CHARS], now=now)
        raise
    with transaction.atomic():
        found = picture is not None and converge(picture, exact=provider.capabilities.exact_amounts, now=now)
        _keep(provider_code, hint, body, contribution=name, done_at=now, now=now)
    return found


def _keep(
    provider: str,
    hint: Hint,
    body: bytes,
    *,
    contribution: str = "",
    done_at: datetime | None = None,
    error: str = "",
    now: datetime,
) -> None:
    """Write a message down, or that one which was kept before is done with."""
    said = body.decode(errors="replace").replace("\0", "")
    name = contribution or hint.contribution
    run(KEEP, provider, hint.account, hint.event_id, hint.kind, name, said, now, done_at, error)
