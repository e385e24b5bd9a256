"""A publication that takes gifts through Stripe."""

from __future__ import annotations

import pytest

from folkmoot.funding.ports import Ports
from tests.funding.contract.giving import Giving
from tests.funding.contract.stripe_house import StripeHouse
from tests.funding.stage import Stage


@pytest.fixture
def house() -> StripeHouse:
    """An empty account at Stripe."""
    return StripeHouse()


@pytest.fixture
def giving(stage: Stage, house: StripeHouse, monkeypatch) -> Giving:
    """A publication whose only provider it is."""
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {house.provider.code: house.provider}))
    return Giving(stage, house)
