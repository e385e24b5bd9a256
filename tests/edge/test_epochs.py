"""The epochs: told in one process, seen in all."""

from __future__ import annotations

import subprocess
import sys

from folkmoot.edge.epochs import FILE_BYTES, SLOTS, Epochs, slots_of

TELL = """
import sys
from pathlib import Path
from folkmoot.edge.epochs import Epochs
epochs = Epochs(Path(sys.argv[1]))
epochs.tell(["thread-1"], takedown=sys.argv[2] == "takedown")
epochs.remember(7)
"""


def values(epochs, *keys):
    return tuple(map(epochs.read, slots_of(keys)))


def test_only_the_slots_of_the_key_that_was_told_change(tmp_path):
    epochs = Epochs(tmp_path / "epochs")
    one, other = values(epochs, "thread-1"), values(epochs, "thread-2")
    epochs.tell(["thread-1"])
    assert values(epochs, "thread-1")[0] != one[0]
    assert values(epochs, "thread-1")[1] == one[1]
    assert values(epochs, "thread-2") == other


def test_another_process_sees_it_at_once_and_a_new_one_finds_it(tmp_path):
    path = tmp_path / "epochs"
    epochs = Epochs(path)
    for how, changed in (("ordinary", 0), ("takedown", 1)):
        before = values(epochs, "thread-1")
        subprocess.run([sys.executable, "-c", TELL, str(path), how], check=True)
        after = values(epochs, "thread-1")
        assert [place for place in (0, 1) if before[place] != after[place]] == [changed]
    assert values(Epochs(path), "thread-1") == values(epochs, "thread-1")
    assert epochs.remembers(7)
    assert not epochs.remembers(8)


def test_telling_everything_takes_down_every_page(tmp_path):
    epochs = Epochs(tmp_path / "epochs")
    keys = [f"thread-{number}" for number in range(1000)]
    before = values(epochs, *keys)
    epochs.tell_everything()
    assert all(old != new for old, new in zip(before[1000:], values(epochs, *keys)[1000:], strict=True))


def test_a_snapshot_stays_as_it_was(tmp_path):
    epochs = Epochs(tmp_path / "epochs")
    snapshot = epochs.snapshot()
    epochs.tell(["thread-1"], takedown=True)
    places = slots_of(["thread-1"])
    assert [snapshot[place] for place in places] != [epochs.read(place) for place in places]


def test_facts_are_forgotten_by_the_time_their_place_is_needed(tmp_path):
    epochs = Epochs(tmp_path / "epochs")
    epochs.remember(1)
    epochs.remember(1 + SLOTS)
    assert not epochs.remembers(1)
    assert epochs.remembers(1 + SLOTS)


def test_all_of_the_file_is_on_the_disk_before_it_is_mapped(tmp_path):
    Epochs(tmp_path / "epochs")
    found = (tmp_path / "epochs").stat()
    assert found.st_size == FILE_BYTES
    assert found.st_blocks * 512 >= FILE_BYTES
