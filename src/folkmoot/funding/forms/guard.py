"""Those who try out stolen cards are kept from those who take payments; everybody else hardly notices (ADR 0030)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from folkmoot.funding.commands.count_declines import declines_of, trouble_at
from folkmoot.funding.forms.caller import Caller
from folkmoot.funding.models import Campaign
from folkmoot.funding.policy.guarding import (
    WAIT,
    declined_too_often,
    is_solved,
    too_often,
    unfit_form,
    work_needed,
)
from folkmoot.funding.values.form_keys import form_made_at
from folkmoot.funding.values.tokens import supporter_key
from folkmoot.kit.conf_readers import Allowance
from folkmoot.kit.ratelimit import Rate, take
from folkmoot.pure.verdict import DeniedError, require

TRIES = Allowance(count=60, per_s=600, burst=60)
"""Forms that one network may send, whatever becomes of them."""
CAMPAIGN = Allowance(count=1200, per_s=3600, burst=300)
"""Gifts that may be begun for one campaign; a thousand readers in an hour are welcome."""
WAITED = Allowance(count=6, per_s=600, burst=3)
"""Gifts of those who waited instead of solving the puzzle, for one campaign, while there is trouble."""
TEST_FACTOR = 20
"""No card can be tried where no money moves, so a test is not stopped by limits that are meant for cards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came with a gift beside the gift itself.

    Attributes:
        form_key: of the form; empty from a program that has none.
        answer: to the puzzle; empty where none was solved.
        trap: what stands in the field that people do not see.
    """

    email: str
    form_key: str = ""
    answer: str = ""
    trap: str = ""


def guard_form(sent: Sent, campaign: Campaign, caller: Caller) -> None:
    """Do nothing for a form that may go on to who takes the payment.

    Raises:
        DeniedError: `trap_filled`, `form_over`, and those of `guard_gift`.
    """
    require(unfit_form(form_made_at(sent.form_key, campaign.id), sent.trap, now=caller.now))
    guard_gift(sent, campaign, caller)


def guard_program(sent: Sent, campaign: Campaign, caller: Caller) -> None:
    """Do the same for a gift that a program begins: it has no form, unless it took one from our page.

    Raises:
        DeniedError: as `guard_form`.
    """
    if sent.form_key:
        guard_form(sent, campaign, caller)
    else:
        guard_gift(sent, campaign, caller)


def guard_gift(sent: Sent, campaign: Campaign, caller: Caller) -> None:
    """Do nothing for a gift that may go on, counted against its network, its address and its campaign.

    Raises:
        DeniedError: `too_fast`, `work_needed`.
    """
    where = f"give|{campaign.publication_id}"
    network = f"{where}|network|{caller.actor.network}"
    tries = _rate(f"{network}|try", TRIES, campaign)
    require(too_often(take(tries, now=caller.now)))
    require(declined_too_often(declines_of(caller.actor.network, campaign.publication_id, now=caller.now)))
    own = settings.FOLKMOOT.giving_rate
    rates = [
        _rate(network, own, campaign),
        _rate(f"{where}|email|{supporter_key(sent.email)}", own, campaign),
        _rate(f"{where}|campaign|{campaign.id}", CAMPAIGN, campaign),
    ]
    bits = work_bits(campaign.publication_id, caller)
    if bits and not _has_worked(sent, bits):
        if not _has_waited(sent, campaign, caller):
            raise DeniedError(work_needed())
        rates.append(_rate(f"{where}|waited|{campaign.id}", WAITED, campaign))
    require(too_often(take(*rates, now=caller.now)))


def work_bits(publication_id: int, caller: Caller) -> int:
    """Return how much work a gift is now; 0: none."""
    return trouble_at(publication_id, now=caller.now).bits


def _has_worked(sent: Sent, bits: int) -> bool:
    return bool(sent.form_key and sent.answer) and is_solved(sent.form_key, sent.answer, bits)


def _has_waited(sent: Sent, campaign: Campaign, caller: Caller) -> bool:
    made_at = form_made_at(sent.form_key, campaign.id)
    return made_at is not None and made_at + WAIT <= caller.now


def _rate(key: str, allowance: Allowance, campaign: Campaign) -> Rate:
    many = TEST_FACTOR if campaign.is_test else 1
    return Rate(key, allowance.count * many, allowance.per_s, allowance.burst * many)
