"""One example of everything that is sent and answered, for the interface's description of itself.

A test holds each against its schema, and each refusal's code against its status.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from folkmoot.pure.problem import problem_fields

ANSWER: Mapping[str, Any] = {
    "id": 4182,
    "thread_id": 7,
    "parent_id": 4181,
    "depth": 1,
    "author": {"id": 22, "name": "Nell Abara", "badges": ["author", "staff"]},
    "body_html": "<p>The council does, in four parts.</p>\n",
    "created_at": "2026-03-02T12:04:00Z",
    "edited_at": None,
    "up": 3,
    "down": 0,
    "reply_count": 0,
    "kind": "comment",
    "annotation": None,
    "state": "published",
    "picked": None,
    "replies": [],
    "more_replies": 0,
}
COMMENT: Mapping[str, Any] = {
    **ANSWER,
    "id": 4181,
    "parent_id": None,
    "depth": 0,
    "author": {"id": 31, "name": "Bo Lindqvist", "badges": ["guest"]},
    "body_html": "<p>Who pays for it?</p>\n",
    "created_at": "2026-03-02T12:00:00Z",
    "up": 12,
    "down": 2,
    "reply_count": 1,
    "picked": {"kind": "featured", "reason": "It asks what nobody had.", "at": "2026-03-02T13:00:00Z"},
    "replies": [ANSWER],
}
MINE: Mapping[str, Any] = {**COMMENT, "up": 0, "down": 0, "reply_count": 0, "picked": None, "replies": []}
WITHDRAWN: Mapping[str, Any] = {**MINE, "author": None, "body_html": "", "state": "withdrawn"}
THREAD: Mapping[str, Any] = {
    "id": 7,
    "title": "Close it or let it carry",
    "url": "https://lantern.example/articles/close-or-carry/",
    "state": "open",
    "comment_count": 312,
    "orders": ["newest", "oldest", "top"],
}
PAGE = {"url": "https://blog.example/2026/bridge", "title": "The bridge, again"}
CURSOR = "WzE3NzI0NTI4MDAwMDAwMDAsNDE4MV0"
TOKEN = "gt_0pMZ0dZs2kWcQhYx8l4vJ9tR"  # noqa: S105 -- nobody's

REQUESTS: dict[str, Any] = {
    "openThread": PAGE,
    "postComment": {"body": "Who pays for it?", "name": "Bo Lindqvist"},
    "editComment": {"body": "Who pays for it, and who decides?"},
    "castVote": {"value": 1},
}
ANSWERS: dict[tuple[str, int], Any] = {
    ("findThread", 200): THREAD,
    ("openThread", 200): {**THREAD, **PAGE},
    ("openThread", 201): {**THREAD, **PAGE, "id": 8, "comment_count": 0},
    ("countComments", 200): {THREAD["url"]: 312, PAGE["url"]: 0},
    ("postComment", 201): {"comment": MINE, "state": "published", "reason": None, "guest_token": TOKEN},
    ("listComments", 200): {"comments": [COMMENT], "pinned": [], "next": CURSOR, "comment_count": 312},
    ("getComment", 200): COMMENT,
    ("listReplies", 200): {"comments": [ANSWER], "next": None},
    ("editComment", 200): {
        **MINE,
        "body_html": "<p>Who pays for it, and who decides?</p>\n",
        "edited_at": "2026-03-02T12:03:00Z",
    },
    ("withdrawComment", 200): WITHDRAWN,
    ("castVote", 200): {"up": 13, "down": 2, "mine": 1},
    ("getMe", 200): {
        "reader": {"id": 31, "name": "Bo Lindqvist"},
        "roles": [],
        "desk_path": None,
        "votes": {"4182": 1},
        "held": [],
        "editable": [4181],
        "since": None,
    },
    ("keepVisit", 200): {"since": "2026-03-01T08:15:00Z", "new": [4181, 4182]},
}
"""By operation and status."""

OF_ALL: Mapping[int, tuple[str, str, str | None]] = {
    400: ("bad_json", "The request's body is not readable as JSON.", None),
    401: ("unknown_token", "This token is not known here, or no longer.", None),
    403: ("foreign_origin", "This came from another site, so it was not accepted.", None),
    404: ("unknown_comment", "There is no such comment here.", None),
    421: ("unknown_host", "No publication lives at this host. Its owner has to add it.", None),
    422: ("invalid_field", "Input should be a valid integer.", "thread_id"),
    429: ("too_fast", "That was a lot in a short time. Try again in 12 seconds.", None),
    503: ("busy", "Too many pages are being made at once. Try again in a moment.", None),
}
NO_THREAD = ("unknown_thread", "There is no such discussion here.", None)
OF_ONE: dict[tuple[str, int], tuple[str, str, str | None]] = {
    ("findThread", 404): ("unknown_origin", "Pages of this site cannot be discussed here.", "url"),
    ("openThread", 404): ("unknown_origin", "Pages of this site cannot be discussed here.", "url"),
    ("findThread", 422): ("bad_url", "This is not a web address.", "url"),
    ("openThread", 422): ("bad_url", "This is not a web address.", "url"),
    ("countComments", 422): ("too_many_urls", "Ask for 100 addresses at most; these were 140.", "url"),
    ("postComment", 403): ("thread_closed", "This discussion is closed; it can still be read.", None),
    ("postComment", 404): NO_THREAD,
    ("postComment", 422): ("body_empty", "There is nothing to post yet: write something first.", "body"),
    ("listComments", 404): NO_THREAD,
    ("listComments", 422): (
        "bad_cursor",
        "This link into the discussion is damaged; start again at its first page.",
        "after",
    ),
    ("editComment", 403): ("edit_window_over", "A comment can be changed for 15 minutes; that time is over.", None),
    ("editComment", 409): ("not_changeable", "This comment has been withdrawn or removed.", None),
    ("withdrawComment", 403): ("not_yours", "Only its author may change a comment.", None),
    ("withdrawComment", 409): ("not_changeable", "This comment has been withdrawn or removed.", None),
    ("castVote", 403): ("own_comment", "Nobody votes on their own comment.", None),
    ("castVote", 422): ("bad_vote", "A vote is -1, 0 or 1.", "value"),
    ("getMe", 404): NO_THREAD,
    ("keepVisit", 404): NO_THREAD,
}


def add_examples(
    *,
    requests: Mapping[str, Any],
    answers: Mapping[tuple[str, int], Any],
    refusals: Mapping[tuple[str, int], tuple[str, str, str | None]],
) -> None:
    """Take in the examples of another room's calls."""
    REQUESTS.update(requests)
    ANSWERS.update(answers)
    OF_ONE.update(refusals)


def refusal(operation: str, status: int) -> dict[str, Any]:
    """Return a problem document that an operation may answer with.

    Raises:
        KeyError: none is known for this status.
    """
    code, detail, field = OF_ONE.get((operation, status)) or OF_ALL[status]
    return dict(problem_fields(status, code, detail, field))
