"""Messages may come in any order, twice, or never: after reconciliation the journal is that of the plain order."""

from __future__ import annotations

import os
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from folkmoot.funding.commands.receive_webhook import receive_webhook
from folkmoot.funding.commands.reconcile import reconcile
from folkmoot.funding.models import Campaign, Contribution, JournalEntry, Payment
from folkmoot.funding.ports import Ports
from tests.cast import NOON
from tests.funding.remote_house import RemoteHouse, message_about
from tests.funding.stage import set_stage
from tests.funding.stories import COVER_MINOR, GIFT_MINOR, Story, stories

pytestmark = [pytest.mark.both_databases, pytest.mark.long]
EXAMPLES = int(os.environ.get("FOLKMOOT_TEST_ORDERS", "100"))
END = NOON + timedelta(minutes=6)
RIGHT = {"X-Proof": "right"}
_houses = count(1)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories(), data=some.data())
def test_any_order_of_messages_leads_to_the_journal_of_the_plain_order(db, monkeypatch, story, data):
    plain = tell(monkeypatch, story, [[number] for number in range(len(story.steps))])
    # After each step: any of the messages that were sent until then, or none.
    heard = [data.draw(some.lists(some.integers(0, step), max_size=2)) for step in range(len(story.steps))]
    assert tell(monkeypatch, story, heard) == plain


def tell(monkeypatch, story: Story, heard: list[list[int]]) -> dict[str, object]:
    """Let a story happen at a provider of its own, hear of it as said, reconcile; return the books, without their ids."""
    house = RemoteHouse(account=f"acct-{next(_houses)}")
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {house.code: house}))
    stage = set_stage(ends_at=END)
    given_ = stage.begin(GIFT_MINOR, cover_minor=COVER_MINOR, frequency=story.frequency)
    Contribution.objects.filter(id=given_.id).update(account=house.account)
    house.meet(given_)
    for number, (at, step) in enumerate(story.steps):
        house.go_on(given_.name_of_ours, step, at)
        for message in heard[number]:
            receive_webhook(house.code, message_about(given_, message), RIGHT, now=at)
    reconcile(now=NOON + timedelta(hours=1))
    return books(stage.campaign, house)


def books(campaign: Campaign, house: RemoteHouse) -> dict[str, object]:
    """Return all that was booked for a campaign, and what its meter says."""
    rows = JournalEntry.objects.filter(campaign=campaign).values_list(
        "key",
        "kind",
        "at",
        "gift_minor",
        "cover_minor",
        "postings__debit",
        "postings__credit",
        "postings__amount_minor",
    )
    own = f":{campaign.id}"
    entries = sorted(
        (
            key.replace(house.account, "acct"),
            kind,
            at,
            gift,
            cover,
            debit.replace(own, ""),
            credit.replace(own, ""),
            amount,
        )
        for key, kind, at, gift, cover, debit, credit, amount in rows
    )
    raised = sum(
        amount * ((credit == "income:gifts") - (debit == "income:gifts")) for *_, debit, credit, amount in entries
    )
    assert (
        raised
        == campaign.raised_minor
        == sum(Payment.objects.filter(campaign=campaign, late=False).values_list("gift_left_minor", flat=True))
    )
    totals = (campaign.raised_minor, campaign.late_minor, campaign.monthly_minor, campaign.supporters)
    states = list(campaign.contributions.values_list("state", flat=True))
    return {"entries": entries, "totals": totals, "states": states}
