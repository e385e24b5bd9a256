"""The part of the table that programs use: `/api/v1/`."""

from __future__ import annotations

from tests.authorisation.people import DECIDERS, NO_COMMENT, NO_THREAD, PEOPLE, everyone, only
from tests.authorisation.row import GET, POST, Row, read_only
from tests.authorisation.world import HOST

PUT, PATCH, DELETE = "PUT", "PATCH", "DELETE"
OUR_PAGE = f"url=http://{HOST}/articles/published/"
GONE = ("removed", "withdrawn")
COMMENT = "api/v1/comments/<comment_id>"
THREAD = "api/v1/threads/<thread_id>/comments"
NOBODY_ELSE = [person for person in PEOPLE if person != "speaker"]
WAITING_TO_CHANGE = dict.fromkeys(PEOPLE, 404) | dict.fromkeys(DECIDERS, 403) | {"speaker": 200}
"""Whoever does not see what waits is not told that it is there."""

API = [
    Row(GET, "api/v1/", answers={"": everyone(404)}),
    Row(POST, "api/v1/", answers={"": everyone(404)}),
    Row(GET, "api/v1/docs/", answers={"": everyone(200)}),
    *read_only("api/v1/docs/"),
    Row(GET, "api/v1/openapi.json", answers={"": everyone(200)}),
    Row(POST, "api/v1/openapi.json", answers={"": everyone(200)}),  # Ninja's own: any method is a reading
    Row(GET, "api/v1/threads", answers={"": everyone(200)}, query=OUR_PAGE),
    Row(POST, "api/v1/threads", answers={"": everyone(200)}, json={"url": OUR_PAGE[4:], "title": "A page of ours"}),
    Row(GET, "api/v1/counts", answers={"": everyone(200)}, query=OUR_PAGE),
    Row(
        GET,
        "api/v1/me",
        "thread",
        {"published": everyone(200)} | dict.fromkeys(NO_THREAD, everyone(404)),
        query="thread=<id>",
    ),
    Row(GET, THREAD, "thread", {"published": everyone(200)} | dict.fromkeys(NO_THREAD, everyone(404))),
    Row(
        POST,
        THREAD,
        "thread",
        {"published": everyone(201)} | dict.fromkeys(NO_THREAD, everyone(404)),
        json={"body": "My word."},
    ),
    Row(
        PUT,
        "api/v1/threads/<thread_id>/visit",
        "thread",
        {"published": everyone(200)} | dict.fromkeys(NO_THREAD, everyone(404)),
    ),
    Row(
        GET,
        COMMENT,
        "comment",
        dict.fromkeys(("published", *GONE), everyone(200))
        | {"held": only(("speaker", *DECIDERS), 200, others=404)}
        | dict.fromkeys(NO_COMMENT, everyone(404)),
    ),
    Row(
        GET,
        f"{COMMENT}/replies",
        "comment",
        dict.fromkeys(("published", *GONE), everyone(200)) | dict.fromkeys(("held", *NO_COMMENT), everyone(404)),
    ),
    Row(
        PATCH,
        COMMENT,
        "comment",
        {
            "published": only(["speaker"], 200, others=403),
            "held": WAITING_TO_CHANGE,
        }
        | dict.fromkeys(GONE, only(["speaker"], 409, others=403))
        | dict.fromkeys(NO_COMMENT, everyone(404)),
        json={"body": "My other word."},
    ),
    Row(
        DELETE,
        COMMENT,
        "comment",
        {
            "published": only(["speaker"], 200, others=403),
            "held": WAITING_TO_CHANGE,
            "removed": only(["speaker"], 409, others=403),
            "withdrawn": only(["speaker"], 200, others=403),
        }
        | dict.fromkeys(NO_COMMENT, everyone(404)),
    ),
    Row(
        PUT,
        f"{COMMENT}/vote",
        "comment",
        {"published": only(NOBODY_ELSE, 200, others=403)}
        | dict.fromkeys(GONE, everyone(403))
        | dict.fromkeys(("held", *NO_COMMENT), everyone(404)),
        json={"value": 1},
    ),
]
