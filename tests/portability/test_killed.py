"""An import that is killed, wherever, and started again ends as one that nobody disturbed."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.portability.exports import comment, export, item, write
from tests.portability.running import command, environment, folkmoot, rows, trees

SEEDS = (1, 2, 3)
COMMENTS = 900
ARTICLES = 40


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    long = "".join(
        comment(n, f"c{n}", parent=n // 3, author_email=f"r{n % 50}@ferry.example") for n in range(1, COMMENTS + 1)
    )
    shorter = (item(n, inside=comment(COMMENTS + n, f"c{COMMENTS + n}")) for n in range(2, ARTICLES + 1))
    return write(tmp_path_factory.mktemp("killed"), export(item(1, inside=long), *shorter))


@pytest.fixture(scope="module")
def undisturbed(path, tmp_path_factory) -> tuple[object, object, float]:
    """Return (rows, trees, seconds that the import itself took)."""
    data = tmp_path_factory.mktemp("undisturbed")
    folkmoot(data, "migrate")
    started = time.monotonic()
    assert folkmoot(data, "import", "wxr", path).returncode == 0
    return rows(data), without_keys(trees(data)), time.monotonic() - started


def without_keys(found):
    """Each data folder has keys of its own, so the hashes differ; that they are equal where they should be, must not."""
    places: dict[object, int] = {}
    return [(*row[:6], places.setdefault(row[6], len(places)), row[7]) for row in found]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_killed_import_resumes(tmp_path, path, undisturbed, seed):
    dice = random.Random(seed)
    expected_rows, expected_trees, seconds = undisturbed
    folkmoot(tmp_path, "migrate")
    kills = 0
    for _attempt in range(4):
        process = subprocess.Popen(
            command(tmp_path, "import", "wxr", path), env=environment(), stdout=subprocess.DEVNULL
        )
        try:
            process.wait(timeout=seconds * dice.uniform(0.3, 0.95))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1

    done = folkmoot(tmp_path, "import", "wxr", path)

    assert done.returncode == 0, done.stderr
    assert kills
    assert rows(tmp_path) == expected_rows
    assert without_keys(trees(tmp_path)) == expected_trees
    told = folkmoot(tmp_path, "doctor", "--recount").stdout
    assert "All agree" in told


def test_a_resumed_import_tells_of_everything_the_killed_one_brought(tmp_path, path):
    folkmoot(tmp_path, "import", "wxr", path)
    with sqlite3.connect(tmp_path / "folkmoot.sqlite3") as connection:
        connection.execute("DELETE FROM kit_outbox")
        connection.execute(
            "INSERT INTO portability_importeditem (publication_id, source, kind, source_id, target_id)"
            " SELECT publication_id, source, 'begun', 'import', 0 FROM portability_importeditem LIMIT 1"
        )
        connection.commit()

        assert folkmoot(tmp_path, "import", "wxr", path).returncode == 0

        kinds = connection.execute("SELECT kind, json_array_length(keys) FROM kit_outbox ORDER BY id").fetchall()
        left = connection.execute("SELECT count(*) FROM portability_importeditem WHERE kind = 'begun'").fetchone()
    assert kinds == [("articles.articles_imported", ARTICLES + 2), ("discussion.comments_imported", ARTICLES)]
    assert left == (0,)
