"""Parameters outside the body. An id that no database can hold is nowhere to be found."""

from __future__ import annotations

from typing import Annotated

from ninja import Header, Path, Query

from folkmoot.discussion.forms import MAX_ID
from folkmoot.discussion.values import API_WINDOW_MAX_ROOTS, Order

ThreadId = Annotated[int, Path(ge=1, le=MAX_ID, description="A thread's id.")]
CommentId = Annotated[int, Path(ge=1, le=MAX_ID, description="A comment's id.")]
IdempotencyKey = Annotated[
    str, Header(alias="Idempotency-Key", description="22 to 200 characters, fresh for each post.")
]
MyThreadId = Annotated[int, Query(ge=1, le=MAX_ID, description="A thread's id.")]
PageUrl = Annotated[str, Query(description="The absolute address of a page, of ours or of a registered site.")]
PageUrls = Annotated[list[str], Query(description="Addresses of pages, at most a hundred: `url=…&url=…`.")]
Cursor = Annotated[
    str | None, Query(description="Where to go on: the `next` of the part before, with the same other parameters.")
]
WindowOrder = Annotated[
    Order, Query(description="How roots follow each other; `top` is by the votes, the best found first.")
]
WindowFilter = Annotated[
    str | None,
    Query(
        description="Only what the article's author or staff say, as a flat list without replies: `author`, `staff`."
    ),
]
WindowSize = Annotated[int, Query(ge=1, le=API_WINDOW_MAX_ROOTS, description="How many roots.")]
