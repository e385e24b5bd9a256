"""What only the owner knows stands in our starting texts as `[[a hint in two pairs of brackets]]`."""

from __future__ import annotations

import re

GAP = re.compile(r"\[\[([^\[\]]{1,300})\]\]")


def gaps_in(source: str) -> tuple[str, ...]:
    """Return the hints that nobody has replaced yet, in order, each once."""
    return tuple(dict.fromkeys(" ".join(hint.split()) for hint in GAP.findall(source)))
