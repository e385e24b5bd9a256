"""One run of the benchmark: what it measures with, and what it found."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import ours
from bench.read.bars import Bar
from bench.read.pages import Page


class Run:
    """The data folder, the options, the pages; and the bars and figures as they come in.

    Attributes:
        pages: of made-up threads that nobody writes to, the shortest first.
        written: of made-up threads that are written to, the shortest first.
        debates: of real ones, the longest first; empty where the corpus is not at hand.
    """

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        """Fill the threads, unless the data folder of the options has them already."""
        self.folder = folder
        self.data: Path = options.data or folder / "ours"
        self.options = options
        self.bars: list[Bar] = []
        self.found: dict[str, Any] = {}
        threads = self._threads()
        self.pages = [Page(**one) for one in threads["made_up"]]
        self.written = [Page(**one) for one in threads["written"]]
        self.debates = [Page(**one) for one in threads["debates"]]
        if not self.debates:
            print("The corpus debate-60k is not at hand (FOLKMOOT_SHARED), so its lines are left out.")

    def _threads(self) -> Any:
        known = self.data / "threads.json"
        if not known.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            print("filling the threads; that takes a minute and a half ...", flush=True)
            known.write_text(json.dumps(ours.seed(self.data, "bench.read.seed")))
        return json.loads(known.read_text())

    @contextlib.contextmanager
    def serving(self, workers: int = 1) -> Iterator[ours.Folkmoot]:
        """Run ours; yield it."""
        with ours.serve(self.data, workers=workers) as (pid, port):
            yield ours.Folkmoot(pid, port, self.data, empty_thread=0, big_thread=0)

    def new_folder(self, name: str) -> Path:
        """Return an empty folder of this name, gone when the run is over."""
        folder = self.folder / name
        folder.mkdir()
        return folder

    def written_of(self, comments: int) -> Page:
        """Return the page of the thread of this many comments that is written to."""
        return next(page for page in self.written if page.comments == comments)

    @property
    def read_pages(self) -> list[Page]:
        """The made-up pages and the longest real debate."""
        return [*self.pages, *self.debates[:1]]


def figures(measured: Any) -> dict[str, Any]:
    """Return the page and every list of figures of what was measured, for JSON."""
    values = {field.name: getattr(measured, field.name) for field in dataclasses.fields(measured)}
    lists = {name: value for name, value in values.items() if isinstance(value, list)}
    return {"comments": measured.page.comments, "real": measured.page.is_real, **lists}
