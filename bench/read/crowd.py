"""Readers of a page into whose thread sixteen people are posting."""

from __future__ import annotations

import asyncio
import statistics
import time
from dataclasses import dataclass, field

import uvloop

from bench import load, ours
from bench.read.bars import Bar
from bench.read.flood import read
from bench.read.pages import Page, request
from bench.read.run import Run, figures

WRITERS = 16
READERS = 4
READS_PER_SECOND = 200.0
SIZE = 10_000
SHORTEST_S = 6.0
SETTLING_S = 1.5


@dataclass(slots=True)
class Crowd:
    """Sixteen who post into a thread, with and without readers of that thread's page."""

    us: ours.Folkmoot
    page: Page
    coding: str
    posts_alone: list[float] = field(default_factory=list)
    posts_among: list[float] = field(default_factory=list)
    posts_p99_ms: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    reads_p50_ms: list[float] = field(default_factory=list)
    reads_p99_ms: list[float] = field(default_factory=list)
    guests: dict[str, ours.Guests] = field(default_factory=dict)

    def measure(self, round_number: int, seconds: float) -> None:
        """Post without readers, then with readers at their pace, for `seconds` each."""
        posted, _read = self._both(round_number * 2, seconds, readers=0)
        self.posts_alone.append(posted.count(ours.CREATED) / posted.seconds)
        posted, got = self._both(round_number * 2 + 1, seconds, readers=READERS)
        assert got is not None
        self.posts_among.append(posted.count(ours.CREATED) / posted.seconds)
        self.posts_p99_ms.append(posted.percentile_ms(0.99))
        self.reads.append(len(got.latencies_ms) / got.seconds)
        self.reads_p50_ms.append(got.percentile_ms(0.50))
        self.reads_p99_ms.append(got.percentile_ms(0.99))

    def forget(self) -> None:
        """Forget the figures so far; the guests stay."""
        for figures_so_far in (self.posts_alone, self.posts_among, self.posts_p99_ms, self.reads):
            figures_so_far.clear()
        self.reads_p50_ms.clear()
        self.reads_p99_ms.clear()

    @property
    def lost_percent(self) -> float:
        """How much of their rate the posts lost to the readers, in percent: the median of the rounds."""
        pairs = zip(self.posts_alone, self.posts_among, strict=True)
        return statistics.median(100 * (1 - among / alone) for alone, among in pairs)

    def _both(self, number: int, seconds: float, *, readers: int) -> tuple[load.Result, load.Result | None]:
        guests = self.guests.setdefault("all", ours.Guests(self.us, self.page.thread, f"crowd {time.time_ns()}"))
        words = [request(self.us.port, self.page.path, self.coding)]

        async def run() -> tuple[load.Result, load.Result | None]:
            posts = load.run_in_loop(
                self.us.port,
                clients=WRITERS,
                seconds=SETTLING_S + seconds,
                make=lambda client, turn: guests.ask(number, client, turn),
                listen=guests.hear,
            )
            if not readers:
                return await posts, None
            posted, got = await asyncio.gather(posts, keep_reading(words))
            return posted, got

        async def keep_reading(words: list[bytes]) -> load.Result:
            """What the first reader of a page that nobody was reading waits for is `first_read`'s to say."""
            for span_s in (SETTLING_S, seconds):
                got = await read(self.us.port, words, clients=readers, seconds=span_s, per_second=READS_PER_SECOND)
            return got

        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(run())


def measure(run: Run) -> None:
    """Let them post and read; print what that did to either. The first round is for warming up."""
    with run.serving(run.options.workers) as us:
        crowd = Crowd(us, run.written_of(SIZE), run.options.coding)
        crowd.measure(0, SHORTEST_S)
        crowd.forget()
        for round_number in range(1, run.options.rounds + 1):
            crowd.measure(round_number, max(run.options.seconds, SHORTEST_S))
    alone, among, posts_p99, reads, p50, p99 = map(
        statistics.median,
        (crowd.posts_alone, crowd.posts_among, crowd.posts_p99_ms, crowd.reads, crowd.reads_p50_ms, crowd.reads_p99_ms),
    )
    print(f"\n{WRITERS} post into the thread of {SIZE:,}; {run.options.workers} workers, {run.options.rounds} rounds")
    print(f"without readers {alone:5.0f} posts/s")
    print(f"with readers    {among:5.0f} posts/s, p99 {posts_p99:.0f} ms; they lost {crowd.lost_percent:.0f} %")
    print(
        f"{READERS} readers       {reads:5.0f} pages/s, p50 {p50:.1f} ms, p99 {p99:.1f} ms (slowest round {max(crowd.reads_p99_ms):.1f})"
    )
    run.bars.append(Bar("while 16 post: readers' p99", p99, 25.0, "ms"))
    run.bars.append(Bar("while 200 pages/s are read: posts lose", crowd.lost_percent, 20.0, "%"))
    run.found["crowd"] = {"workers": run.options.workers, **figures(crowd)}
