"""Brings what the edge and the streams have counted to `/metrics`: they know nothing of it."""

from __future__ import annotations

from collections import Counter

from folkmoot.edge.counts import Counts
from folkmoot.edge.shelf import Shelf
from folkmoot.kit.metrics.board import Slate
from folkmoot.kit.metrics.figures import NS, SHELF, request_figure
from folkmoot.kit.metrics.report import Source
from folkmoot.live.stream import Counts as LiveCounts

ALIKE = ("hits", "not_modified", "stale", "misses", "coalesced", "refused_busy", "renders", "evicted")
"""Figures that both call by the same name."""


def edge_figures(counts: Counts, shelf: Shelf) -> Source:
    """Return what the reporter calls every second; it only reads, so the event loop need not wait for it."""

    def report(slate: Slate) -> None:
        answers: Counter[str] = Counter()
        for (method, status), times in counts.at_once.copy().items():
            answers[request_figure(method, status, by=SHELF)] += times
        for name, times in answers.items():
            slate.carry(name, times)
        for name in ALIKE:
            slate.carry(name, getattr(counts, name))
        slate.carry("render_ns", int(counts.render_s * NS))
        slate.show("shelf_bytes", shelf.size_bytes)
        slate.show("shelf_entries", shelf.entries)

    return report


def live_figures(counts: LiveCounts) -> Source:
    """Return the same for the streams of this process."""

    def report(slate: Slate) -> None:
        slate.show("live_open", counts.open)
        slate.carry("live_frames", counts.frames)
        slate.carry("live_slow", counts.closed_slow)
        slate.carry("live_refused", counts.refused)

    return report
