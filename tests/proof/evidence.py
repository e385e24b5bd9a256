"""Turn the log of the kill rounds into the table of `docs/operate/evidence.md`.

`python -m tests.proof.evidence LOG... [--into docs/operate/evidence.md]` prints the table, or puts it between the two
marks of that page. It counts every run of the log, also one that found something wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.proof.kills.log import percentile, runs_in

BEGIN, END = "<!-- kill rounds -->", "<!-- end of kill rounds -->"
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
WRONG = {
    "lost": "acknowledged and lost",
    "double": "there twice",
    "phantom": "there and never asked for",
    "factless": "rows without exactly their facts in the outbox",
    "miscounts": "counters that differ from a recount",
    "damage": "damage found by the database (`integrity_check`, `foreign_key_check`)",
    "surprises": "answers that do not fit (a held comment, a lost token, an odd refusal)",
}
Run = dict[str, Any]
Cell = Callable[[Sequence[Run]], str]


def table(runs: Sequence[Run]) -> str:
    """Return a table in Markdown: a column for each database, a row for each figure."""
    columns = {name: [run for run in runs if run["database"] == database] for database, name in NAMES.items()}
    columns = {name: chosen for name, chosen in columns.items() if chosen}
    rows = [(label, [cell(chosen) for chosen in columns.values()]) for label, cell in cells().items()]
    lines = [("", list(columns)), ("---", ["---"] * len(columns)), *rows]
    return "\n".join(f"| {' | '.join((label, *values))} |" for label, values in lines)


def cells() -> dict[str, Cell]:
    """Return what is shown, in order: the label, and how it is read from the runs of one database."""
    return {
        "when": lambda runs: " to ".join(sorted({run["at"][:10] for run in (runs[0], runs[-1])})),
        "machine": lambda runs: "; ".join(sorted({run["machine"] for run in runs})),
        "seeds": lambda runs: ", ".join(str(run["seed"]) for run in runs),
        "rounds of `kill -9`": lambda runs: _counts(runs, "kills"),
        "acknowledged": lambda runs: _counts(runs, "acknowledged"),
        "refused, rightly": lambda runs: _counts(runs, "refused"),
        "in doubt, asked again until decided": lambda runs: f"{_sum(runs, 'in_doubt'):,}",
        "… of these, posts that had been written": lambda runs: f"{_sum(runs, 'kept_in_doubt'):,}",
        **{f"**{words}**": _wrong(kind) for kind, words in WRONG.items()},
        "ready again, p50 · p99 · longest": _ready,
        "an ordinary start, longest": lambda runs: f"{max(run['start_s'] for run in runs):.2f} s",
        "control: answer before commit, lost": _exposed("answer before commit"),
        "control: no idempotency, there twice": _exposed("no idempotency"),
    }


def _counts(runs: Sequence[Run], what: str) -> str:
    total: Counter[str] = Counter()
    for run in runs:
        total.update(run[what])
    parts = ", ".join(f"{name} {count:,}" for name, count in sorted(total.items()))
    return f"{total.total():,} ({parts})" if parts else "0"


def _sum(runs: Sequence[Run], what: str) -> int:
    return sum(run[what] for run in runs)


def _wrong(kind: str) -> Cell:
    return lambda runs: str(sum(len(run["wrong"].get(kind, ())) for run in runs))


def _ready(runs: Sequence[Run]) -> str:
    seconds = [found for run in runs for _, found in run["ready_s"]]
    return f"{percentile(seconds, 0.5):.2f} s · {percentile(seconds, 0.99):.2f} s · {max(seconds, default=0):.2f} s"


def _exposed(control: str) -> Cell:
    def cell(runs: Sequence[Run]) -> str:
        found = [run["controls"][control] for run in runs]
        broken, kills = sum(each["broken"] for each in found), sum(each["kills"] for each in found)
        return (
            f"{broken} by {kills} kills, found out in {sum(each['broken'] > 0 for each in found)} of {len(found)} runs"
        )

    return cell


def put_into(page: Path, words: str) -> None:
    """Replace what stands between the marks of a page.

    Raises:
        ValueError: the page has no such marks.
    """
    text = page.read_text(encoding="utf-8")
    head, tail = text[: text.index(BEGIN)], text[text.index(END) :]
    page.write_text(f"{head}{BEGIN}\n{words}\n{tail}", encoding="utf-8")


def main() -> None:
    """Print the table, or put it into a page."""
    parser = argparse.ArgumentParser(description="The log of the kill rounds as a table.")
    parser.add_argument("logs", nargs="+", type=Path, metavar="LOG")
    parser.add_argument("--into", type=Path, metavar="PAGE")
    wanted = parser.parse_args()
    runs = [run for log in wanted.logs for run in runs_in(log)]
    if not runs:
        sys.exit("These logs hold no kill rounds.")
    if wanted.into:
        put_into(wanted.into, table(runs))
    else:
        print(table(runs))


if __name__ == "__main__":
    main()
