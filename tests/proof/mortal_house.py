"""The process of `lives.py`, seen from outside: one life after the other on the same port."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60
WITHOUT_LIMITS = {
    "FOLKMOOT_COMMENT_RATE": "1000000/1 burst 1000000",
    "FOLKMOOT_VOTE_RATE": "1000000/1 burst 1000000",
    "FOLKMOOT_HOLD_AFTER_COMMENTS": "0",
}


class MortalHouse:
    """Clients who come between two lives wait in line: the port is never closed.

    Attributes:
        port: on 127.0.0.1.
        pid: of the life that there is, else 0.
    """

    def __init__(self, database: str, *prefix: str, log: Path | None = None, **environ: str) -> None:
        """Load the house for this database.

        Args:
            database: file or name.
            prefix: a command that runs it, strace for instance.
            log: where standard error goes instead of our own.
            environ: is added to the environment.
        """
        errors = log.open("ab") if log else None
        self._process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "tests.proof.lives", database],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "folkmoot.settings", **WITHOUT_LIMITS, **environ},
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
        if errors:
            errors.close()
        self.pid = 0
        self.port = self._hear()["port"]

    def live(self, failpoint: str = "", *words: str) -> None:
        """Begin a life: the whole house on the port, or a command."""
        self._process.stdin.write(json.dumps({"failpoint": failpoint, "words": words}).encode() + b"\n")
        self.pid = self._hear()["pid"]

    def ended(self) -> int:
        """Wait for the life's end and return how it ended: an exit code, or −9 for one that was killed."""
        code = self._hear()["ended"]
        self.pid = 0
        return code

    def kill(self) -> None:
        """End the life that there is, if any."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self.ended()

    def close(self) -> None:
        """End everything."""
        self.kill()
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _hear(self) -> dict[str, int]:
        """Return the next thing it says; unbuffered, so that `select` sees what is there."""
        assert select.select([self._process.stdout], [], [], PATIENCE_S)[0], "the life neither ends nor speaks"
        return json.loads(self._process.stdout.readline())
