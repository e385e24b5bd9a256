"""Call a person when cards are being tried out."""

from __future__ import annotations

from django.db import transaction

from folkmoot.funding.commands.count_declines import trouble_at
from folkmoot.funding.commands.raise_alarm import raise_alarm
from folkmoot.kit.outbox.facts import Fact


def watch_declines(fact: Fact) -> None:
    """Look around the form whenever a gift is begun or declined; one alarm an hour, while a gift costs work."""
    trouble = trouble_at(fact.publication_id, now=fact.at)
    if not trouble.bits:
        return
    told = {"declined": trouble.declined, "unfinished": trouble.unfinished, "paid": trouble.paid}
    with transaction.atomic():
        raise_alarm(fact.publication_id, "card_testing", fact.at.strftime("%Y-%m-%dT%H"), told, now=fact.at)
