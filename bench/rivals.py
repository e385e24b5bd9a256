"""The peers we measure ourselves against, started the way their own documents say."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import prose
from bench.processes import free_port, python_with, running


@dataclass(frozen=True, slots=True)
class Isso:
    """A running Isso: `gunicorn --preload isso.run`, its guard off, SQLite with its defaults."""

    pid: int
    port: int
    database: Path

    def post(self, thread: str, client: int, turn: int) -> bytes:
        """Return the request for one new comment."""
        words = json.dumps({"text": prose.text(thread, client, turn), "author": "A reader", "title": thread}).encode()
        return (
            f"POST /new?uri=%2F{thread}%2F HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(words)}\r\n\r\n"
        ).encode() + words

    def read(self, thread: str) -> bytes:
        """Return the request that its client sends for a thread: all roots, each with five replies."""
        return (
            f"GET /?uri=%2F{thread}%2F&sort=oldest&offset=0&nested_limit=5 HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{self.port}\r\nAccept-Encoding: br\r\n\r\n"
        ).encode()

    def take_over(self, thread: str, comments: Iterable[tuple[int, int | None, float, str, str]]) -> None:
        """Write a thread into its store as its own import does: (id, root or None, unix time, text, name) of each."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection, connection:
            uri = f"/{thread}/"
            connection.execute("INSERT INTO threads (uri, title) VALUES (?, ?)", (uri, thread))
            connection.executemany(
                "INSERT INTO comments (tid, id, parent, created, mode, remote_addr, text, author, voters)"
                " SELECT id, ?, ?, ?, 1, '127.0.0.0', ?, ?, zeroblob(256) FROM threads WHERE uri = ?",
                ((*comment, uri) for comment in comments),
            )

    def count(self) -> int:
        """Return how many comments are in its store."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            return int(connection.execute("SELECT count(*) FROM comments").fetchone()[0])


@contextlib.contextmanager
def isso(folder: Path, *, workers: int = 4) -> Iterator[Isso]:
    """Run Isso 0.14 with its data in `folder`; four workers are what its own container starts."""
    python = python_with("isso", "isso==0.14.0", "gunicorn==27.0.1")
    port = free_port()
    config = folder / "isso.cfg"
    config.write_text(
        f"[general]\ndbpath = {folder}/isso.db\nhost = http://127.0.0.1:{port}/\nlog-file = {folder}/isso.log\n"
        "[moderation]\nenabled = false\n[guard]\nenabled = false\n[server]\ntrusted-proxies = 127.0.0.1\n"
    )
    command = [str(python), "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "-w", str(workers), "--preload", "isso.run"]
    with running(command, port=port, environ={"ISSO_SETTINGS": str(config)}, log=folder / "isso.out") as pid:
        yield Isso(pid, port, folder / "isso.db")
