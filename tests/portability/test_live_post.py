"""Readers go on posting while an import runs, and none of them waits long for it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.portability.exports import comment, export, item, write
from tests.portability.running import environment, folkmoot
from tests.ready_made import stand

LONGEST_WAIT_S = 0.5
IMPORTED = 2_500


def test_a_post_waits_at_most_half_a_second_for_an_import(tmp_path):
    folkmoot(stand(tmp_path), "import", "wxr", write(tmp_path, export(item(1, inside=comment(1)))))
    long = "".join(comment(number, f"c{number}", parent=number // 2) for number in range(2, IMPORTED + 2))
    path = write(tmp_path, export(item(1, inside=comment(1) + long)))
    poster = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("live_poster.py")), "1"],
        env=environment() | {"FOLKMOOT_DATA": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    done = folkmoot(tmp_path, "import", "wxr", path, "--json")

    told, _nothing = poster.communicate()
    assert done.returncode == poster.returncode == 0
    assert json.loads(done.stdout)["comments"]["published"] == IMPORTED
    seen = json.loads(told)
    assert seen["posts"] > 10
    assert seen["longest_s"] <= LONGEST_WAIT_S
    with sqlite3.connect(tmp_path / "folkmoot.sqlite3") as connection:
        assert connection.execute("SELECT comment_count FROM discussion_thread").fetchone() == (
            1 + IMPORTED + seen["posts"],
        )
    assert "All agree" in folkmoot(tmp_path, "doctor", "--recount").stdout
