"""What can happen to what somebody gives, as hypothesis makes it up: a story of steps that a provider could tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import strategies as some

from folkmoot.funding.values import DisputeState, Frequency, SubscriptionState
from tests.cast import NOON
from tests.funding.remote_house import Step, close_dispute, dispute, fail_refund, pay, refund, subscribe, wait

GIFT_MINOR, COVER_MINOR = 1000, 61
TOTAL_MINOR = GIFT_MINOR + COVER_MINOR


@dataclass(frozen=True, slots=True)
class Story:
    """What happens, and when; and how often somebody gives."""

    frequency: Frequency
    steps: tuple[tuple[datetime, Step], ...]


@some.composite
def stories(draw) -> Story:
    """Make up a story: payments, each with its refunds and disputes, told in turn."""
    frequency = draw(some.sampled_from([Frequency.ONCE, Frequency.MONTHLY]))
    payments = draw(some.integers(1, 1 if frequency is Frequency.ONCE else 3))
    lives = [draw(_lives(f"ch-{number}", renewal=number > 0)) for number in range(payments)]
    if frequency is Frequency.MONTHLY:
        states = draw(some.lists(some.sampled_from(SubscriptionState), min_size=1, max_size=3))
        lives.append([subscribe(state, TOTAL_MINOR) for state in states])
    told: list[Step] = []
    while lives:
        life = draw(some.sampled_from(lives))
        told.append(life.pop(0))
        lives = [one for one in lives if one]
    return Story(frequency, tuple((NOON + timedelta(minutes=minute), step) for minute, step in enumerate(told)))


@some.composite
def _lives(draw, ref: str, *, renewal: bool) -> list[Step]:
    """Make up what becomes of one payment."""
    steps = [wait(ref, TOTAL_MINOR, renewal=renewal)] if draw(some.booleans()) else []
    if draw(some.booleans()):
        steps.append(wait(ref, TOTAL_MINOR, state="failed", renewal=renewal))
        if draw(some.booleans()):
            return steps
    steps.append(pay(ref, TOTAL_MINOR, renewal=renewal))
    left = TOTAL_MINOR
    for number in range(draw(some.integers(0, 3))):
        if not left:
            break
        amount = draw(some.sampled_from([left, draw(some.integers(1, left))]))
        name = f"{ref}-back-{number}"
        if draw(some.booleans()):
            steps.append(refund(ref, amount, name=name))
            undone = draw(some.booleans())
            steps += [fail_refund(ref, name)] if undone else []
        else:
            state = draw(some.sampled_from(DisputeState))
            steps.append(dispute(ref, amount, name=name))
            steps += [close_dispute(ref, name, state)] if state is not DisputeState.OPEN else []
            undone = state is DisputeState.WON
        left -= 0 if undone else amount
    return steps
