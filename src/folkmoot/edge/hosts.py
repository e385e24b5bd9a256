"""Which publication answers to a host: a table read once and kept until an epoch says that it changed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from folkmoot.edge.epochs import Epochs, slots_of
from folkmoot.edge.voice import ENGLISH, Voice


@dataclass(frozen=True, slots=True)
class Home:
    """A publication as its pages are rendered, whatever host they were asked from.

    Attributes:
        publication_id: whose pages.
        host: the `Host` that a rendering sees.
        scheme: `http` or `https`.
        voice: how it says what the edge refuses.
        publication: what those behind the edge know it as; handed on to them, so that they need not look it up.
    """

    publication_id: int
    host: bytes
    scheme: str
    voice: Voice = field(default=ENGLISH, compare=False)
    publication: object = field(default=None, compare=False)


Find = Callable[[str], Home | None]


class Hosts:
    """The table of one process."""

    def __init__(self, load: Callable[[], Awaitable[Find]], epochs: Epochs, *, keys: Sequence[str]) -> None:
        """Prepare; nothing is read yet.

        Args:
            load: returns the table as a function from a host name (lower case, no port) to its home.
            keys: the surrogate keys of the table.
        """
        self._load = load
        self._epochs = epochs
        self._slots = slots_of(keys)
        self._seen: tuple[int, ...] = ()
        self._find: Find = lambda _host: None
        self._loading = asyncio.Lock()

    def is_current(self) -> bool:
        """Return whether the table is what the database says."""
        return self._seen == self._now()

    def known(self, host: bytes) -> Home | None:
        """Return who lived at a host when the table was last read; None if nobody did, or it was not."""
        return self._find(host_name(host))

    async def find(self, host: bytes) -> Home | None:
        """Return who lives at the value of a `Host` header, None if nobody does.

        Raises:
            Whatever `load` raises when the table cannot be read.
        """
        if not self.is_current():
            async with self._loading:
                if not self.is_current():
                    seen = self._now()  # before reading: what changes meanwhile is read again
                    self._find = await self._load()
                    self._seen = seen
        return self._find(host_name(host))

    def _now(self) -> tuple[int, ...]:
        return tuple(map(self._epochs.read, self._slots))


def host_name(host: bytes) -> str:
    """Return the name in a `Host` header: lower case, without port, brackets or a final dot; "" if unreadable."""
    try:
        name = urlsplit(f"//{host.decode('latin-1')}").hostname
    except ValueError:
        return ""
    return (name or "").rstrip(".")
