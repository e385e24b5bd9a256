"""A place where the process dies, and only there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from folkmoot.kit.failpoints import VARIABLE, Failpoint, read_failpoint
from tests.house.sources import PACKAGE

PASSING = (
    "from folkmoot.kit.failpoints import *\nfor n in range(1, 6): reach(Failpoint.FACT_SHOWN); print(n, flush=True)"
)


def passing(failpoint: str) -> subprocess.CompletedProcess[str]:
    """Come past one place five times, in a process that counts aloud."""
    environ = {**os.environ, VARIABLE: failpoint}
    return subprocess.run([sys.executable, "-c", PASSING], env=environ, capture_output=True, text=True, check=False)


def test_the_process_dies_at_the_named_passage():
    done = passing("fact.shown:4")
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "1\n2\n3\n")


@pytest.mark.parametrize("failpoint", ["", "fact.committed:1", "fact.shown:6"])
def test_nothing_happens_without_it_elsewhere_or_before_it(failpoint):
    done = passing(failpoint)
    assert (done.returncode, done.stdout) == (0, "1\n2\n3\n4\n5\n")


@pytest.mark.parametrize("failpoint", ["fact.shone:1", "fact.shown", "fact.shown:0", "fact.shown:-1", ":1", "1"])
def test_what_is_no_place_or_no_passage_is_an_error_at_the_start(failpoint):
    with pytest.raises(ValueError, match=r"FOLKMOOT_TEST_FAILPOINT|Failpoint"):
        read_failpoint({VARIABLE: failpoint})
    assert passing(failpoint).returncode == 1


@pytest.mark.parametrize("point", Failpoint)
def test_each_place_is_somewhere_in_the_code_once(point):
    call = f"reach(Failpoint.{point.name})"
    assert sum(path.read_text(encoding="utf-8").count(call) for path in PACKAGE.rglob("*.py")) == 1
