"""Making pages: each once however many wait for it, a few at a time, and not more often than readers notice."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import quote

from folkmoot.edge.counts import Counts
from folkmoot.edge.encode import IDENTITY
from folkmoot.edge.epochs import Epochs, slots_of
from folkmoot.edge.hosts import Home
from folkmoot.edge.pages import Page, Rendered, Variant
from folkmoot.edge.routes import Route
from folkmoot.edge.shelf import Shelf

AT_ONCE = 8
PATIENCE_S = 2.0
REST_SHARE = 8  # after a rendering that took t, a page rests for 8 t, so one busy page costs a ninth of one core
LONGEST_REST_S = 0.5

Render = Callable[[dict[str, Any]], Awaitable[Rendered]]
Clock = Callable[[], float]
Key = tuple[int, str, str]


class BusyError(Exception):
    """Too many pages are being rendered; this one would have waited too long."""


@dataclass(frozen=True, slots=True)
class Address:
    """What is asked for, however it was spelt.

    Attributes:
        path: unescaped.
        query: normalised.
        key: the place of this page on the shelf.
    """

    home: Home
    path: str
    query: str
    route: Route
    key: Key = field(init=False)

    def __post_init__(self) -> None:
        """Make the key once: every hit needs it."""
        object.__setattr__(self, "key", (self.home.publication_id, self.path, self.query))

    def scope(self) -> dict[str, Any]:
        """Return the request that everybody's copy is rendered from: no cookie, no proof, no wish of one reader."""
        return {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "scheme": self.home.scheme,
            "path": self.path,
            "raw_path": quote(self.path).encode(),
            "root_path": "",
            "query_string": self.query.encode(),
            "headers": [(b"host", self.home.host)],
            "client": None,
            "server": None,
        }


class Renders:
    """Whoever makes pages, of one process. Lives on the event loop."""

    def __init__(
        self,
        render: Render,
        *,
        shelf: Shelf,
        epochs: Epochs,
        counts: Counts,
        always: tuple[str, ...] = (),
        clock: Clock = time.monotonic,
    ) -> None:
        """Prepare.

        Args:
            render: answers a synthetic request.
            always: surrogate keys that every page has, whatever it says itself.
        """
        self._render = render
        self._shelf = shelf
        self._epochs = epochs
        self._counts = counts
        self._always = always
        self._clock = clock
        self._room = asyncio.Semaphore(AT_ONCE)
        self._flights: dict[Key, asyncio.Task[Page]] = {}

    async def page(self, address: Address) -> Page:
        """Return the page, rendered once for all who wait; whoever goes away stops nothing.

        Raises:
            BusyError: too many others are being rendered.
        """
        flight = self._flights.get(address.key)
        if flight is None or flight.done():  # what has just landed, and may not be shown, would never be another page
            flight = self._begin(address)
        else:
            self._counts.coalesced += 1
        return await asyncio.shield(flight)

    def renew(self, address: Address, page: Page) -> None:
        """Have a page made anew beside those who read the old one: after its rest, once.

        The rest ends so early that, if making it takes half as long again, nobody has to wait for it; but it is never
        shorter than the making.
        """
        if not page.renewing:
            page.renewing = True
            in_time_s = max(page.stale_s - 3 * page.render_s, page.render_s)
            rest_s = min(page.render_s * REST_SHARE, LONGEST_REST_S, in_time_s)
            wait_s = max(0.0, page.began_at + page.render_s + rest_s - self._clock())
            asyncio.get_running_loop().call_later(wait_s, self._renew_now, address, page)

    async def variant(self, page: Page, coding: str, key: Key) -> Variant:
        """Return the page in a coding, if it can have one; compressed once, beside the event loop, when first wanted."""
        wanted = coding if page.is_compressible else IDENTITY
        if wanted in page.variants:
            return page.variants[wanted]
        making = page.in_the_making.get(wanted)
        if making is None:
            making = asyncio.get_running_loop().run_in_executor(None, page.add_variant, wanted)
            page.in_the_making[wanted] = making
            making.add_done_callback(lambda _made: self._shelf.grown(key, page))
        return await asyncio.shield(making)

    def _renew_now(self, address: Address, page: Page) -> None:
        page.renewing = False  # should this one fail, the next reader of the old one tries again
        if address.key not in self._flights:
            self._begin(address)

    def _begin(self, address: Address) -> asyncio.Task[Page]:
        flight = asyncio.get_running_loop().create_task(self._fly(address))
        self._flights[address.key] = flight
        flight.add_done_callback(partial(self._land, address.key))
        return flight

    def _land(self, key: Key, flight: asyncio.Task[Page]) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]
        if not flight.cancelled():
            flight.exception()  # whoever waits for it has it, too; nobody may be waiting

    async def _fly(self, address: Address) -> Page:
        try:
            await asyncio.wait_for(self._room.acquire(), PATIENCE_S)
        except TimeoutError as error:
            raise BusyError from error
        try:
            page = await self._make(address)
        finally:
            self._room.release()
        if page.may_be_kept:
            old = self._shelf.get(address.key)
            for coding in tuple(old.variants) if old is not None else ():
                await self.variant(page, coding, address.key)  # its readers shall not wait for it again
            self._shelf.put(address.key, page)
        return page

    async def _make(self, address: Address) -> Page:
        """Render. What the epochs were is read first: a page that raced a write is out of date from its birth."""
        generation = self._shelf.generation
        began_at = self._clock()
        before = self._epochs.snapshot()
        rendered = await self._render(address.scope())
        render_s = self._clock() - began_at
        self._counts.renders += 1
        self._counts.render_s += render_s
        slots = slots_of((*self._always, *rendered.surrogate_keys()))
        return Page(
            rendered,
            slots=slots,
            seen=tuple(map(before.__getitem__, slots)),
            began_at=began_at,
            render_s=render_s,
            stale_s=address.route.stale_s,
            generation=generation,
        )
