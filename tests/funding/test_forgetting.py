"""Somebody who gave is forgotten, and what they gave is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.funding.commands.forget_supporter import forget_messages, forget_supporter
from folkmoot.funding.commands.receive_webhook import receive_webhook
from folkmoot.funding.models import Contribution, ProviderEvent
from folkmoot.funding.models.balances import read_balances
from folkmoot.funding.queries.ledger import check_ledger
from folkmoot.funding.values import ContributionState, Frequency
from folkmoot.pure.verdict import DeniedError
from tests.cast import CLEM, NOON
from tests.funding.remote_house import message_about, pay

pytestmark = pytest.mark.both_databases


def test_a_person_is_forgotten_in_all_their_gifts_and_the_books_stay(stage, remote):
    given = [stage.begin(1000 + number, email="clem@mail.example") for number in range(2)]
    for number, one in enumerate(given):
        Contribution.objects.filter(id=one.id).update(name=CLEM, name_public=True, message="Go on!")
        remote.meet(one)
        remote.go_on(one.name_of_ours, pay(f"ch-{number}", one.gift_minor), NOON)
        receive_webhook("demo", message_about(one, number), {"X-Proof": "right"}, now=NOON)
    before = read_balances()
    assert forget_supporter(publication_id=stage.publication_id, name_of_ours=given[0].name_of_ours, now=NOON) == 2
    left = Contribution.objects.values_list("email", "name", "name_public", "message")
    assert set(left) == {("", "", False, "")}
    assert set(ProviderEvent.objects.values_list("body", flat=True)) == {""}
    assert (read_balances(), check_ledger().faults, stage.campaign.supporters) == (before, [], 1)


def test_nobody_is_forgotten_from_whom_money_will_be_taken_again(stage):
    given = stage.begin(1000, frequency=Frequency.MONTHLY, email="clem@mail.example")
    Contribution.objects.filter(id=given.id).update(state=ContributionState.ACTIVE)
    with pytest.raises(DeniedError, match="End that first"):
        forget_supporter(publication_id=stage.publication_id, name_of_ours=given.name_of_ours, now=NOON)
    with pytest.raises(DeniedError, match="opens nothing"):
        forget_supporter(publication_id=stage.publication_id + 1, name_of_ours=given.name_of_ours, now=NOON)
    given.refresh_from_db()
    assert given.email == "clem@mail.example"


def test_what_providers_wrote_is_emptied_after_a_while(stage, remote):
    given = stage.begin(1000)
    remote.meet(given)
    receive_webhook("demo", message_about(given, 1), {"X-Proof": "right"}, now=NOON)
    assert forget_messages(now=NOON + timedelta(days=89)) == 0
    assert forget_messages(now=NOON + timedelta(days=91)) == 1
    assert ProviderEvent.objects.get().body == ""
