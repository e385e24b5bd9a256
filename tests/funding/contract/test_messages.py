"""What a provider's message must be to be heard at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from folkmoot.funding.models import ProviderEvent
from folkmoot.funding.ports import UnverifiableError
from tests.funding.contract.house import Able

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(giving):
    """A message about money that came."""
    giving.needs(Able.TELLS)
    contribution = giving.begin(1000)
    giving.house.pay(contribution.checkout_ref)
    return giving.house.messages()[-1]


def refused(giving, message):
    """Hear a message, and return whether it was refused and nothing kept of it."""
    with pytest.raises(UnverifiableError):
        giving.hear([message])
    return giving.raised == 0 and not ProviderEvent.objects.exists()


def test_one_of_now_is_heard(giving, message):
    giving.hear([giving.house.forge(message, signed_at=giving.house.now() - timedelta(minutes=4))])
    assert giving.raised == 1000


def test_one_without_a_signature_is_refused(giving, message):
    assert refused(giving, replace(message, headers={}))


def test_one_that_was_changed_on_the_way_is_refused(giving, message):
    assert refused(giving, replace(message, body=message.body.replace(b"1000", b"9000").replace(b"paid", b"PAID")))


def test_one_that_is_no_text_is_refused(giving, message):
    assert refused(giving, replace(message, body=b"\xff\xfe" + message.body))


@pytest.mark.parametrize("away", [timedelta(minutes=-6), timedelta(minutes=6), timedelta(hours=1)])
def test_an_old_one_and_one_from_the_future_are_refused(giving, message, away):
    assert refused(giving, giving.house.forge(message, signed_at=giving.house.now() + away))
