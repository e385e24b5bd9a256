"""What `folkmoot funding reconcile`, `doctor` and `check --deploy` do about giving."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from folkmoot.cli.giving import check_deployed, check_giving
from folkmoot.funding.models import Campaign, Quarantined
from folkmoot.funding.ports import Ports
from folkmoot.kit import clock
from tests.cast import NOON
from tests.funding.remote_house import RemoteHouse, pay
from tests.funding.stage import set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def remote(monkeypatch):
    """The only provider there is, in memory."""
    house = RemoteHouse()
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {house.code: house}))
    return house


def a_lost_payment(remote, stage, ago):
    """Let money come that no message told of."""
    contribution = stage.begin(1000, now=clock.now() - ago)
    remote.meet(contribution)
    remote.go_on(contribution.name_of_ours, pay("ch_1", 1000), clock.now() - ago)


def test_reconcile_finds_what_no_message_told_and_says_so(remote, capsys):
    stage = set_stage(starts_at=NOON - timedelta(days=4000))
    a_lost_payment(remote, stage, timedelta(days=3))
    call_command("funding", "reconcile")
    assert stage.campaign.raised_minor == 1000
    assert "1 contributions compared" in capsys.readouterr().out


def test_reconcile_goes_back_as_far_as_it_is_told(remote, capsys):
    stage = set_stage()
    a_lost_payment(remote, stage, timedelta(days=30))
    call_command("funding", "reconcile", "--json")
    assert json.loads(capsys.readouterr().out) == {"asked": 0, "payouts": 0, "refunds": 0, "down": []}
    call_command("funding", "reconcile", "--json", "--days", "40")
    assert json.loads(capsys.readouterr().out)["asked"] == 1
    assert stage.campaign.raised_minor == 1000


def test_reconcile_says_who_could_not_be_asked(remote):
    remote.down = True
    with pytest.raises(CommandError, match="Could not be asked: demo") as told:
        call_command("funding", "reconcile")
    assert told.value.returncode == 1


@pytest.mark.parametrize("days", ["0", "-3", "many", "99999"])
def test_reconcile_takes_no_nonsense_for_a_number_of_days(remote, days):
    with pytest.raises(CommandError, match="no number of days"):
        call_command("funding", "reconcile", "--days", days)


def test_a_campaign_of_the_demo_provider_is_told_of_and_beside_real_money_it_is_wrong():
    stage = set_stage(title="Play money")
    assert [finding.ok for finding in check_giving()] == [True, True]
    (warning,) = check_deployed(None)
    assert (warning.id, "no money moves" in warning.msg) == ("folkmoot.W001", True)
    second = stage.campaign
    second.id, second.slug, second.title, second.is_test = None, "real", "Real money", False
    second.save()
    assert [finding.ok for finding in check_giving()] == [False, True]
    (error,) = check_deployed(None)
    assert (error.id, "Play money" in error.msg, "Real money" in error.msg) == ("folkmoot.E001", True, True)
    Campaign.objects.filter(id=stage.campaign_id).update(state="closed")
    assert check_deployed(None) == []


def test_what_was_put_aside_is_wrong_until_somebody_has_looked():
    stage = set_stage(is_test=False)
    row = Quarantined.objects.create(
        publication_id=stage.publication_id, key="ch_1", reason="amount", details={}, seen_at=NOON
    )
    assert [finding.ok for finding in check_giving()] == [False]
    row.settled_at = NOON
    row.save()
    assert [finding.ok for finding in check_giving()] == [True]
