"""Eight hands take 240 messages in any order, most of them twice: nothing fails, and the total is exact."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
from django.db import connections

from folkmoot.funding.commands.receive_webhook import receive_webhook
from folkmoot.funding.models import JournalEntry, Supporter
from tests.cast import NOON
from tests.funding.remote_house import message_about, pay, refund
from tests.funding.stage import set_stage

pytestmark = pytest.mark.both_databases
GIVERS, HANDS, MESSAGES = 40, 8, 240
RIGHT = {"X-Proof": "right"}


def test_eight_hands_take_240_messages_and_the_total_is_exact(transactional_db, remote):
    stage = set_stage()
    given = [stage.begin(1000 + number, cover_minor=50) for number in range(GIVERS)]
    for one in given:
        remote.meet(one)
        remote.go_on(one.name_of_ours, pay("ch-" + one.name_of_ours, one.gift_minor + 50), NOON)
    for one in given[:10]:
        remote.go_on(one.name_of_ours, refund("ch-" + one.name_of_ours, 500), NOON + timedelta(minutes=1))
    messages = [message_about(given[number % GIVERS], number % 120) for number in range(MESSAGES)]
    Random(7).shuffle(messages)

    def take(message: bytes) -> None:
        try:
            receive_webhook("demo", message, RIGHT, now=NOON + timedelta(minutes=2))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(take, messages))  # raises what any of them raised
    campaign = stage.campaign
    assert campaign.raised_minor == sum(one.gift_minor for one in given) - 10 * 500
    assert campaign.supporters == Supporter.objects.filter(gift_minor__gt=0).count() == GIVERS
    assert JournalEntry.objects.count() == 2 * GIVERS + 10
