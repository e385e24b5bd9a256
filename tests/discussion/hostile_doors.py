"""Every door through which words come into a discussion, and what each must answer whatever the words are."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import html5lib
from django.http import HttpResponse

from folkmoot.discussion.models import Comment
from folkmoot.discussion.values import BODY_MAX_CHARS
from folkmoot.readers.values import Role
from tests.discussion.browsers import Browser
from tests.discussion.callers import Program
from tests.discussion.stage import Stage
from tests.hostile import XHTML, active, as_kept, violations

MOST_WORK_S = 2.0  # of this process alone: what else the machine does must not matter
MOST_ASKED_CHARS = 6_000  # of an address; the edge refuses longer ones before anybody reads them
LINE = "application/x-www-form-urlencoded"


def can_be_kept(text: str, *, most: int = BODY_MAX_CHARS) -> bool:
    """Return whether words can be kept at all: not a NUL, not half a letter, not nothing, not more than `most` signs."""
    kept = as_kept(text).strip("\n")
    return bool(kept.strip()) and len(kept) <= most and "\0" not in kept and whole(kept)


def whole(text: str) -> bool:
    """Return whether a text can be written in UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@dataclass
class Doors:
    """Somebody who tries every door; `faults` is what went wrong, a line each."""

    stage: Stage
    browser: Browser = field(default_factory=Browser)
    desk: Browser = field(init=False)
    program: Program = field(default_factory=Program)
    faults: list[str] = field(default_factory=list)
    _seen: set[bytes] = field(default_factory=set)
    """Digests of the pages that were looked at: what comes again byte for byte is the same page, and not parsed again."""

    def __post_init__(self) -> None:
        """Become a guest at both doors, and at the desk somebody who may do all there is."""
        self.desk = Browser(account=self.stage.staff(Role.OWNER).account_id)
        self.posting = self.api_posting = f"/threads/{self.stage.thread_id}/comments"
        self.send(self.posting, body="I came by the form.")
        self.program = Program(self.program.post(self.stage.thread_id, "I came by the interface.")["guest_token"])

    def send(self, path: str, *, by: Browser | None = None, **fields: str) -> HttpResponse:
        """Send a form as a browser writes it."""
        browser, body = by or self.browser, urlencode(fields, errors="surrogatepass")
        ours = {"Sec-Fetch-Site": "same-origin"}
        return self.watch(
            path,
            fields,
            lambda: browser.client.post(path, body, content_type=LINE, headers=ours, **browser.environ),
        )

    def open(self, path: str, *, by: Browser | None = None, **query: str) -> HttpResponse:
        """Open a page or ask the interface, with words in the address."""
        asked = "&".join(f"{name}={quote(text, safe='', errors='surrogatepass')}" for name, text in query.items())
        return self.watch(path, query, lambda: (by or self.browser).get(f"{path}?{asked[:MOST_ASKED_CHARS]}"))

    def ask(self, method: str, path: str, fields: object, *, by: Program | None = None, **headers: str) -> HttpResponse:
        """Ask the interface; its answer must be one that its description knows."""
        sent = (fields, headers) if headers else fields
        return self.watch(path, sent, lambda: (by or self.program).ask(method, path, fields, **headers))

    def watch(self, path: str, sent: object, act: Callable[[], HttpResponse]) -> HttpResponse:
        """Do it; write down an answer that is a failure, slow, acts in a browser, or leads away.

        "Too fast" is a fault, too: then nobody has looked at what was sent.
        """
        began = time.process_time()
        answer = act()
        took = time.process_time() - began
        shown = f"{path} {str(sent)[:120]!r}"
        if answer.status_code >= 500 or answer.status_code == 429:
            self.faults.append(f"{answer.status_code} {shown}")
        if took > MOST_WORK_S:
            self.faults.append(f"{took:.1f} s {shown}")
        if urlsplit(answer.get("Location", "")).netloc not in ("", "testserver"):
            self.faults.append(f"leads to {answer['Location']} {shown}")
        if answer["Content-Type"].startswith("text/html"):
            self.faults += [f"{found} {shown}" for found in self._acting(answer.content)]
        return answer

    def _acting(self, page: bytes) -> list[str]:
        """Return what in a page could act; nothing for one that was looked at before."""
        digest = blake2b(page, digest_size=16).digest()
        if digest in self._seen:
            return []
        self._seen.add(digest)
        return active(html5lib.parse(page))

    def check_refusal(self, answer: HttpResponse, sent: str, name: str) -> None:
        """Write down a refused form that does not come back with exactly what was written, in one of that name's fields."""
        shown = [
            "".join(element.itertext()) if element.tag == f"{XHTML}textarea" else element.get("value", "")
            for element in html5lib.parse(answer.content).iter()
            if isinstance(element.tag, str) and element.get("name") == name and element.tag != f"{XHTML}meta"
        ]
        written = as_kept(sent.replace("\0", "\ufffd"))
        if not shown or (whole(sent) and written not in map(as_kept, shown)):
            self.faults.append(f"{name} came back as {[text[:80] for text in shown]}, was {sent[:80]!r}")

    def check_kept(self, comment_id: int, sent: str) -> None:
        """Write down words that were not kept as they were sent, and HTML beyond the list."""
        row = Comment.objects.only("source", "html").get(id=comment_id)
        if row.source != as_kept(sent).strip("\n"):
            self.faults.append(f"kept {row.source[:80]!r} of {sent[:80]!r}")
        self.faults += [f"{found} in {row.html[:120]!r}" for found in violations(row.html)]


def comments_in(window: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Yield the comments of a window as the interface tells it, with the replies that it shows."""
    for comment in window["comments"]:
        yield comment
        yield from comment["replies"]


def told(answer: HttpResponse) -> dict[str, Any]:
    """Return what an answer of the interface says."""
    found: dict[str, Any] = json.loads(answer.content)
    return found
