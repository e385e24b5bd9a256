"""Folkmoot as it is served: its own command, its own data folder, its own store."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import prose
from bench.processes import free_port, running

UNLIMITED = "1000000/1 burst 1000000"


@dataclass(frozen=True, slots=True)
class Folkmoot:
    """A running Folkmoot with an empty thread and one of 100,000 comments."""

    pid: int
    port: int
    folder: Path
    empty_thread: int
    big_thread: int

    def post(self, thread: int, client: int, turn: int, *, salt: str = "") -> bytes:
        """Return the request for one new comment by a stranger, who becomes a guest by it."""
        words = json.dumps({"body": prose.text(thread, client, turn, salt), "name": "A reader"}).encode()
        return (
            f"POST /api/v1/threads/{thread}/comments HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(words)}\r\n\r\n"
        ).encode() + words

    def count(self) -> int:
        """Return how many comments are in the store."""
        with contextlib.closing(sqlite3.connect(self.folder / "folkmoot.sqlite3")) as connection:
            return int(connection.execute("SELECT count(*) FROM discussion_comment").fetchone()[0])


@contextlib.contextmanager
def folkmoot(folder: Path, *, workers: int, big: int = 100_000) -> Iterator[Folkmoot]:
    """Run Folkmoot with its data in `folder`; the big thread holds `big` comments."""
    environ = {
        **os.environ,
        "FOLKMOOT_DATA": str(folder),
        "FOLKMOOT_COMMENT_RATE": UNLIMITED,
        "FOLKMOOT_HOLD_AFTER_COMMENTS": "0",
    }
    seed = [sys.executable, "-m", "bench.seed", str(big)]
    seeded = subprocess.run(seed, env=environ, check=True, capture_output=True, text=True)
    threads = json.loads(seeded.stdout.splitlines()[-1])
    port = free_port()
    command = [sys.executable, "-m", "folkmoot", "serve", "--port", str(port), "--workers", str(workers)]
    with running(command, port=port, environ=environ, log=folder / "serve.out") as pid:
        yield Folkmoot(pid, port, folder, threads["empty"], threads["big"])
