"""The pages that a process keeps, bounded in bytes.

Pages begin on trial, in a quarter of the room, and move to the safe part when they are asked for again; only the
least recently asked for of each part make room. So whoever asks for ten thousand addresses once pushes out others that
were asked for once, not the pages that people read. What is missing (404) or has moved (301) never leaves the trial.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from folkmoot.edge.counts import Counts
from folkmoot.edge.pages import Page

TRIAL_SHARE = 4
LARGEST_SHARE = 8


class Shelf:
    """Pages by their addresses. For the event loop's thread; only `shut` and `reopen` may be called from others.

    Attributes:
        generation: grows when the shelf is shut and when it is opened again. A page of an earlier one is not served.
        is_open: whether anything may be served from it.
        size_bytes: what is on it, as `Page.size_bytes` counts.
    """

    def __init__(self, limit_bytes: int, counts: Counts) -> None:
        """Make an empty shelf for at most so many bytes."""
        self.limit_bytes = limit_bytes
        self.generation = 0
        self.is_open = True
        self._counts = counts
        self._emptied_for = 0
        self._trial = _Part()
        self._safe = _Part()

    @property
    def size_bytes(self) -> int:
        """Return how many bytes are on it."""
        return self._trial.size_bytes + self._safe.size_bytes

    @property
    def entries(self) -> int:
        """Return how many pages are on it."""
        return len(self._trial.pages) + len(self._safe.pages)

    def get(self, key: Hashable) -> Page | None:
        """Return the page at an address and remember that it was wanted; None if there is none, or the shelf is shut."""
        if self._emptied_for != self.generation:
            self._empty()
        safe = self._safe.pages
        page = safe.get(key)
        if page is not None:
            safe.move_to_end(key)
            return page
        page = self._trial.pages.get(key)
        if page is not None and page.lasting:
            self._trial.take(key)
            self._safe.add(key, page)
            self._make_room()
        return page

    def put(self, key: Hashable, page: Page) -> None:
        """Keep a page, in the place of an older one if there is one.

        Nothing is kept while the shelf is shut, nor what was begun before it last was; and nothing that would take an
        eighth of all the room.
        """
        if not self.is_open or page.generation != self.generation:
            return
        if self._emptied_for != self.generation:
            self._empty()
        was_safe = self._safe.take(key) is not None
        self._trial.take(key)
        if page.size_bytes <= self.limit_bytes // LARGEST_SHARE:
            (self._safe if was_safe and page.lasting else self._trial).add(key, page)
            self._make_room()

    def grown(self, key: Hashable, page: Page) -> None:
        """Count a page anew that got another coding, if it is still here."""
        for part in (self._safe, self._trial):
            if part.pages.get(key) is page:
                part.count_anew(key)
        self._make_room()

    def shut(self) -> None:
        """Serve nothing from it from now on: nobody tells us any more what changes."""
        self.is_open = False
        self.generation += 1

    def reopen(self) -> None:
        """Serve from it again, beginning with nothing."""
        self.generation += 1
        self.is_open = True

    def _empty(self) -> None:
        self._emptied_for = self.generation
        self._trial = _Part()
        self._safe = _Part()

    def _make_room(self) -> None:
        """Put the oldest of the safe part on trial again, and throw the oldest on trial out, until all fits."""
        trial_bytes = self.limit_bytes // TRIAL_SHARE
        while self._safe.size_bytes > self.limit_bytes - trial_bytes:
            self._trial.add(*self._safe.pop_oldest())
        while self._trial.size_bytes > trial_bytes:
            self._trial.pop_oldest()
            self._counts.evicted += 1


class _Part:
    """Pages in the order in which they were last asked for."""

    def __init__(self) -> None:
        self.pages: OrderedDict[Hashable, Page] = OrderedDict()
        self.size_bytes = 0
        self._sizes: dict[Hashable, int] = {}

    def add(self, key: Hashable, page: Page) -> None:
        """Add a page as the newest."""
        self.pages[key] = page
        self._sizes[key] = page.size_bytes
        self.size_bytes += self._sizes[key]

    def take(self, key: Hashable) -> Page | None:
        """Take a page out and return it, None if it is not here."""
        page = self.pages.pop(key, None)
        if page is not None:
            self.size_bytes -= self._sizes.pop(key)
        return page

    def pop_oldest(self) -> tuple[Hashable, Page]:
        """Take out the page that nobody has asked for the longest; return it with its address."""
        key = next(iter(self.pages))
        page = self.pages.pop(key)
        self.size_bytes -= self._sizes.pop(key)
        return key, page

    def count_anew(self, key: Hashable) -> None:
        """Count the bytes of one page again."""
        self.size_bytes += self.pages[key].size_bytes - self._sizes[key]
        self._sizes[key] = self.pages[key].size_bytes
