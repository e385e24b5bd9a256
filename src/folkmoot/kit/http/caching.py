"""Who may keep an answer. Private is the rule; a shared page says so itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.http.response import HttpResponseBase

PRIVATE = "private, no-store"
SHARED = "public, max-age=0, must-revalidate"
IMMUTABLE = "public, max-age=31536000, immutable"

ResponseT = TypeVar("ResponseT", bound=HttpResponseBase)


def shared(response: ResponseT, *, keys: Sequence[str] = ()) -> ResponseT:
    """Return the response, marked as the same for every reader and changing with these surrogate keys."""
    response["Cache-Control"] = SHARED
    if keys:
        response["Surrogate-Key"] = " ".join(keys)
    return response
