"""What `doctor` and `check --deploy` say about giving: no play money beside real money, nothing unclear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Warning  # noqa: A004 -- that is what Django calls it
from django.db import DatabaseError

from folkmoot.cli.finding import Finding
from folkmoot.funding.queries.standing import Running, count_unclear, running_campaigns

WHAT_TO_DO = "Close the one of the demo provider at /desk/campaigns/."


def check_giving() -> Iterator[Finding]:
    """Is it clear everywhere what is money and what is not?"""
    for one in running_campaigns():
        if one.test:
            yield Finding("giving", ok=not one.live, sentence=_sentence(one))
    aside, waiting = count_unclear()
    sentence = f"{aside} payments are put aside because they do not fit; {waiting} messages wait for their provider."
    if aside:
        sentence += " Look at what is put aside at /desk/gifts/."
    yield Finding("giving", ok=not aside, sentence=sentence)


def check_deployed(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:  # noqa: ARG001 -- Django's signature
    """Return an error where play money stands beside real money, and a warning where there is play money at all."""
    try:
        found = [one for one in running_campaigns() if one.test]
    except DatabaseError:  # nothing is there yet, so nobody asks for money
        return []
    return [
        Error(_sentence(one), hint=WHAT_TO_DO, id="folkmoot.E001")
        if one.live
        else Warning(_sentence(one), hint=WHAT_TO_DO, id="folkmoot.W001")
        for one in found
    ]


def _sentence(one: Running) -> str:
    if one.live:
        return (
            f"{one.publication}: “{one.test[0]}” is of the demo provider, moves no money, and runs beside "
            f"“{one.live[0]}”. {WHAT_TO_DO}"
        )
    return f"{one.publication}: “{one.test[0]}” is of the demo provider, so no money moves."
