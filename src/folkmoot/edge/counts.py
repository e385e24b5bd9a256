"""What the edge has done since this process started: plain numbers, counted on the event loop, read by anyone."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """One object for each process; nothing here ever goes down.

    Attributes:
        at_once: answers that no log line is written for, by method and status: those of `hits` and `stale`.
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

    at_once: dict[tuple[str, int], int] = field(default_factory=dict)
    hits: int = 0
    not_modified: int = 0
    stale: int = 0
    misses: int = 0
    coalesced: int = 0
    refused_busy: int = 0
    renders: int = 0
    render_s: float = 0.0
    evicted: int = 0

    def count_at_once(self, method: str, status: int) -> None:
        """Count an answer from the shelf."""
        self.at_once[method, status] = self.at_once.get((method, status), 0) + 1
