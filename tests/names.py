"""Names for tests: genuine ones of many languages, and lookalikes of others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.shared import shared

GENUINE = Path(__file__).parent / "vectors" / "genuine_names.txt"
ESCAPED = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")


def genuine_names() -> list[str]:
    """Return names as people write them."""
    lines = [line for line in GENUINE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    names = [name.strip() for line in lines for name in line.partition(":")[2].split(";")]
    return [ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), name) for name in names]


def lookalikes(name: str) -> Iterator[str]:
    """Yield a name with each of its letters replaced by each that looks like it, one at a time."""
    table = json.loads(shared("hostile/confusables/latin_lookalikes.json").read_text("utf-8"))
    for place, letter in enumerate(name):
        for other in table.get(letter, ()):
            yield name[:place] + other + name[place + 1 :]


def deceiving_cases() -> list[dict[str, str]]:
    """Return the generated cases about display names: `value`, and what is expected."""
    lines = shared("hostile/generated/cases.jsonl").read_text("utf-8").splitlines()
    return [case for case in map(json.loads, lines) if case["field"] == "display_name"]
