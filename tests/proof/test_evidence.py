"""The table of evidence says what the log says."""

from __future__ import annotations

import pytest

from tests.proof.evidence import BEGIN, END, put_into, table
from tests.proof.kills.log import keep, runs_in


def a_run(**more):
    exposed = {"broken": 3, "acknowledged": 40, "kills": 1}
    return {
        "proof": "kill -9",
        "at": "2026-11-23T12:00:00+00:00",
        "seed": 7,
        "database": "sqlite",
        "machine": "2 cores",
        "controls": {"answer before commit": exposed, "no idempotency": {**exposed, "broken": 0}},
        "rounds": 2,
        "kills": {"worker": 1, "group": 1},
        "acknowledged": {"post": 1000, "vote": 5},
        "refused": {},
        "in_doubt": 9,
        "kept_in_doubt": 4,
        "start_s": 1.25,
        "ready_s": [["worker", 0.5], ["group", 2.5]],
        "wrong": {},
        **more,
    }


def row(words, label):
    return next(line for line in words.splitlines() if label in line)


def test_runs_are_added_up_for_each_database():
    words = table([a_run(), a_run(seed=8), a_run(database="postgres", wrong={"lost": ["m1", "m2"]})])
    assert row(words, "rounds").endswith("| 4 (group 2, worker 2) | 2 (group 1, worker 1) |")
    assert row(words, "acknowledged |").endswith("| 2,010 (post 2,000, vote 10) | 1,005 (post 1,000, vote 5) |")
    assert row(words, "lost**").endswith("| 0 | 2 |")
    assert row(words, "ready again").endswith("| 0.50 s · 2.50 s · 2.50 s | 0.50 s · 2.50 s · 2.50 s |")
    assert row(words, "no idempotency").endswith("found out in 0 of 2 runs | 0 by 1 kills, found out in 0 of 1 runs |")


def test_a_log_is_read_back_and_leaves_other_proofs_alone(tmp_path):
    log = tmp_path / "new" / "proof.jsonl"
    assert runs_in(log) == []
    keep(log, a_run())
    keep(log, {"proof": "another"})
    assert runs_in(log) == [a_run()]


def test_the_table_goes_between_the_marks_of_a_page(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    put_into(page, "new")
    assert page.read_text() == f"before\n{BEGIN}\nnew\n{END}\nafter\n"
    page.write_text("no marks")
    with pytest.raises(ValueError, match="not found"):
        put_into(page, "new")
