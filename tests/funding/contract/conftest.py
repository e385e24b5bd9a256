"""Each provider in turn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from folkmoot.funding.models import Campaign
from folkmoot.funding.ports import Ports
from tests.funding.contract.bank_house import BankHouse
from tests.funding.contract.demo_house import DemoHouse
from tests.funding.contract.giving import Giving
from tests.funding.contract.house import House
from tests.funding.contract.stripe_house import StripeHouse
from tests.funding.stage import Stage

HOUSES: dict[str, Callable[[], House]] = {"bank": BankHouse, "demo": DemoHouse, "stripe": StripeHouse}


@pytest.fixture(params=sorted(HOUSES))
def house(request) -> House:
    """A provider, empty, and the world around it."""
    return HOUSES[request.param]()


@pytest.fixture
def giving(stage: Stage, house: House, monkeypatch) -> Giving:
    """A publication whose only provider it is."""
    house.move_in(stage.publication_id)
    words = {"currency": house.currency, "is_test": not house.provider.is_live, "providers": [house.provider.code]}
    Campaign.objects.filter(id=stage.campaign_id).update(**words)
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {house.provider.code: house.provider}))
    return Giving(stage, house)
