"""Whoever says nonsense to a stream hears what comes from now on, or is refused in words; nobody meets a failure."""

from __future__ import annotations

import asyncio

from tests.hostile import handful
from tests.live.listening import PATIENCE_S, listening

PLACES = (
    "-1", "0", "1e3", "0x10", "٣", "9" * 18, "9" * 400, str(2**63), str(2**64), "-9223372036854775809", "NaN", "", " ", ",",
    "1, 2", "1\t", "'; DROP TABLE outbox;--", "\0", "\x7f", "é", "\ud800",
)  # fmt: skip
METHODS = ("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "QUERY")
THREADS = ("0", "-1", "1.0", "1%00", "%D9%A3", "9" * 18, str(2**63), "9" * 30, "1/", "1//", "1;x", "..%2f1", "")
ODD_HEADS = (
    ("Last-Event-ID: 1", "Last-Event-ID: x"),
    ("Accept: text/html;q=0, image/png",),
    ("Accept-Encoding: gzip, br", "Accept-Language: " + "x" * 50),
    ("Range: bytes=0-1", "If-None-Match: *", "If-Modified-Since: never"),
    ("Authorization: Bearer " + "x" * 500, "Cookie: sessionid=%00; folkmoot-here=\xff"),
    ("Origin: null", "Sec-Fetch-Site: cross-site"),
)


async def ask(port: int, address: str, *lines: str, method: str = "GET") -> tuple[int, str]:
    """Return the status and the content type of an answer, and hang up."""
    came, goes = await asyncio.open_connection("127.0.0.1", port)
    head = "\r\n".join((f"{method} {address} HTTP/1.1", "Host: testserver", *lines, "", ""))
    goes.write(head.encode("latin-1", "replace"))
    async with asyncio.timeout(PATIENCE_S):
        first, *others = (await came.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
    goes.close()
    kinds = [line.partition(":")[2].strip() for line in others if line.startswith("content-type:")]
    return int(first.split()[1]), "".join(kinds).partition(";")[0]


def in_query(text: str) -> str:
    """Return a text as it stands in an address."""
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def test_nonsense_is_heard_out_or_refused_in_words(stage):
    words = ("".join(sign for sign in text if " " <= sign <= "~")[:200] for text in handful(1))
    places = (*PLACES, *words)
    here = f"/live/threads/{stage.thread_id}"
    hears, refused = (200, "text/event-stream"), "application/problem+json"

    async def scene(house):
        for place in places:
            status, kind = await ask(house.port, f"{here}?after={in_query(place)}")
            assert (status, kind) in (hears, (400, refused)), place
            if place.isprintable():
                assert await ask(house.port, here, f"Last-Event-ID: {place}") == hears, place
        for lines in ODD_HEADS:
            assert (await ask(house.port, here, *lines))[0] in (200, 400), lines
        for method in METHODS:
            status, kind = await ask(house.port, here, "Sec-Fetch-Site: same-origin", method=method)
            assert status in (400, 405), method
            assert (kind == refused) == (status == 405), method
        for thread in THREADS:
            status, kind = await ask(house.port, f"/live/threads/{thread}")
            assert (status, kind) in ((404, refused), (400, refused)), thread

    with listening(stage) as house:
        house.play(scene)
