"""A restore that dies: `python -m tests.kit.backup.dying_swap DATA STAGED N` swaps, and is gone before the Nth move.

It exits 0 when there were fewer moves.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

from folkmoot.kit.backup.manifest import Contents
from folkmoot.kit.backup.of_sqlite import SqliteEngine
from folkmoot.kit.backup.swap import swap

DEAD = 9


def main(data: Path, staged: Path, moves: int) -> None:
    numbers = count(1)

    def die_in_time(event: str, _arguments: tuple[object, ...]) -> None:
        if event == "os.rename" and next(numbers) == moves:
            os._exit(DEAD)

    sys.addaudithook(die_in_time)
    engine = SqliteEngine(data / "folkmoot.sqlite3")
    swap(data, engine, staged, Contents(migrations=(), counts={}), label="replaced-then")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
