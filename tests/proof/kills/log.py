"""The log of the proof: a line of JSON for each run."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PROOF = "kill -9"


def keep(log: Path | None, found: dict[str, Any]) -> None:
    """Add a run to the log, if there is one."""
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(found) + "\n")


def runs_in(log: Path | None) -> list[dict[str, Any]]:
    """Return the runs of these rounds that the log holds; other proofs may write into it, too."""
    if log is None or not log.exists():
        return []
    lines = (json.loads(line) for line in log.read_text(encoding="utf-8").splitlines())
    return [found for found in lines if found.get("proof") == PROOF]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` (0..1) of them do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[math.ceil(share * len(ordered)) - 1] if ordered else 0.0
