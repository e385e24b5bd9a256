"""What the edge has done since this process started: plain numbers, counted on the event loop, read by anyone."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """One object for each process; nothing here ever goes down.

    Attributes:
        requests: answers by the first digit of their status, `{"2xx": 12, …}`.
        hits: answered from the shelf at once, with what is current.
        not_modified: of the hits and others, those that were 304.
        stale: answered at once with a page that is being made anew.
        misses: had to wait until a page was rendered.
        coalesced: of the misses, those that waited for a rendering somebody else had begun.
        refused_busy: 503, because too many pages were being rendered.
        renders: pages rendered.
        render_s: seconds that took, all together.
        evicted: pages that made room for others.
    """

    requests: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("1xx", "2xx", "3xx", "4xx", "5xx"), 0))
    hits: int = 0
    not_modified: int = 0
    stale: int = 0
    misses: int = 0
    coalesced: int = 0
    refused_busy: int = 0
    renders: int = 0
    render_s: float = 0.0
    evicted: int = 0

    def count_answer(self, status: int) -> None:
        """Count an answer with this status."""
        self.requests[f"{status // 100}xx"] += 1
