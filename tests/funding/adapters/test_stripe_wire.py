"""How Stripe writes amounts: three tables that look alike and are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.funding.adapters.stripe.limits import CAPABILITIES, CURRENCIES, MINIMUM_MINOR
from folkmoot.funding.adapters.stripe.wire import UnwireableError, from_wire, to_wire, wire_step_minor


@pytest.mark.parametrize(
    ("currency", "minor", "wire"),
    [
        ("USD", 1020, 1020),
        ("JPY", 500, 500),
        ("ISK", 500, 50_000),  # a whole number of krónur, with two decimals all the same
        ("UGX", 3700, 370_000),
        ("RSD", 50_000, 50_000),  # shown without decimals, and not one of Stripe's whole currencies
        ("KWD", 5120, 5120),
        ("MGA", 50_000, 500),  # ISO gives the ariary two decimals, Stripe none
        ("HUF", 17_500, 17_500),
        ("XOF", 655, 655),
    ],
)
def test_an_amount_is_said_in_stripes_way_and_read_back(currency, minor, wire):
    assert to_wire(minor, currency) == wire
    assert from_wire(wire, currency.lower()) == minor


@pytest.mark.parametrize(("currency", "minor"), [("KWD", 5124), ("BHD", 1), ("MGA", 50_001)])
def test_what_is_finer_than_stripe_takes_is_refused_and_not_rounded(currency, minor):
    with pytest.raises(UnwireableError):
        to_wire(minor, currency)


@pytest.mark.parametrize(("currency", "wire"), [("isk", 50_050), ("ugx", 1)])
def test_what_is_finer_than_our_units_is_refused_and_not_rounded(currency, wire):
    with pytest.raises(UnwireableError):
        from_wire(wire, currency)


@given(currency=st.sampled_from(sorted(CURRENCIES)), steps=st.integers(1, 10**9))
def test_every_currency_that_stripe_takes_goes_there_and_back(currency, steps):
    minor = steps * wire_step_minor(currency)
    assert from_wire(to_wire(minor, currency), currency) == minor


def test_no_minimum_or_fee_is_of_a_currency_that_stripe_does_not_take():
    assert set(MINIMUM_MINOR) | set(CAPABILITIES.fee_fixed_minor) <= CURRENCIES
