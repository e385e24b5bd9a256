"""Put aside what does not fit, and call somebody."""

from __future__ import annotations

from datetime import datetime

from folkmoot.funding.commands.raise_alarm import raise_alarm
from folkmoot.funding.events import MoneyQuarantined
from folkmoot.funding.models import Contribution, Quarantined
from folkmoot.funding.policy.fitting import Misfit
from folkmoot.kit.outbox.emit import emit


def quarantine(contribution: Contribution, ref: str, misfit: Misfit, *, now: datetime) -> None:
    """Write down that money came which does not fit; the same misfit again changes nothing. Runs in a transaction.

    Args:
        ref: the provider's name for what does not fit.
    """
    key = f"{contribution.provider}|{contribution.name_of_ours}|{ref}|{misfit.reason}"
    row, is_new = Quarantined.objects.get_or_create(
        publication_id=contribution.publication_id,
        key=key,
        defaults={
            "contribution": contribution,
            "reason": misfit.reason,
            "details": {"ref": ref, "expected": misfit.expected, "came": misfit.came},
            "seen_at": now,
        },
    )
    if is_new:
        emit(MoneyQuarantined(publication_id=contribution.publication_id, quarantined_id=row.id, at=now))
        raise_alarm(contribution.publication_id, "quarantine", key, {"quarantined": row.id}, now=now)
