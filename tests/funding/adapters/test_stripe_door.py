"""Stripe's messages at the real address."""

from __future__ import annotations

import pytest

from folkmoot.funding.models import ProviderEvent
from folkmoot.funding.values import webhook_path
from folkmoot.kit import clock

pytestmark = pytest.mark.django_db


def knock(client, message):
    """Send a message as Stripe does."""
    return client.post(webhook_path("stripe"), message.body, content_type="application/json", headers=message.headers)


def test_a_message_is_heard_at_its_address_refused_when_forged_and_asked_for_again_while_stripe_is_down(
    client, giving, house
):
    house.books.now = clock.now()
    contribution = giving.begin(1000)
    house.pay(contribution.checkout_ref)
    first, *others = house.messages()
    forged = house.signed(first.body.decode(), house.now(), "whsec_guessed")
    assert (knock(client, forged).status_code, ProviderEvent.objects.count()) == (400, 0)
    house.break_line()
    assert (knock(client, first).status_code, giving.raised) == (503, 0)
    house.mend_line()
    assert [knock(client, message).status_code for message in (first, *others)] == [200] * (1 + len(others))
    assert giving.raised == 1000
