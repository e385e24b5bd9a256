"""An import that is killed, wherever, and started again ends as one that nobody disturbed."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portability.exports import comment, export, item, write
from tests.portability.running import environment, folkmoot, rows, trees
from tests.ready_made import stand

ROOT = Path(__file__).parents[2]
SEEDS = (1, 2)
KILLS = 3
MOST_STATEMENTS = 40  # after a chunk: a batch, with the transaction around it, takes some ten
COMMENTS = 900
ARTICLES = 40


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    long = "".join(
        comment(n, f"c{n}", parent=n // 3, author_email=f"r{n % 50}@ferry.example") for n in range(1, COMMENTS + 1)
    )
    shorter = (item(n, inside=comment(COMMENTS + n, f"c{COMMENTS + n}")) for n in range(2, ARTICLES + 1))
    return write(tmp_path_factory.mktemp("killed"), export(item(1, inside=long), *shorter))


def killable(data, path, *, point: int, later: int) -> subprocess.CompletedProcess[str]:
    """Import in a process of its own that is killed there: see `tests/portability/killed.py`."""
    return subprocess.run(
        [sys.executable, "-m", "tests.portability.killed", str(point), str(later), str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment() | {"FOLKMOOT_DATA": str(data), "DJANGO_SETTINGS_MODULE": "folkmoot.settings"},
    )


@pytest.fixture(scope="module")
def undisturbed(path, tmp_path_factory) -> tuple[object, object, int]:
    """Return (rows, trees, points at which the import may be killed)."""
    data = stand(tmp_path_factory.mktemp("undisturbed"))
    done = killable(data, path, point=0, later=0)
    assert done.returncode == 0, done.stderr
    return rows(data), without_keys(trees(data)), int(done.stdout)


def without_keys(found):
    """Each data folder has keys of its own, so the hashes differ; that they are equal where they should be, must not."""
    places: dict[object, int] = {}
    return [(*row[:6], places.setdefault(row[6], len(places)), row[7]) for row in found]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_killed_import_resumes(tmp_path, path, undisturbed, seed):
    dice = random.Random(seed)
    expected_rows, expected_trees, points = undisturbed
    assert points > KILLS
    stand(tmp_path)
    for point in sorted(dice.sample(range(1, points), KILLS)):
        killed = killable(tmp_path, path, point=point, later=dice.randrange(1, MOST_STATEMENTS))
        assert killed.returncode == -signal.SIGKILL, killed.stderr

    done = folkmoot(tmp_path, "import", "wxr", path)

    assert done.returncode == 0, done.stderr
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
    assert kinds == [
        ("articles.articles_imported", ARTICLES + 2),
        ("discussion.comments_imported", 2 * ARTICLES + 1),
    ]  # each thread, lists that count it, and what gathers from many
    assert left == (0,)
