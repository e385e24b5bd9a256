"""A house whose database is migrated already: made once for each state of the migrations, copied wherever one is needed.

Migrating an empty file takes three seconds of a processor. Tests that are not about migrating copy the file instead.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import django

ROOT = Path(__file__).parents[1]
SHELF = ROOT / ".cache" / "tests"
DATABASE = "folkmoot.sqlite3"


def stand(data: Path) -> Path:
    """Let a migrated house with nothing in it stand in `data`; return the folder."""
    data.mkdir(parents=True, exist_ok=True)
    copy_to(data / DATABASE)
    return data


def copy_to(path: Path) -> None:
    """Write a migrated, empty SQLite database to a new file."""
    shutil.copyfile(_made(), path)


@cache
def _made() -> Path:
    SHELF.mkdir(parents=True, exist_ok=True)
    path = SHELF / f"migrated-{_state()}.sqlite3"
    with (SHELF / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # other processes of the run want it at the same moment
        if not path.exists():
            for older in SHELF.glob("migrated-*.sqlite3"):
                older.unlink()
            _migrate(path)
    return path


def _migrate(path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    with tempfile.TemporaryDirectory(dir=SHELF) as folder:
        words = [sys.executable, "-m", "folkmoot", "--data", folder, "migrate", "--verbosity", "0"]
        subprocess.run(words, check=True, env=environ)
        with sqlite3.connect(Path(folder) / DATABASE) as database:
            database.execute("PRAGMA journal_mode=DELETE")  # one file holds it all
        (Path(folder) / DATABASE).replace(path)


def _state() -> str:
    """Return what a migrated database depends on: Django, our models and our migrations, all in one digest."""
    seen = hashlib.sha256(django.__version__.encode())
    rooms = ROOT / "src" / "folkmoot"
    for path in sorted([*rooms.glob("**/migrations/*.py"), *rooms.glob("**/models.py"), *rooms.glob("**/models/*.py")]):
        seen.update(path.relative_to(rooms).as_posix().encode() + path.read_bytes())
    return seen.hexdigest()[:16]
