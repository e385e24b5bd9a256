"""What a giver adds so that all of their gift arrives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.pure.ledger.cover import cover_of, fee_of

FEES = st.fixed_dictionaries({"per_10000": st.integers(0, 2000), "fixed_minor": st.integers(0, 500)})


@given(gift=st.integers(1, 10**9), fee=FEES)
def test_all_of_the_gift_arrives_and_a_cent_less_would_not_do(gift: int, fee: dict[str, int]):
    cover = cover_of(gift, **fee)
    assert gift + cover - fee_of(gift + cover, **fee) >= gift
    assert cover == 0 or gift + cover - 1 - fee_of(gift + cover - 1, **fee) < gift


def test_of_ten_twenty_and_a_cards_fee_the_whole_is_ten_eighty_one():
    assert cover_of(1020, per_10000=290, fixed_minor=30) == 61


def test_where_only_whole_units_can_be_paid_the_cover_is_whole():
    assert cover_of(1000, per_10000=290, fixed_minor=30, step_minor=100) == 100
