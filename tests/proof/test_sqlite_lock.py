"""Four processes of four threads write and checkpoint at once: nothing overlaps, nothing is lost, nothing is corrupt."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.budget import PROOF_S

pytestmark = pytest.mark.proof
PROCESSES = 4
ROOT = Path(__file__).parents[2]


def hammer(folder: Path, seconds: float, kind: str) -> list[dict]:
    """Return what each process found, after all have ended well."""
    database = str(folder / "proof.sqlite3")
    made = sqlite3.connect(database)
    made.execute("CREATE TABLE proof (number INTEGER PRIMARY KEY, filler TEXT)")
    made.close()
    command = [sys.executable, "-m", "tests.proof.sqlite_writers", database, str(seconds), kind]
    environment = {**os.environ, "FOLKMOOT_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "folkmoot.settings"}
    processes = [subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) for _ in range(PROCESSES)]
    answers = [process.communicate(timeout=seconds + 60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * PROCESSES
    return [json.loads(answer) for answer in answers]


def overlaps(found: list[dict]) -> int:
    """Return how many times somebody got the lock before its last holder had let it go."""
    intervals = sorted(tuple(interval) for each in found for interval in each["held"])
    last_end, count = 0, 0
    for begin, end in intervals:
        count += begin < last_end
        last_end = max(last_end, end)
    return count


def test_the_lock_is_never_held_twice_and_all_that_was_acknowledged_is_there(tmp_path):
    found = hammer(tmp_path, PROOF_S, "locked")
    assert overlaps(found) == 0
    assert [each["bare"] + each["errors"] for each in found] == [[]] * PROCESSES
    assert sum(each["checkpoints"] for each in found) > PROCESSES
    checked = sqlite3.connect(tmp_path / "proof.sqlite3")
    assert checked.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    stored = [number for (number,) in checked.execute("SELECT number FROM proof ORDER BY number")]
    checked.close()
    assert stored == sorted(number for each in found for number in each["kept"])
    print(f"{len(stored)} rows, {sum(len(each['held']) for each in found)} turns")


def test_without_the_lock_the_same_trace_shows_overlaps(tmp_path):
    assert overlaps(hammer(tmp_path, min(PROOF_S, 1.5), "unlocked")) > 0
