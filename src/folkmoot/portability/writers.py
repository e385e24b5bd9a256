"""Where an import's batches go: into the database, or nowhere (`--dry-run`)."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Protocol

from folkmoot.articles.commands.import_articles import ImportedMention
from folkmoot.portability.commands import import_batch
from folkmoot.portability.commands.import_batch import PlannedComment, PlannedPage
from folkmoot.portability.pace import Pace
from folkmoot.portability.queries import is_unfinished, known_pages, known_targets, threads_of_pages
from folkmoot.portability.values import Kind, Target

BREATH_S = 0.003
"""Between batches: a writer of another process asks for the lock every 2 ms and finds it free."""


class Writer(Protocol):
    """Knows what is there already, and takes batches of at most `share` of the largest."""

    thread_count: int

    @property
    def share(self) -> float:
        """Return how full the next batch may be: above 0, at most 1."""
        ...

    def known_pages(self) -> dict[str, int]:
        """Return page id by source id for what was imported before."""
        ...

    def known(self, kind: Kind, source_ids: Sequence[str]) -> Mapping[str, int]:
        """Return row id by source id for those that were imported before."""
        ...

    def thread_of(self, page_id: int, *, closed: bool) -> int:
        """Return the page's thread, opened where there is none."""
        ...

    def pages(self, planned: Sequence[PlannedPage]) -> list[int]:
        """Write pages; return their ids."""
        ...

    def comments(self, planned: Sequence[PlannedComment]) -> list[int]:
        """Write comments; return their ids."""
        ...

    def mentions(self, mentions: Sequence[tuple[str, ImportedMention]]) -> None:
        """Write (source id, mention) pairs."""
        ...

    def finish(self) -> None:
        """Tell what came in."""
        ...


class DatabaseWriter:
    """Writes, and remembers what it touched for the two facts at the end.

    Where an earlier import of the same source was cut short, its facts were never told: then everything of this
    source counts as touched.
    """

    def __init__(self, target: Target, *, now: datetime) -> None:
        """Look at what is there; nothing is written yet."""
        self.thread_count = 0
        self._target = target
        self._now = now
        self._resumes = is_unfinished(target.publication_id, target.source)
        self._begun = False
        self._pace = Pace()
        self._threads = threads_of_pages(target.publication_id, target.source)
        self._touched_pages: set[int] = set()
        self._touched_threads: set[int] = set()

    @property
    def share(self) -> float:
        """Return how full the next batch may be."""
        return self._pace.share

    def known_pages(self) -> dict[str, int]:
        """Return page id by source id for what was imported before."""
        return known_pages(self._target.publication_id, self._target.source)

    def known(self, kind: Kind, source_ids: Sequence[str]) -> Mapping[str, int]:
        """Return row id by source id for those that were imported before."""
        return known_targets(self._target.publication_id, self._target.source, kind, source_ids)

    def thread_of(self, page_id: int, *, closed: bool) -> int:
        """Return the page's thread, opened where there is none."""
        if page_id not in self._threads:
            self._begin()
            self._add_threads(import_batch.write_threads(self._target, {page_id: closed}, now=self._now))
        return self._threads[page_id]

    def pages(self, planned: Sequence[PlannedPage]) -> list[int]:
        """Write pages; return their ids."""
        self._begin()
        with self._timed():
            page_ids, threads = import_batch.write_pages(self._target, planned, now=self._now)
        self._touched_pages.update(page_ids)
        self._add_threads(threads)
        return page_ids

    def comments(self, planned: Sequence[PlannedComment]) -> list[int]:
        """Write comments; return their ids."""
        self._begin()
        self._touched_threads.update(one.comment.thread_id for one in planned)
        with self._timed():
            return import_batch.write_comments(self._target, planned, now=self._now)

    def mentions(self, mentions: Sequence[tuple[str, ImportedMention]]) -> None:
        """Write (source id, mention) pairs."""
        self._begin()
        self._touched_pages.update(mention.page_id for _source_id, mention in mentions)
        import_batch.write_mentions(self._target, mentions)

    def finish(self) -> None:
        """Tell what came in; nothing if nothing was written."""
        if self._resumes:
            self._touched_pages.update(self.known_pages().values())
            self._touched_threads.update(self._threads.values())
        if self._begun or self._resumes:
            import_batch.finish_import(
                self._target, page_ids=self._touched_pages, thread_ids=self._touched_threads, now=self._now
            )

    def _begin(self) -> None:
        if not self._begun:
            import_batch.begin_import(self._target)
            self._begun = True

    @contextmanager
    def _timed(self) -> Iterator[None]:
        started = time.monotonic()
        yield
        self._pace.learn(time.monotonic() - started)
        time.sleep(BREATH_S)

    def _add_threads(self, threads: Mapping[int, int]) -> None:
        self._threads.update(threads)
        self._touched_threads.update(threads.values())
        self.thread_count += len(threads)


class DryWriter:
    """Writes nothing; new rows get made-up ids below zero.

    Args:
        target: what to compare with, or None where there is no publication yet.
    """

    def __init__(self, target: Target | None) -> None:
        """Look at what is there."""
        self.share = 1.0
        self.thread_count = 0
        self._target = target
        self._made_up = count(-1, -1)
        self._threads = threads_of_pages(target.publication_id, target.source) if target else {}

    def known_pages(self) -> dict[str, int]:
        """Return page id by source id for what was imported before."""
        return known_pages(self._target.publication_id, self._target.source) if self._target else {}

    def known(self, kind: Kind, source_ids: Sequence[str]) -> Mapping[str, int]:
        """Return row id by source id for those that were imported before."""
        if self._target is None:
            return {}
        return known_targets(self._target.publication_id, self._target.source, kind, source_ids)

    def thread_of(self, page_id: int, *, closed: bool) -> int:  # noqa: ARG002 -- the shape is Writer's
        """Return the page's thread, or a made-up one."""
        if page_id not in self._threads:
            self._threads[page_id] = next(self._made_up)
            self.thread_count += 1
        return self._threads[page_id]

    def pages(self, planned: Sequence[PlannedPage]) -> list[int]:
        """Return made-up ids."""
        page_ids = [next(self._made_up) for _page in planned]
        for page, page_id in zip(planned, page_ids, strict=True):
            if page.opens_thread:
                self.thread_of(page_id, closed=page.closed)
        return page_ids

    def comments(self, planned: Sequence[PlannedComment]) -> list[int]:
        """Return made-up ids."""
        return [next(self._made_up) for _comment in planned]

    def mentions(self, mentions: Sequence[tuple[str, ImportedMention]]) -> None:
        """Do nothing."""

    def finish(self) -> None:
        """Do nothing."""
