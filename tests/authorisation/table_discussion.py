"""The part of the table where readers speak and moderators decide, by forms."""

from __future__ import annotations

from tests.authorisation.people import (
    DECIDERS,
    EDITORS,
    NO_COMMENT,
    NO_THREAD,
    PEOPLE,
    WRITERS,
    at_desk,
    everyone,
    only,
)
from tests.authorisation.row import GET, POST, Row, read_only

ANY_STATE = ("published", "held", "removed", "withdrawn")
NOBODY_ELSE = [person for person in PEOPLE if person != "speaker"]
MINE = only(["speaker"], 200, others=404)
MINE_TO_CHANGE = only(["speaker"], 303, others=404)
GONE_FOR_GOOD = only(["speaker"], 409, others=404)
QUOTE = "my/quotes/<int:comment_id>/"
RECEIPT = "my/comments/<int:comment_id>/"
DECIDING = "desk/comments/<int:comment_id>/"
THREAD = "desk/threads/<int:thread_id>/"

SPEAKING = [
    Row(
        POST,
        "threads/<int:thread_id>/comments",
        "thread",
        {"published": everyone(303)} | dict.fromkeys(NO_THREAD, everyone(404)),
        form={"body": "A word of my own."},
    ),
    Row(
        POST,
        "comments/<int:comment_id>/vote",
        "comment",
        {"published": only(NOBODY_ELSE, 303, others=403)}
        | dict.fromkeys(("removed", "withdrawn"), everyone(403))
        | dict.fromkeys(("held", *NO_COMMENT), everyone(404)),
        form={"value": "1"},
    ),
    Row(GET, "my/", answers={"": everyone(200)}),
    Row(
        GET,
        "my/threads/<int:thread_id>/",
        "thread",
        {"published": everyone(200)} | dict.fromkeys(NO_THREAD, everyone(404)),
    ),
    Row(
        GET,
        QUOTE,
        "comment",
        {"published": everyone(200)} | dict.fromkeys(("held", "removed", "withdrawn", *NO_COMMENT), everyone(404)),
    ),
    Row(GET, RECEIPT, "comment", dict.fromkeys(ANY_STATE, MINE) | dict.fromkeys(NO_COMMENT, everyone(404))),
    Row(
        POST,
        f"{RECEIPT}edit",
        "comment",
        dict.fromkeys(("published", "held"), MINE_TO_CHANGE)
        | dict.fromkeys(("removed", "withdrawn"), GONE_FOR_GOOD)
        | dict.fromkeys(NO_COMMENT, everyone(404)),
        form={"body": "Another word of my own."},
    ),
    Row(
        POST,
        f"{RECEIPT}withdraw",
        "comment",
        dict.fromkeys(("published", "held", "withdrawn"), MINE_TO_CHANGE)
        | {"removed": GONE_FOR_GOOD}
        | dict.fromkeys(NO_COMMENT, everyone(404)),
    ),
    *read_only("my/", "my/threads/<int:thread_id>/", QUOTE, RECEIPT),
    *[
        Row(GET, route, "nothing", {"here": everyone(405)})
        for route in (
            "threads/<int:thread_id>/comments",
            "comments/<int:comment_id>/vote",
            f"{RECEIPT}edit",
            f"{RECEIPT}withdraw",
        )
    ],
]

DECIDING_ROWS = [
    Row(GET, "desk/questions/", answers={"": at_desk(WRITERS, 200)}),
    *read_only("desk/questions/"),
    Row(GET, "desk/queue/", answers={"": at_desk(DECIDERS, 200)}),
    Row(
        GET,
        DECIDING,
        "comment",
        dict.fromkeys((*ANY_STATE, "page withdrawn"), at_desk(DECIDERS, 200)) | {"elsewhere": at_desk(DECIDERS, 404)},
    ),
    Row(
        POST,
        f"{DECIDING}release",
        "comment",
        {"held": at_desk(DECIDERS, 303), "elsewhere": at_desk(DECIDERS, 404)}
        | dict.fromkeys(("published", "removed", "withdrawn", "page withdrawn"), at_desk(DECIDERS, 409)),
    ),
    Row(
        POST,
        f"{DECIDING}remove",
        "comment",
        dict.fromkeys(("published", "held", "page withdrawn"), at_desk(DECIDERS, 303))
        | dict.fromkeys(("removed", "withdrawn"), at_desk(DECIDERS, 409))
        | {"elsewhere": at_desk(DECIDERS, 404)},
        form={"reason": "It goes for a person, not for the argument."},
    ),
    Row(
        POST,
        f"{DECIDING}pick",
        "comment",
        dict.fromkeys(("published", "page withdrawn"), at_desk(DECIDERS, 303))
        | dict.fromkeys(("held", "removed", "withdrawn"), at_desk(DECIDERS, 409))
        | {"elsewhere": at_desk(DECIDERS, 404)},
        form={"kind": "featured", "reason": "It says what the bridge carries."},
    ),
    Row(
        POST,
        f"{DECIDING}unpick",
        "comment",
        dict.fromkeys((*ANY_STATE, "page withdrawn"), at_desk(DECIDERS, 303)) | {"elsewhere": at_desk(DECIDERS, 404)},
    ),
    Row(GET, "desk/threads/", answers={"": at_desk(DECIDERS, 200)}),
    *[
        Row(
            POST,
            f"{THREAD}{verb}",
            "thread",
            dict.fromkeys(("published", "withdrawn"), at_desk(DECIDERS, 303)) | {"elsewhere": at_desk(DECIDERS, 404)},
        )
        for verb in ("close", "reopen")
    ],
    Row(
        POST,
        f"{THREAD}pace",
        "thread",
        dict.fromkeys(("published", "withdrawn"), at_desk(DECIDERS, 303)) | {"elsewhere": at_desk(DECIDERS, 404)},
        form={"slow_s": "60"},
    ),
    Row(GET, "desk/discussion/", answers={"": at_desk(EDITORS, 200)}),
    Row(POST, "desk/discussion/", answers={"": at_desk(EDITORS, 303)}, form={"names": "optional", "downvotes": "on"}),
    *read_only("desk/queue/", "desk/threads/", DECIDING),
    *[
        Row(GET, f"{DECIDING}{verb}", "nothing", {"here": everyone(405)})
        for verb in ("release", "remove", "pick", "unpick")
    ],
    *[Row(GET, f"{THREAD}{verb}", "nothing", {"here": everyone(405)}) for verb in ("close", "reopen", "pace")],
]
