"""kill -9 again and again under load: what was acknowledged is there, once. Houses that break the promise are found out.

`FOLKMOOT_TEST_PROOF_ROUNDS` sets how many rounds there are on each database (25 on SQLite and 10 on PostgreSQL without
it), `FOLKMOOT_TEST_PROOF_SEED` the seed of the first run. With `FOLKMOOT_TEST_PROOF_LOG` each run of at most fifty
rounds leaves its line in that file, and rounds that stand there already are not run again.
"""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

import pytest

from tests.proof.kills.log import keep, percentile, runs_in
from tests.proof.kills.run import new_seed, run

pytestmark = [pytest.mark.proof, pytest.mark.long]
ROUNDS = os.environ.get("FOLKMOOT_TEST_PROOF_ROUNDS")
SEED = os.environ.get("FOLKMOOT_TEST_PROOF_SEED")
LOG = Path(os.environ["FOLKMOOT_TEST_PROOF_LOG"]) if "FOLKMOOT_TEST_PROOF_LOG" in os.environ else None
ROUNDS_A_RUN = 50
READY_WITHIN_S = 5.0
READY_WITHIN_STARTS = 4  # where others use the machine so much that an ordinary start alone takes longer than 1.25 s


@pytest.mark.parametrize(("database", "short"), [("sqlite", 25), ("postgres", 10)])
def test_nothing_is_lost_or_double_however_often_the_house_is_killed(database, short):
    runs = [found for found in runs_in(LOG) if found["database"] == database]
    left = int(ROUNDS or short) - sum(found["rounds"] for found in runs)
    seed = int(SEED or new_seed())
    while left > 0:
        print(f"{database}: seed {seed}, {min(left, ROUNDS_A_RUN)} rounds")
        runs.append(asyncio.run(run(database, min(left, ROUNDS_A_RUN), seed)))
        keep(LOG, runs[-1])
        check(runs[-1])
        left, seed = left - runs[-1]["rounds"], seed + 1
    for found in runs:
        check(found)
    ready_s = [seconds for found in runs for _, seconds in found["ready_s"]]
    start_s = max(found["start_s"] for found in runs)
    assert percentile(ready_s, 0.99) <= max(READY_WITHIN_S, READY_WITHIN_STARTS * start_s), (start_s, ready_s)


def check(found):
    """Refuse a run whose controls were not found out, or that did not try hard enough, or that found anything wrong."""
    summary = json.dumps({name: value for name, value in found.items() if name not in ("ready_s", "wrong")})
    assert found["wrong"] == {}, found["wrong"]
    for control in found["controls"].values():
        assert control["broken"] > 0, summary
    assert set(found["acknowledged"]) == {"post", "vote", "edit", "withdraw"}
    assert found["in_doubt"] > found["kept_in_doubt"], summary
    assert found["in_doubt"] >= found["rounds"], summary
