"""Parameters outside the body. An id that no database can hold is nowhere to be found."""

from __future__ import annotations

from typing import Annotated

from ninja import Header, Path, Query

from folkmoot.discussion.forms import MAX_ID
from folkmoot.discussion.values import API_WINDOW_MAX_ROOTS

ThreadId = Annotated[int, Path(ge=1, le=MAX_ID, description="A thread's id.")]
CommentId = Annotated[int, Path(ge=1, le=MAX_ID, description="A comment's id.")]
IdempotencyKey = Annotated[
    str, Header(alias="Idempotency-Key", description="22 to 200 characters, fresh for each post.")
]
WindowSize = Annotated[int, Query(ge=1, le=API_WINDOW_MAX_ROOTS, description="How many roots.")]
