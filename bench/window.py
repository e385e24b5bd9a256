"""What one page of a thread costs, in threads of 1,000 and of 100,000: queries, milliseconds, bytes.

    python -m bench.window [--rounds 15]

Both threads lie in one database and every page is asked of Django in turn, round after round; the medians are printed,
and the ratio of the large thread to the small one. No sockets and no shelf: this is the whole cost of a miss.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import django

SMALL, LARGE = 1_000, 100_000


@dataclass(slots=True)
class Page:
    """One address that is measured."""

    name: str
    size: int
    address: str
    queries: int = 0
    size_bytes: int = 0
    took_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)


def main() -> None:
    """Build two threads in a data folder of their own, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        os.environ.update(FOLKMOOT_DATA=folder, DJANGO_SETTINGS_MODULE="folkmoot.settings", FOLKMOOT_LOG_LEVEL="ERROR")
        django.setup()
        pages = [page for size in (SMALL, LARGE) for page in _pages_of_a_thread(size)]
        _measure(pages, options.rounds)
        _report(pages)


def _pages_of_a_thread(size: int) -> Iterator[Page]:
    """Yield the first and second window in each order, a filter, and the windows around the odd comments."""
    from django.test import Client

    from bench.seed import new_paper, new_thread
    from folkmoot.discussion.values import Order
    from folkmoot.kit import clock
    from tests.discussion.big_thread import fill

    slug = f"of-{size}"
    big = fill(new_thread(new_paper(), slug), now=clock.now(), size=size, deep=100, wide=size // 5)
    for order in Order:
        first = f"/articles/{slug}/?order={order}"
        html = Client().get(first, headers={"host": "127.0.0.1"}).content.decode()
        cursor = re.search(r'rel="next" href="[^"]*after=([^#"&]+)', html)
        assert cursor is not None
        yield Page(f"{order}, first window", size, first)
        yield Page(f"{order}, second window", size, f"{first}&after={cursor[1]}")
    yield Page("the author's words alone", size, f"/articles/{slug}/?filter=author")
    yield Page("a comment 100 levels down", size, f"/comments/{big.deepest_id}")
    yield Page("a comment with many replies", size, f"/comments/{big.widest_id}")


def _measure(pages: list[Page], rounds: int) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page.address)
        assert answer.status_code == 200, (page.address, answer.status_code)
        page.queries, page.size_bytes = len(asked), len(answer.content)
    for _ in range(rounds):
        for page in pages:
            begun, cpu_begun = time.perf_counter(), time.process_time()
            client.get(page.address)
            page.took_ms.append((time.perf_counter() - begun) * 1000)
            page.cpu_ms.append((time.process_time() - cpu_begun) * 1000)


def _report(pages: list[Page]) -> None:
    print(f"{'page':28} {'comments':>9} {'queries':>8} {'bytes':>8} {'CPU ms':>7} {'median ms':>10} {'slowest':>8}")
    for page in pages:
        cost = f"{statistics.median(page.cpu_ms):7.1f} {statistics.median(page.took_ms):10.1f} {max(page.took_ms):8.1f}"
        print(f"{page.name:28} {page.size:9,} {page.queries:8} {page.size_bytes:8,} {cost}")
    for small in (page for page in pages if page.size == SMALL):
        large = next(page for page in pages if page.size == LARGE and page.name == small.name)
        ratio = statistics.median(b / a for a, b in zip(small.cpu_ms, large.cpu_ms, strict=True))
        print(f"{small.name}: 100,000 / 1,000 = {ratio:.2f} (CPU)")


if __name__ == "__main__":
    main()
