"""All streams of one process: who follows which thread, and what they are given, on the event loop alone.

Nothing is missed and nothing is said twice, because three places in the sequence of facts are kept apart: the ring's
`head`, up to which the follower has told; each stream's `seq`, up to which it was given; and `_settled`, up to which
everybody was given. Whoever joins is given from the ring what lies between their place and the head, in one step with
being counted among the followers.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from folkmoot.kit import clock
from folkmoot.live.follower import Follower
from folkmoot.live.frames import BEAT, Frame, place, reset, retry
from folkmoot.live.reading import Batch, read_past
from folkmoot.live.ring import Ring
from folkmoot.live.stream import Counts, Stream
from folkmoot.live.threads import LookUp

BEAT_S = 15.0
AT_ONCE = 200
SHORT_PAUSE_S, LONG_PAUSE_S = 0.2, 1.0
MANY = 5_000
FIRST_RETRY_MS, MORE_MS = 2_000, 2_000

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Topic:
    """One thread that is followed, and the page and the publication it belongs to."""

    page_id: int
    publication_id: int
    streams: set[Stream] = field(default_factory=set)


class Hub:
    """Made where the application is built; comes to life with the first stream."""

    def __init__(self, look_up: LookUp, counts: Counts, *, beat_s: float = BEAT_S, ring: Ring | None = None) -> None:
        """Prepare; `look_up` runs what reads the database beside the event loop."""
        self._look_up = look_up
        self._counts = counts
        self._beat_s = beat_s
        self._ring = ring or Ring()
        self._topics: dict[int, _Topic] = {}
        self._inside = 0
        self._pending: dict[int, list[Frame]] = {}
        self._settled = 0
        self._out_of_reach = -1
        self._awake = asyncio.Event()
        self._news = asyncio.Event()
        self._reaching_back = asyncio.Lock()
        self._follower: Follower | None = None
        self._giving: asyncio.Task[None] | None = None
        self.is_closed = False

    async def join(self, stream: Stream, page_id: int, after: int | None, *, publication_id: int) -> None:
        """Count a stream among the followers of its thread, and give it what happened since the fact `after` (None: nothing).

        Call `leave` for it in any case.
        """
        self._inside += 1
        self._counts.open += 1
        self._live().go_on()
        await self._awake.wait()
        if after is not None and self._out_of_reach < after < self._ring.floor:
            await self._reach_back(after)
        head = self._ring.head
        said = () if after is None else self._ring.since(stream.thread_id, after, publication_id=publication_id)
        stream.seq = head if after is None else max(after, head)
        words = (reset(head),) if said is None else said
        stream.give(b"".join((retry(self._retry_ms()), *words, place(stream.seq))))
        self._counts.frames += len(words)
        self._topics.setdefault(stream.thread_id, _Topic(page_id, publication_id)).streams.add(stream)
        if self.is_closed:
            stream.end()

    def leave(self, stream: Stream) -> None:
        """Forget a stream that is over."""
        self._inside -= 1
        self._counts.open -= 1
        topic = self._topics.get(stream.thread_id)
        if topic is not None:
            topic.streams.discard(stream)
            if not topic.streams:
                del self._topics[stream.thread_id]
        if not self._inside and self._follower is not None:
            self._follower.rest()

    def close(self) -> None:
        """End all streams and take no more; on the event loop."""
        if not self.is_closed:
            self.is_closed = True
            if self._giving is not None:
                self._giving.cancel()
            self._awake.set()
            self._end(tuple(self._streams()))

    def stop(self) -> None:
        """Return when the follower has ended; from any thread, after `close`."""
        if self._follower is not None:
            self._follower.stop()

    def begin(self, at: int) -> None:
        """Hear that the follower goes on from here, and never tells what happened before: whoever waited for it comes back."""
        self._ring.begin(at)
        self._pending.clear()
        self._settled = at
        self._end(tuple(self._streams()))

    def take(self, batch: Batch) -> None:
        """Hear what happened next."""
        self._ring.append(batch.frames, batch.upto)
        for frame in batch.frames:
            for thread_id in self._followed(frame):
                self._pending.setdefault(thread_id, []).append(frame)
        self._news.set()
        if batch.pages or batch.hosts_changed:
            gone = [topic for topic in self._topics.values() if batch.hosts_changed or topic.page_id in batch.pages]
            self._end([stream for topic in gone for stream in topic.streams])

    def awaken(self) -> None:
        """Hear that the ring is up to date: who waits may join."""
        self._awake.set()

    def rest(self) -> None:
        """Hear that the ring grows old: who comes now waits for the follower."""
        if not self.is_closed:
            self._awake.clear()

    def _live(self) -> Follower:
        """Return the follower; with the first stream it comes into being, and so does the task that gives."""
        if self._follower is None:
            audience = _FromAnotherThread(self, asyncio.get_running_loop())
            self._follower = Follower(audience, self._pause_s)
            self._giving = asyncio.create_task(self._give())
        return self._follower

    def _pause_s(self) -> float:
        """Return how long facts are gathered: the more readers there are, the fewer times each is written to."""
        return min(LONG_PAUSE_S, max(SHORT_PAUSE_S, LONG_PAUSE_S * self._inside / MANY))

    def _retry_ms(self) -> int:
        """Return when a reader shall come back who is cut off: spread wider the more would come at once."""
        return FIRST_RETRY_MS + random.randrange(MORE_MS + self._inside)  # noqa: S311 -- spreads readers; nothing secret

    async def _reach_back(self, after: int) -> None:
        """Fill the ring back to a fact from the database: one asks, and all who came with him are served from the ring."""
        async with self._reaching_back:
            floor = self._ring.floor
            if not self._out_of_reach < after < floor:
                return
            try:
                found = await self._look_up(partial(read_past, after, floor, now=clock.now()))
            except Exception:
                log.exception("what happened before could not be read")
                return
            if found is None:
                self._out_of_reach = max(self._out_of_reach, after)
            else:
                self._ring.prepend(found, after, floor)

    async def _give(self) -> None:
        """Give what happens to those who follow, and everybody a sign of life now and then; ends by being cancelled."""
        loop = asyncio.get_running_loop()
        beat_at_s = loop.time() + self._beat_s
        while True:
            try:
                async with asyncio.timeout_at(beat_at_s):
                    await self._news.wait()
            except TimeoutError:
                await self._beat()
                beat_at_s = loop.time() + self._beat_s
                continue
            self._news.clear()
            pending, self._pending = self._pending, {}
            upto = self._ring.head
            for thread_id, frames in pending.items():
                await self._give_out(thread_id, frames)
            self._settled = upto

    async def _give_out(self, thread_id: int, frames: Sequence[Frame]) -> None:
        """Give frames of one thread to all its followers, encoded once; others are served in between."""
        topic = self._topics.get(thread_id)
        streams = tuple(topic.streams) if topic else ()
        whole, first, last = b"".join(frame.words for frame in frames), frames[0].seq, frames[-1].seq
        for some in _slices(streams):
            for stream in some:
                if stream.seq < first:
                    stream.give(whole)
                    self._counts.frames += len(frames)
                elif stream.seq < last:
                    new = [frame.words for frame in frames if frame.seq > stream.seq]
                    stream.give(b"".join(new))
                    self._counts.frames += len(new)
                stream.seq = max(stream.seq, last)
            await asyncio.sleep(0)

    async def _beat(self) -> None:
        """Show everybody that we are there.

        Whoever came back later than what they heard last, and quietly since, has heard everything up to the place that
        is said with it. Who still knows more than has happened at the second sign comes from another database, of
        before a restore; a page that was made a moment ago is ahead of the follower, too, but not for that long.
        """
        settled, head = self._settled, self._ring.head
        with_place = BEAT + place(settled)
        for some in _slices(tuple(self._streams())):
            for stream in some:
                if stream.seq > head and stream.was_ahead:
                    stream.give(reset(head))
                    stream.seq = head
                else:
                    stream.give(with_place if stream.seq <= settled else BEAT)
                    stream.seq = max(stream.seq, settled)
                stream.was_ahead = stream.seq > head
            await asyncio.sleep(0)

    def _followed(self, frame: Frame) -> tuple[int, ...]:
        """Return the threads that somebody follows and that a frame is for: its own, or all of its publication."""
        if not frame.publication_id:
            return (frame.thread_id,) if frame.thread_id in self._topics else ()
        return tuple(one for one, topic in self._topics.items() if topic.publication_id == frame.publication_id)

    def _streams(self) -> Iterator[Stream]:
        return (stream for topic in self._topics.values() for stream in topic.streams)

    def _end(self, streams: Sequence[Stream]) -> None:
        for stream in streams:
            stream.end()


def _slices(streams: Sequence[Stream]) -> Iterator[Sequence[Stream]]:
    return (streams[start : start + AT_ONCE] for start in range(0, len(streams), AT_ONCE))


class _FromAnotherThread:
    """Brings what the follower tells to the event loop, in the same order."""

    def __init__(self, hub: Hub, loop: asyncio.AbstractEventLoop) -> None:
        self._hub = hub
        self._loop = loop

    def begin(self, at: int) -> None:
        self._call(self._hub.begin, at)

    def take(self, batch: Batch) -> None:
        self._call(self._hub.take, batch)

    def awaken(self) -> None:
        self._call(self._hub.awaken)

    def rest(self) -> None:
        self._call(self._hub.rest)

    def _call(self, tell: Callable[..., None], *what: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(tell, *what)
