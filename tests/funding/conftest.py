"""Every test of funding has a stage."""

from __future__ import annotations

import pytest

from folkmoot.funding.ports import Ports
from tests.funding.remote_house import RemoteHouse
from tests.funding.stage import Stage, set_stage


@pytest.fixture
def stage(db) -> Stage:
    """A publication with a running campaign."""
    return set_stage()


@pytest.fixture
def remote(monkeypatch) -> RemoteHouse:
    """The only provider there is: one of the tests."""
    house = RemoteHouse()
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {house.code: house}))
    return house
