"""What carries requests to the fake: keys, versions, idempotency, and all that can go wrong on the way."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import stripe

from tests.funding.contract.fake_stripe.answers import ANSWERS
from tests.funding.contract.fake_stripe.books import ApiError, Books
from tests.funding.contract.fake_stripe.words import read_form, refuse_unknown

Answer = tuple[str, int, Mapping[str, str]]
KEYS_KEPT = timedelta(hours=24)
IDS = re.compile(r"^(/v1/(?:checkout/|billing_portal/)?(?!checkout/|billing_portal/)[a-z_]+)/([^/]+)(.*)$")


@dataclass(frozen=True)
class Kept:
    """The answer that an idempotency key leads to."""

    request: str
    answer: Answer
    at: datetime


class FakeStripe(stripe.HTTPClient):
    """Stripe in memory.

    Attributes:
        troubles: what befalls the next requests: `lost` before it arrives, `unheard` when its answer is lost, or a status.
        asked: all requests that arrived.
        headers: what came with each of them.
    """

    name = "fake"

    def __init__(self, books: Books, key: str) -> None:
        """Answer for one account."""
        super().__init__()
        self.books, self._key = books, key
        self.troubles: deque[str | int] = deque()
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.headers: list[Mapping[str, str]] = []
        self._kept: dict[str, Kept] = {}

    def _sleep_time_seconds(self, num_retries: int) -> float:
        """Return that nobody waits in tests."""
        return 0

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, *, _usage: Any = None
    ) -> Answer:
        """Return body, status and headers, as the real carrier does."""
        assert headers is not None
        trouble = self.troubles.popleft() if self.troubles else ""
        if trouble == "lost":
            raise _broken()
        if isinstance(trouble, int):
            return _error(ApiError(trouble, "Something went wrong on our end.", kind="api_error"))
        answer = self._answer(method, url, headers, post_data or "")
        if trouble == "unheard":
            raise _broken()
        return answer

    def close(self) -> None:
        """There is nothing to close."""

    def _answer(self, method: str, url: str, headers: Mapping[str, str], form: str) -> Answer:
        parts = urlsplit(url)
        self.headers.append(headers)
        words = read_form(form or parts.query)
        self.asked.append((f"{method} {parts.path}", words))
        try:
            self._require_right(headers)
            return self._once(method, parts.path, words, headers.get("Idempotency-Key", ""))
        except ApiError as error:
            return _error(error)

    def _require_right(self, headers: Mapping[str, str]) -> None:
        if headers["Authorization"] != f"Bearer {self._key}":
            raise ApiError(401, "Invalid API Key provided")
        if headers.get("Stripe-Version") != "2026-10-28.endive":
            raise ApiError(400, "this fake speaks one version only")

    def _once(self, method: str, path: str, words: dict[str, Any], key: str) -> Answer:
        """Answer, for a POST with a known key as before. What is refused unread is not kept."""
        request = f"{method} {path} {json.dumps(words, sort_keys=True)}"
        kept = self._kept.get(key) if method == "post" else None
        if kept and self.books.now - kept.at < KEYS_KEPT:
            if kept.request != request:
                raise ApiError(
                    400,
                    "Keys for idempotent requests can only be used again with the same parameters.",
                    kind="idempotency_error",
                )
            body, status, _ = kept.answer
            return body, status, {"Request-Id": "req_again", "Idempotent-Replayed": "true"}
        refuse_unknown(f"{method} {_shape(path)}", words)
        answer = self._made(method, path, words)
        if method == "post":
            self._kept[key] = Kept(request, answer, self.books.now)
        return answer

    def _made(self, method: str, path: str, words: dict[str, Any]) -> Answer:
        handler = ANSWERS.get(f"{method} {_shape(path)}")
        if handler is None:
            raise ApiError(404, f"Unrecognized request URL ({method.upper()}: {path}).")
        expand = words.pop("expand", [])
        found = IDS.match(path)
        thing = handler(self.books, found[2] if found else "", words)
        return json.dumps(self.books.shown(thing, expand)), 200, {"Request-Id": "req_1"}


def _shape(path: str) -> str:
    """Return a path with `ID` for the id."""
    return IDS.sub(r"\1/ID\3", path)


def _error(error: ApiError) -> Answer:
    said = {"type": error.kind, "message": error.message, "code": error.code or None}
    return json.dumps({"error": said}), error.status, {"Request-Id": "req_no"}


def _broken() -> stripe.APIConnectionError:
    """Return what the real carrier raises when the line breaks."""
    return stripe.APIConnectionError("Connection reset by peer", should_retry=True)
