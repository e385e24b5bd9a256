"""How a reader gets a page that is the same for all: from the shelf at once, or as soon as it is rendered."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from folkmoot.edge.counts import Counts
from folkmoot.edge.encode import IDENTITY, coding_for
from folkmoot.edge.epochs import Epochs
from folkmoot.edge.hosts import Home
from folkmoot.edge.limits import Limits, Refusal, RefusedError, header_values
from folkmoot.edge.pages import Message, Page, Variant
from folkmoot.edge.renders import Address, BusyError, Clock, Renders
from folkmoot.edge.routes import Routes, TooManyFieldsError, normalise
from folkmoot.edge.shelf import Shelf
from folkmoot.pure.words import gettext_noop as _

MATTERS = frozenset({b"host", b"accept-encoding", b"if-none-match", b"content-length", b"transfer-encoding", b"cookie"})
SPELLINGS = 4_096
LONGEST_SPELLING_BYTES = 512
TRIES = 4
OK = 200
NO_BODY: Message = {"type": "http.response.body", "body": b""}
Spelling = tuple[bytes | None, bytes, bytes]
Messages = tuple[Message, Message]

TOO_MANY_FIELDS = Refusal(
    400, "too_many_parameters", _("This address has more parameters than any page of ours knows.")
)
BUSY = Refusal(503, "busy", _("Too many pages are being made at once. Try again in a moment."), retry_after_s=2)


class Reading:
    """The reader's way through the edge, of one process. Lives on the event loop."""

    def __init__(
        self,
        *,
        routes: Routes,
        shelf: Shelf,
        renders: Renders,
        epochs: Epochs,
        counts: Counts,
        limits: Limits,
        acted: bytes,
        clock: Clock = time.monotonic,
    ) -> None:
        """Prepare; see the classes of the parts.

        Args:
            acted: stands in the cookies of whoever has just changed something, and is shown no old copy.
        """
        self._routes = routes
        self._shelf = shelf
        self._renders = renders
        self._read = epochs.read
        self._counts = counts
        self._limits = limits
        self._acted = acted
        self._clock = clock
        self._spellings: dict[Spelling, Address] = {}

    def forget_spellings(self) -> None:
        """Find out anew what addresses mean: a host may have moved to another publication."""
        self._spellings.clear()

    def at_once(self, scope: Mapping[str, Any]) -> Messages | None:
        """Return the answer to a GET or HEAD if it stands on the shelf, ready to be sent; None for all that takes longer.

        Every hit comes this way and nothing else does, so it does no more than it must.
        """
        said: dict[bytes, bytes] = {}
        size_bytes = 0
        for name, value in scope["headers"]:
            size_bytes += len(name) + len(value)
            if name in MATTERS:
                if name in said:
                    return None
                said[name] = value
        address = self._spellings.get((said.get(b"host"), scope["raw_path"], scope["query_string"]))
        if (
            address is None
            or size_bytes > self._limits.header_bytes
            or len(scope["headers"]) > self._limits.header_count
            or b"content-length" in said  # a body, which nobody has looked at yet
            or b"transfer-encoding" in said
        ):
            return None
        page = self._shelf.get(address.key) if self._shelf.is_open else None
        if page is None:
            return None
        coding = coding_for(said.get(b"accept-encoding")) if page.is_compressible else IDENTITY
        variant = page.variants.get(coding)
        if variant is None or not self._is_servable(page, address, said.get(b"cookie", b"")):
            return None
        return self._messages(page, variant, scope["method"], said.get(b"if-none-match"))

    def find(self, scope: Mapping[str, Any], home: Home) -> Address | None:
        """Return which page is asked for; None if the answer depends on who asks.

        Raises:
            RefusedError: the query has too many parameters.
        """
        route = self._routes.find(scope["path"])
        if route is None:
            return None
        try:
            address = Address(home, scope["path"], normalise(scope["query_string"], route), route)
        except TooManyFieldsError as error:
            raise RefusedError(TOO_MANY_FIELDS) from error
        self._remember(scope, address)
        return address

    async def answer(self, scope: Mapping[str, Any], address: Address) -> Messages:
        """Return the answer to a GET or HEAD, rendered if need be.

        Raises:
            RefusedError: too many pages are being rendered, or this one changes all the time.
        """
        arrived_at = self._clock()
        headers = dict(scope["headers"])
        acted = self._acted in b";".join(header_values(scope["headers"], b"cookie"))
        self._counts.misses += 1
        for _try in range(TRIES):
            page = self._shelf.get(address.key) if self._shelf.is_open else None
            if page is None or not self._may_be_shown(page, arrived_at, old=not acted):
                try:
                    page = await self._renders.page(address)
                except BusyError:
                    break
            variant = await self._renders.variant(page, coding_for(headers.get(b"accept-encoding")), address.key)
            if self._may_be_shown(page, arrived_at, old=not acted):  # a takedown may have come while we waited
                return self._messages(page, variant, scope["method"], headers.get(b"if-none-match"))
        self._counts.refused_busy += 1
        raise RefusedError(BUSY)

    def _is_servable(self, page: Page, address: Address, cookies: bytes) -> bool:
        """Return whether a page from the shelf may be sent without waiting; have it made anew if it is out of date."""
        if page.is_current(self._read):
            page.confirmed_at = self._clock()
            self._counts.hits += 1
            return True
        too_old = self._clock() - page.confirmed_at >= page.stale_s
        if too_old or self._acted in cookies or page.is_taken_down(self._read):
            return False
        self._renders.renew(address, page)
        self._counts.stale += 1
        return True

    def _may_be_shown(self, page: Page, arrived_at: float, *, old: bool) -> bool:
        """Return whether a page answers a request that arrived at this time.

        It does if nothing has changed since its rendering began; or if that began after the request came, for then
        the change and the request were under way together; or if it is no older than its route allows, and this reader
        may be shown an `old` one. Whatever was taken down is never shown. While the shelf is shut we hear of no
        changes, so only the second holds.
        """
        if not page.may_be_kept:
            return True
        if page.is_taken_down(self._read):
            return False
        if page.began_at >= arrived_at:
            return True
        if page.generation != self._shelf.generation or not self._shelf.is_open:
            return False
        return page.is_current(self._read) or (old and self._clock() - page.confirmed_at < page.stale_s)

    def _messages(self, page: Page, variant: Variant, method: str, wanted: bytes | None) -> Messages:
        if page.rendered.status == OK and variant.answers(wanted):
            self._counts.not_modified += 1
            return variant.unchanged, NO_BODY
        return variant.start, NO_BODY if method == "HEAD" else variant.body

    def _remember(self, scope: Mapping[str, Any], address: Address) -> None:
        raw: bytes = scope["raw_path"]
        query: bytes = scope["query_string"]
        if len(raw) + len(query) <= LONGEST_SPELLING_BYTES:
            if len(self._spellings) >= SPELLINGS:
                self._spellings.clear()
            host = next(value for name, value in scope["headers"] if name == b"host")
            self._spellings[host, raw, query] = address
