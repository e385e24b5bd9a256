"""What reading costs, beside nginx with a file, a bare uvicorn with the same bytes, and Isso with the same comments.

    python -m bench.read [--seconds 1] [--rounds 9] [--only hit render ...] [--json FILE] [--plot]

Everything is measured in turn, round after round, so that a slow minute of the machine hits all alike. Each server has
one worker (where sixteen post, as many as `--workers` says); the CPU is that of its whole process tree. All are sent the
same request and answer the same bytes under the same headers, except Isso, whose thread comes as its client asks for it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.read import crowd, first_read, footprint, hits, plot, renders, servers
from bench.read.bars import print_bars
from bench.read.run import Run

PARTS = {
    "footprint": footprint.measure,
    "hit": hits.measure,
    "render": renders.measure,
    "first": first_read.measure,
    "crowd": crowd.measure,
}
OTHERS = ("bare", "nginx", "isso")
PLOT = Path(__file__).parents[2] / "docs" / "operate" / "read-cpu.svg"


def options() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(prog="bench.read", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=1.0, help="for each server and page, in each round")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="the parts to measure")
    parser.add_argument("--beside", nargs="*", choices=OTHERS, default=OTHERS, help="whom to start beside ours")
    parser.add_argument("--clients", type=int, default=16, help="readers at once, of pages from memory")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2, help="of ours, where sixteen post")
    parser.add_argument("--coding", choices=("br", "identity"), default="br", help="what readers accept")
    parser.add_argument("--data", type=Path, help="keep the filled data folder here, and use it again")
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    parser.add_argument("--plot", action="store_true", help=f"draw {PLOT.name} anew; needs the parts hit and render")
    return parser.parse_args()


def main() -> None:
    """Measure and report."""
    chosen = options()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        run = Run(Path(folder), chosen)
        for name in chosen.only:
            PARTS[name](run)
    print_bars(run.bars)
    if chosen.json:
        chosen.json.write_text(json.dumps(_everything(run), indent=1))
    if chosen.plot:
        PLOT.write_text(drawing(run.found), encoding="utf-8")


def _everything(run: Run) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": ["python", "-m", "bench.read", *sys.argv[1:]],
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()},
        **run.found,
        "bars": [
            {"name": bar.name, "value": bar.value, "at_most": bar.limit, "unit": bar.unit, "met": bar.met}
            for bar in run.bars
        ],
    }


def drawing(found: dict[str, Any]) -> str:
    """Return the SVG of the made-up threads: ours from the shelf and made anew, the bare server, Isso."""

    def points(cells: list[dict[str, Any]], figure: str) -> list[tuple[float, float]]:
        return [(cell["comments"], statistics.median(cell[figure])) for cell in cells if cell[figure]]

    made_up = [cell for cell in found["miss"] if not cell["real"]]
    of = {
        server: [cell for cell in found["hit"] if cell["server"] == server and not cell["real"]]
        for server in (hits.OURS, servers.BARE, hits.ISSO)
    }
    lines = [
        plot.Line("Folkmoot", "from the shelf", "accent", points(of[hits.OURS], "cpu_ms")),
        plot.Line("Folkmoot", "page made anew", "accent dashes", points(made_up, "cpu_ms")),
        plot.Line("bare uvicorn", "the same bytes", "soft dashed", points(of[servers.BARE], "cpu_ms")),
        plot.Line("Isso 0.14", _how_far(of[hits.ISSO]), "ink", points(of[hits.ISSO], "cpu_ms")),
    ]
    return plot.draw(
        lines, title="What one page costs", about="CPU of the server for one request, both axes logarithmic"
    )


def _how_far(cells: list[dict[str, Any]]) -> str:
    """Return the note on a server that sends whole threads: where it stopped answering, if it did."""
    silent = [cell["comments"] for cell in cells if cell["gave_up_after_s"]]
    return f"no answer at {min(silent):,}" if silent else "the whole thread"


if __name__ == "__main__":
    main()
