"""When things are said in the demo: reckoned back from the moment it was first started, the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from folkmoot.cli.demo.script import Line

SCENE_WIDTH = 0.3
"""The part of the whole time over which the roots of one scene are spread; scenes overlap."""

PRINTED_AT = timedelta(hours=6, minutes=30)
TYPICAL_ANSWER = timedelta(minutes=50)
LAST_WORD = timedelta(minutes=4)


def printed_at(days_ago: int, *, now: datetime) -> datetime:
    """Return the early morning of a day, so many days before `now`."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days_ago) + PRINTED_AT


def said_at(lines: Sequence[Line], *, opened_at: datetime, now: datetime, dice: Random) -> list[datetime]:
    """Return when each line was said: after the one it answers, before `now`, scenes one after the other."""
    latest = now - LAST_WORD
    scenes = 1 + max((line.scene for line in lines), default=0)
    times: list[datetime] = []
    for line in lines:
        if line.parent is None:
            start = line.scene / max(1, scenes - 1) * (1 - SCENE_WIDTH)
            times.append(opened_at + (latest - opened_at) * (start + SCENE_WIDTH * dice.random()))
        else:
            asked = times[line.parent]
            times.append(min(asked + TYPICAL_ANSWER * dice.lognormvariate(0, 1), asked + (latest - asked) * 0.9))
    return times
