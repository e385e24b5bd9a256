"""The peers we measure ourselves against, started the way their own documents say."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import prose
from bench.processes import free_port, python_with, running


@dataclass(frozen=True, slots=True)
class Isso:
    """A running Isso: `gunicorn -w 4 --preload isso.run`, its guard off, SQLite with its defaults."""

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

    def count(self) -> int:
        """Return how many comments are in its store."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            return int(connection.execute("SELECT count(*) FROM comments").fetchone()[0])


@contextlib.contextmanager
def isso(folder: Path) -> Iterator[Isso]:
    """Run Isso 0.14 with its data in `folder`."""
    python = python_with("isso", "isso==0.14.0", "gunicorn==27.0.1")
    port = free_port()
    config = folder / "isso.cfg"
    config.write_text(
        f"[general]\ndbpath = {folder}/isso.db\nhost = http://127.0.0.1:{port}/\nlog-file = {folder}/isso.log\n"
        "[moderation]\nenabled = false\n[guard]\nenabled = false\n[server]\ntrusted-proxies = 127.0.0.1\n"
    )
    command = [str(python), "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "-w", "4", "--preload", "isso.run"]
    with running(command, port=port, environ={"ISSO_SETTINGS": str(config)}, log=folder / "isso.out") as pid:
        yield Isso(pid, port, folder / "isso.db")
