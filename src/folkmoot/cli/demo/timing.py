"""When things are said in the demo: reckoned back from the moment it was first started, the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from heapq import heappop, heappush
from random import Random

from folkmoot.cli.demo.script import Line

Story = Iterator[datetime]
"""What happens, with the times at which it goes on."""

SCENE_WIDTH = 0.3
"""The part of the whole time over which the roots of one scene are spread; scenes overlap."""

PRINTED_AT = timedelta(hours=6, minutes=30)
TYPICAL_ANSWER = timedelta(minutes=50)
LAST_WORD = timedelta(minutes=4)

DAY = timedelta(days=1)
NIGHT = timedelta(hours=6)
"""From midnight on nobody writes."""


def printed_at(days_ago: int, *, now: datetime) -> datetime:
    """Return the early morning of a day, so many days before `now`."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days_ago) + PRINTED_AT


def said_at(lines: Sequence[Line], *, opened_at: datetime, now: datetime, dice: Random) -> list[datetime]:
    """Return when each line was said: after the one it answers, before `now`, scenes one after the other."""
    midnight = opened_at.replace(hour=0, minute=0, second=0, microsecond=0)
    opened, latest = _awake(opened_at - midnight), _awake(now - LAST_WORD - midnight)
    scenes = 1 + max((line.scene for line in lines), default=0)
    times: list[timedelta] = []
    for line in lines:
        if line.parent is None:
            start = line.scene / max(1, scenes - 1) * (1 - SCENE_WIDTH)
            times.append(opened + (latest - opened) * (start + SCENE_WIDTH * dice.random()))
        else:
            asked = times[line.parent]
            times.append(min(asked + TYPICAL_ANSWER * dice.lognormvariate(0, 1), asked + (latest - asked) * 0.9))
    return [midnight + _by_the_clock(time) for time in times]


def _awake(time: timedelta) -> timedelta:
    """Return how much of a time that began at midnight was not night."""
    days, clock = divmod(time, DAY)
    return days * (DAY - NIGHT) + max(clock - NIGHT, timedelta(0))


def _by_the_clock(awake: timedelta) -> timedelta:
    """Return the time whose waking part is `awake`."""
    days, clock = divmod(awake, DAY - NIGHT)
    return days * DAY + NIGHT + clock


def tell(stories: Iterable[Story]) -> None:
    """Let stories happen beside each other: each says when it goes on, and nothing happens before what was earlier."""
    waiting: list[tuple[datetime, int, Story]] = []
    for number, story in enumerate(stories):
        _wait(waiting, number, story)
    while waiting:
        _at, number, story = heappop(waiting)
        _wait(waiting, number, story)


def _wait(waiting: list[tuple[datetime, int, Story]], number: int, story: Story) -> None:
    """Let a story happen up to where it goes on later; it is over where it does not."""
    at = next(story, None)
    if at is not None:
        heappush(waiting, (at, number, story))
