"""Those who serve stand in the data folder together; whoever replaces it stands there alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

from folkmoot.kit import presence

ARRIVE = """
import sys
from pathlib import Path
from folkmoot.kit import presence
try:
    presence.arrive(Path(sys.argv[1]))
except presence.NotAloneError as error:
    print(error)
else:
    print("arrived", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path):
    """Return a function that lets another process arrive, and gives it with what it says."""
    started = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-c", ARRIVE, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process, process.stdout.readline().strip()

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(autouse=True)
def gone(tmp_path):
    yield
    presence.leave(tmp_path)


def test_many_may_be_there_and_nobody_is_alone_then(tmp_path, other):
    presence.arrive(tmp_path)
    presence.arrive(tmp_path)
    process, said = other()
    assert said == "arrived"
    presence.leave(tmp_path)
    with pytest.raises(presence.NotAloneError, match="is running"), presence.alone(tmp_path):
        pass
    process.kill()
    process.wait()
    with presence.alone(tmp_path):
        pass


def test_who_is_alone_keeps_the_others_out(tmp_path, other):
    with presence.alone(tmp_path):
        _process, said = other()
        assert "is being restored" in said
    _process, said = other()
    assert said == "arrived"


def test_a_restore_that_was_cut_short_keeps_everyone_out_until_it_is_run_again(tmp_path):
    (tmp_path / presence.UNFINISHED).write_text("{}")
    with pytest.raises(presence.NotAloneError, match="run the same folkmoot restore again"):
        presence.arrive(tmp_path)
    with presence.alone(tmp_path):
        (tmp_path / presence.UNFINISHED).unlink()
    presence.arrive(tmp_path)


def test_a_data_folder_is_known_by_any_of_its_names(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    presence.arrive(tmp_path / "link")
    with pytest.raises(presence.NotAloneError), presence.alone(tmp_path):
        pass
