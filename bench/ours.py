"""Folkmoot as it is served: its own command, its own data folder, its own store."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import prose
from bench.processes import free_port, running

CREATED = 201
STORE = "folkmoot.sqlite3"
UNLIMITED = "1000000/1 burst 1000000"


@dataclass(frozen=True, slots=True)
class Folkmoot:
    """A running Folkmoot with an empty thread and one of 100,000 comments."""

    pid: int
    port: int
    folder: Path
    empty_thread: int
    big_thread: int

    def post(self, thread: int, client: int, turn: int, *, salt: str = "", token: str = "") -> bytes:
        """Return the request for one new comment: by a stranger, who becomes a guest by it, or by the token's guest."""
        proof = f"Authorization: Bearer {token}\r\n" if token else ""
        words = json.dumps({"body": prose.text(thread, client, turn, salt), "name": "A reader"}).encode()
        return (
            f"POST /api/v1/threads/{thread}/comments HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{proof}"
            f"Content-Type: application/json\r\nContent-Length: {len(words)}\r\n\r\n"
        ).encode() + words

    def count(self) -> int:
        """Return how many comments are in the store."""
        with contextlib.closing(sqlite3.connect(self.folder / STORE)) as connection:
            return int(connection.execute("SELECT count(*) FROM discussion_comment").fetchone()[0])


@dataclass(slots=True)
class Guests:
    """Clients that keep the token of their first post and show it with the next ones, as a browser keeps its cookie."""

    us: Folkmoot
    thread: int
    label: str
    tokens: dict[int, str] = field(default_factory=dict)

    def ask(self, round_number: int, client: int, turn: int) -> bytes:
        """Return the client's next request."""
        number = turn * 1000 + round_number
        return self.us.post(self.thread, client, number, salt=self.label, token=self.tokens.get(client, ""))

    def hear(self, client: int, status: int, body: bytes) -> None:
        """Keep the token of a first post."""
        if status == CREATED and client not in self.tokens:
            self.tokens[client] = json.loads(body)["guest_token"]


@contextlib.contextmanager
def serve(folder: Path, *, workers: int, log: str = "serve.out") -> Iterator[tuple[int, int]]:
    """Run `folkmoot serve` on this data folder, nobody's comments limited or held; yield its pid and port."""
    port = free_port()
    with running(serve_command(port, workers), port=port, environ=environ_of(folder), log=folder / log) as pid:
        yield pid, port


def serve_command(port: int, workers: int) -> list[str]:
    """Return how Folkmoot is started."""
    return [sys.executable, "-m", "folkmoot", "serve", "--port", str(port), "--workers", str(workers)]


def environ_of(folder: Path) -> dict[str, str]:
    """Return the environment of whatever works on this data folder."""
    return {
        **os.environ,
        "FOLKMOOT_DATA": str(folder),
        "FOLKMOOT_COMMENT_RATE": UNLIMITED,
        "FOLKMOOT_VOTE_RATE": UNLIMITED,
        "FOLKMOOT_HOLD_AFTER_COMMENTS": "0",
    }


def seed(folder: Path, module: str, *arguments: str) -> Any:
    """Run a module that fills this data folder, and return the JSON of its last line."""
    command = [sys.executable, "-m", module, *arguments]
    seeded = subprocess.run(command, env=environ_of(folder), check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(seeded.stdout.splitlines()[-1])


@contextlib.contextmanager
def folkmoot(folder: Path, *, workers: int, big: int = 100_000) -> Iterator[Folkmoot]:
    """Run Folkmoot with its data in `folder`; the big thread holds `big` comments."""
    threads = seed(folder, "bench.seed", str(big))
    with serve(folder, workers=workers) as (pid, port):
        yield Folkmoot(pid, port, folder, threads["empty"], threads["big"])
