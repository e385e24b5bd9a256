"""The pages that are read, and an exact copy of what ours answers, for others to send."""

from __future__ import annotations

import http.client
from dataclasses import dataclass

BROWSER = (
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Language: en-GB,en;q=0.5\r\n"
    "Sec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Site: none\r\n"
)


@dataclass(frozen=True, slots=True)
class Page:
    """The article page of one thread: its first window."""

    slug: str
    thread: int
    comments: int

    @property
    def path(self) -> str:
        """Where a reader finds it."""
        return f"/articles/{self.slug}/"

    @property
    def label(self) -> str:
        """How tables name it."""
        return f"{self.comments:,}" + (" (debate-60k)" if self.is_real else "")

    @property
    def is_real(self) -> bool:
        """Whether people once wrote it."""
        return self.slug.startswith("debate-")


@dataclass(frozen=True, slots=True)
class Copy:
    """One answer: headers in lower case, and the body as it was on the wire."""

    headers: tuple[tuple[str, str], ...]
    body: bytes


def request(port: int, path: str, coding: str) -> bytes:
    """Return what a browser sends for a page; `coding` is `br`, or `identity` for none."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: {coding}\r\n{BROWSER}\r\n".encode()


def copy_of(port: int, path: str, coding: str) -> Copy:
    """Return the second answer to this request, which comes from the shelf.

    Raises:
        ValueError: the answer is not a 200.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(2):
        connection.request("GET", path, headers={"Accept-Encoding": coding})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            message = f"{path} answered {answer.status}"
            raise ValueError(message)
    connection.close()
    return Copy(tuple((name.lower(), value) for name, value in answer.getheaders()), body)
