"""A page as it is kept: its bytes in each coding, and what the epochs of its keys were before it was rendered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from folkmoot.edge.encode import IDENTITY, compress, is_compressible

Header = tuple[bytes, bytes]
Message = Mapping[str, Any]

KEPT_STATUSES = (200, 301, 404, 410, 451)
NOT_MODIFIED = 304
OURS = (b"content-length", b"vary", b"set-cookie", b"date", b"x-request-id", b"etag")
SENT_WITH_304 = (b"cache-control", b"surrogate-key", b"content-location", b"expires")
OVERHEAD_BYTES = 2_048  # Python's own, for a page and its messages, roughly


@dataclass(frozen=True, slots=True)
class Rendered:
    """What Django answered, whole."""

    status: int
    headers: Sequence[Header]
    body: bytes

    def header(self, name: bytes) -> bytes:
        """Return a header's value; names in lower case; empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), b"")

    def may_be_kept(self) -> bool:
        """Return whether this may be shown to anybody else: it says so itself, sets no cookie, varies by nothing."""
        vary = self.header(b"vary").strip().lower()
        return (
            self.status in KEPT_STATUSES
            and b"public" in self.header(b"cache-control")
            and not self.header(b"set-cookie")
            and vary in (b"", b"accept-encoding")
        )

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the keys under which it changes."""
        return tuple(self.header(b"surrogate-key").decode("latin-1").split())


@dataclass(frozen=True, slots=True)
class Variant:
    """A page in one coding, as the messages to send."""

    etag: bytes
    start: Message
    body: Message
    unchanged: Message
    size_bytes: int

    def answers(self, wanted: bytes | None) -> bool:
        """Return whether an `If-None-Match` names this variant (compared weakly, RFC 9110 §13.1.2)."""
        if wanted is None:
            return False
        return wanted == self.etag or wanted.strip() == b"*" or self.etag in _etags(wanted)


class Page:
    """One rendered page.

    Attributes:
        began_at: when its rendering began, on the edge's clock.
        render_s: how long that took.
        confirmed_at: when it was last known to be current.
        slots: where its epochs are: half of them ordinary ones, half of takedowns.
        seen: what stood there before its rendering began.
        stale_s: how old it may be shown while it is made anew.
        generation: the shelf's, when its rendering began.
        may_be_kept: see `Rendered`.
        is_compressible: whether it is kept in codings, too.
        lasting: whether it may push others off the shelf; what is missing or moved may not.
        in_the_making: codings that are being made.
        renewing: whether a rendering that replaces it is on its way.
    """

    __slots__ = (
        "began_at",
        "confirmed_at",
        "generation",
        "in_the_making",
        "is_compressible",
        "lasting",
        "may_be_kept",
        "render_s",
        "rendered",
        "renewing",
        "seen",
        "slots",
        "stale_s",
        "variants",
    )

    def __init__(
        self,
        rendered: Rendered,
        *,
        slots: tuple[int, ...],
        seen: tuple[int, ...],
        began_at: float,
        render_s: float,
        stale_s: float,
        generation: int,
    ) -> None:
        """Make the page with its plain variant; codings are added when they are first wanted."""
        self.rendered = rendered
        self.slots = slots
        self.seen = seen
        self.began_at = self.confirmed_at = began_at
        self.render_s = render_s
        self.stale_s = stale_s
        self.generation = generation
        self.may_be_kept = rendered.may_be_kept()
        self.is_compressible = is_compressible(rendered.header(b"content-type"), len(rendered.body))
        self.lasting = rendered.status == KEPT_STATUSES[0]
        self.in_the_making: dict[str, asyncio.Future[Variant]] = {}
        self.renewing = False
        self.variants = {IDENTITY: _variant(rendered, IDENTITY, rendered.body)}

    def is_current(self, read: Callable[[int], int]) -> bool:
        """Return whether nothing it shows has changed; `read` gives an epoch's value."""
        return tuple(map(read, self.slots)) == self.seen

    def is_taken_down(self, read: Callable[[int], int]) -> bool:
        """Return whether something it may show was taken down."""
        half = len(self.slots) // 2
        return tuple(map(read, self.slots[half:])) != self.seen[half:]

    def add_variant(self, coding: str) -> Variant:
        """Compress and return the variant of this coding. Slow: not on the event loop."""
        for_ever = b"immutable" in self.rendered.header(b"cache-control")
        variant = _variant(self.rendered, coding, compress(self.rendered.body, coding, for_ever=for_ever))
        self.variants[coding] = variant
        return variant

    @property
    def size_bytes(self) -> int:
        """Return roughly how much memory it takes."""
        return OVERHEAD_BYTES + sum(variant.size_bytes for variant in list(self.variants.values()))


def _variant(rendered: Rendered, coding: str, body: bytes) -> Variant:
    digest = blake2b(rendered.body, digest_size=12).hexdigest()
    etag = f'"{digest}-{coding}"'.encode() if coding else f'"{digest}"'.encode()
    own = [(name.lower(), value) for name, value in rendered.headers if name.lower() not in OURS]
    about: list[Header] = []
    if is_compressible(rendered.header(b"content-type"), len(rendered.body)):
        about.append((b"vary", b"accept-encoding"))
    if rendered.may_be_kept():
        about.append((b"etag", etag))
    length = (b"content-length", str(len(body)).encode())
    coded = [(b"content-encoding", coding.encode())] if coding else []
    kept_in_304 = [pair for pair in own if pair[0] in SENT_WITH_304]
    return Variant(
        etag=etag,
        start={
            "type": "http.response.start",
            "status": rendered.status,
            "headers": [*own, *about, *coded, length],
        },
        body={"type": "http.response.body", "body": body},
        unchanged={"type": "http.response.start", "status": NOT_MODIFIED, "headers": [*kept_in_304, *about]},
        size_bytes=len(body),
    )


def _etags(wanted: bytes) -> list[bytes]:
    return [part.strip().removeprefix(b"W/") for part in wanted.split(b",")]
