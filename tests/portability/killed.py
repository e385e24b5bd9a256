"""`python -m tests.portability.killed POINT LATER FILE`: an import that is killed at the same place every time.

Reading the file, chunk by chunk, counts as points from where the first thing is written. The import is killed before
the LATERth statement to the database after the POINTth chunk, or at the next chunk if there are fewer.
With POINT 0 it comes to its end and says how many points there are.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import django
from django.db import connection


class Killer:
    """Counts, and kills its own process."""

    def __init__(self, point: int, later: int) -> None:
        self.points = 0
        self._point = point
        self._left = later

    def tell(self, name: str, _done_bytes: int) -> None:
        self.points += name != "checking"
        if self._point and self.points > self._point:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, execute, *statement):
        if self._point and self.points == self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)


def main(point: int, later: int, path: Path) -> None:
    django.setup()
    from folkmoot.kit import clock
    from folkmoot.portability.wxr.destination import FindWxrDestination
    from folkmoot.portability.wxr.moved import Moves
    from folkmoot.portability.wxr.run import WxrImport

    killer = Killer(point, later)
    now, moves = clock.now(), Moves([])
    destination = FindWxrDestination(slug="", media=None, moves=moves, dry_run=False, now=now)
    with connection.execute_wrapper(killer.watch):
        WxrImport(
            path=path, include=frozenset(), moves=moves, find_destination=destination, tell=killer.tell, now=now
        ).run()
    connection.close()
    print(killer.points)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
