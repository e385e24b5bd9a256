"""Who votes how in the demo: each camp likes its own, nearly everybody likes what builds a bridge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from folkmoot.cli.demo.script import SHOWN, Camp, Line

SILENT_READERS = 90
"""Readers who vote and never write."""

ROOT_VOTES, ANSWER_VOTES = 9, 2
"""How many readers vote on a root and on an answer, on average."""

LIKES_OWN, LIKES_BRIDGE, LIKES_NEITHER, LIKES_OTHER = 0.95, 0.92, 0.75, 0.15
"""How likely a vote is an up-vote, by what the comment is to the voter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One vote: the voter's key in `voters`, the index of the line, +1 or −1."""

    voter: str
    line: int
    value: int


def voters(lines: Sequence[Line]) -> dict[str, Camp]:
    """Return everyone who votes, with their camp: those who gave a name, by what they mostly say, and silent ones."""
    said: dict[str, Counter[Camp]] = {}
    for line in lines:
        if line.name and line.camp is not Camp.BOTH:
            said.setdefault(line.name, Counter())[line.camp] += 1
    named = {name: camps.most_common(1)[0][0] for name, camps in said.items()}
    silent = (Camp.CLOSE, Camp.KEEP, Camp.CLOSE, Camp.KEEP, Camp.NEITHER)
    return named | {f"silent {number}": silent[number % len(silent)] for number in range(SILENT_READERS)}


def ballots(lines: Sequence[Line], *, dice: Random) -> list[Ballot]:
    """Return all votes, in the order of the lines. Nobody votes on their own comment, or on one that cannot be seen."""
    camps = voters(lines)
    found = []
    for index, line in enumerate(lines):
        if line.fate in SHOWN:
            typical = ROOT_VOTES if line.parent is None else ANSWER_VOTES
            count = min(len(camps) - 1, round(typical * dice.lognormvariate(0, 0.6)))
            chosen = dice.sample([voter for voter in camps if voter != line.name], count)
            found += [Ballot(voter=voter, line=index, value=_value(line.camp, camps[voter], dice)) for voter in chosen]
    return found


def _value(said: Camp, voter: Camp, dice: Random) -> int:
    return 1 if dice.random() < _chance(said, voter) else -1


def _chance(said: Camp, voter: Camp) -> float:
    if said is Camp.BOTH:
        return LIKES_BRIDGE
    if said is voter:
        return LIKES_OWN
    if Camp.NEITHER in {said, voter}:
        return LIKES_NEITHER
    return LIKES_OTHER
