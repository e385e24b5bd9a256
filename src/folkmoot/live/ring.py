"""What was said lately, in memory, so that whoever was away for a moment hears it without a query."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import islice, takewhile
from operator import attrgetter

from folkmoot.live.frames import Frame, Whom

MOST_FRAMES = 20_000  # a few megabytes
MOST_AT_ONCE = 5_000


class Ring:
    """All frames of all threads whose facts lie above `floor` and up to `head`.

    Attributes:
        floor: nothing is known of this fact and those before.
        head: the last fact that is known.
    """

    def __init__(self, most: int = MOST_FRAMES) -> None:
        """Know nothing; keep at most so many frames."""
        self.floor = self.head = 0
        self._most = most
        self._order: deque[Frame] = deque()
        self._by_whom: dict[Whom, deque[Frame]] = {}

    def begin(self, at: int) -> None:
        """Forget everything, and begin after this fact."""
        self.floor = self.head = at
        self._order.clear()
        self._by_whom.clear()

    def append(self, frames: Sequence[Frame], upto: int) -> None:
        """Add what followed; the oldest frames make room for it."""
        for frame in frames:
            self._order.append(frame)
            self._by_whom.setdefault(frame.whom, deque()).append(frame)
        self.head = upto
        while len(self._order) > self._most:
            self._forget_oldest()

    def prepend(self, frames: Sequence[Frame], after: int, upto: int) -> None:
        """Add what lies between `after` and `upto`, the floor when it was asked for; nothing if the floor has moved since."""
        if upto != self.floor or len(frames) + len(self._order) > self._most:
            return
        self.floor = after
        for frame in reversed(frames):
            self._order.appendleft(frame)
            self._by_whom.setdefault(frame.whom, deque()).appendleft(frame)

    def since(self, thread_id: int, after: int, *, publication_id: int = 0) -> tuple[bytes, ...] | None:
        """Return what was said to a thread, and to all of its publication, after a fact, in order.

        None if that is too much, or not known any more.
        """
        if after < self.floor:
            return None
        found = [*self._after((0, thread_id), after), *self._after((publication_id, 0), after)]
        if len(found) > MOST_AT_ONCE:
            return None
        return tuple(frame.words for frame in sorted(found, key=attrgetter("seq")))

    def _after(self, whom: Whom, after: int) -> list[Frame]:
        """Return the frames for these after a fact; of too many, not more than show that they are."""
        found = list(
            islice(takewhile(lambda frame: frame.seq > after, reversed(self._by_whom.get(whom, ()))), MOST_AT_ONCE + 1)
        )
        return found[::-1]

    def _forget_oldest(self) -> None:
        oldest = self._order.popleft()
        self.floor = oldest.seq
        of_whom = self._by_whom[oldest.whom]
        of_whom.popleft()
        if not of_whom:
            del self._by_whom[oldest.whom]
