"""One stream and its reader's line, which the test opens and closes; and the ring behind all streams."""

from __future__ import annotations

import asyncio

from folkmoot.live.frames import Frame
from folkmoot.live.ring import MOST_AT_ONCE, Ring
from folkmoot.live.stream import MOST_WAITING_BYTES, Counts, Stream

THREAD, OTHER = 7, 8


class Line:
    """The way to a reader, as the server has it: `send` waits while it is full."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.free.set()
        self.heard: list[bytes] = []
        self.is_over = self.is_cut = False
        self.counts = Counts()
        self.stream = Stream(THREAD, self.send, self.cut, self.counts)

    async def send(self, message):
        await self.free.wait()
        self.heard.append(message["body"])
        self.is_over = not message["more_body"]

    def cut(self):
        self.is_cut = True


async def settle():
    """Let everything run that can."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_what_is_given_is_sent_before_one_goes_on_and_what_waits_follows_in_order():
    async def scene():
        line = Line()
        line.stream.give(b"one ")
        assert line.heard == [b"one "]
        line.free.clear()
        for words in (b"two ", b"three ", b"four"):
            line.stream.give(words)
        assert line.heard == [b"one "]
        line.free.set()
        await settle()
        assert b"".join(line.heard) == b"one two three four"
        line.stream.end()
        line.stream.give(b"too late")
        assert (line.heard[-1], line.is_over, line.is_cut) == (b"", True, False)

    asyncio.run(scene())


def test_a_reader_who_takes_nothing_is_cut_off_at_the_bound_and_keeps_nobody_waiting():
    async def scene():
        line = Line()
        line.free.clear()
        line.stream.give(b"on its way")
        line.stream.give(b"x" * MOST_WAITING_BYTES)
        assert not line.is_cut
        line.stream.give(b"x")
        assert (line.is_cut, line.counts.closed_slow) == (True, 1)
        line.stream.give(b"x")
        line.stream.end()
        line.free.set()
        await settle()
        assert (line.heard, line.counts.closed_slow) == ([b"on its way"], 1)

    asyncio.run(scene())


def test_who_takes_nothing_when_all_streams_end_is_cut_off():
    async def scene():
        line = Line()
        line.free.clear()
        line.stream.give(b"on its way")
        line.stream.end()
        assert (line.is_cut, line.is_over, line.counts.closed_slow) == (True, False, 0)
        line.free.set()
        await settle()

    asyncio.run(scene())


def frames(*seqs: int, thread_id: int = THREAD) -> list[Frame]:
    return [Frame(seq, thread_id, f"{seq} ".encode()) for seq in seqs]


def test_the_ring_knows_what_lies_above_its_floor_and_says_when_it_does_not():
    ring = Ring(most=4)
    ring.begin(10)
    ring.append(frames(11, 13), upto=14)
    assert ring.since(THREAD, 10) == (b"11 ", b"13 ")
    assert ring.since(THREAD, 11) == (b"13 ",)
    assert ring.since(OTHER, 10) == ring.since(THREAD, 14) == ring.since(THREAD, 99) == ()
    assert ring.since(THREAD, 9) is None
    ring.append([*frames(15, thread_id=OTHER), *frames(16, 17)], upto=17)
    assert (ring.floor, ring.head) == (11, 17)
    assert ring.since(THREAD, 10) is None
    assert ring.since(THREAD, 11) == (b"13 ", b"16 ", b"17 ")


def test_the_ring_is_filled_back_only_up_to_where_it_begins():
    ring = Ring(most=4)
    ring.begin(10)
    ring.append(frames(12), upto=12)
    ring.prepend(frames(4, 6), after=3, upto=9)  # asked for when the floor was another one: there would be a gap
    assert ring.floor == 10
    ring.prepend(frames(4, 6), after=3, upto=10)
    assert ring.since(THREAD, 3) == (b"4 ", b"6 ", b"12 ")
    ring.prepend(frames(1, 2), after=0, upto=3)  # there is no room
    assert ring.floor == 3


def test_nobody_is_told_more_at_once_than_anybody_wants_to_hear():
    ring = Ring()
    ring.append(frames(*range(1, MOST_AT_ONCE + 2)), upto=MOST_AT_ONCE + 1)
    assert ring.since(THREAD, 0) is None
    assert len(ring.since(THREAD, 1) or ()) == MOST_AT_ONCE
