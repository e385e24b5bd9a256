"""Who gets what at each door. The test fails for a door without a row, and for a row without a door."""

from __future__ import annotations

from tests.authorisation.people import EDITORS, STAFF, at_desk, everyone
from tests.authorisation.row import GET, POST, Row, read_only
from tests.authorisation.table_api import API
from tests.authorisation.table_demo import DEMO
from tests.authorisation.table_desk import WRITING
from tests.authorisation.table_discussion import DECIDING_ROWS, SPEAKING
from tests.authorisation.table_found import FOUND
from tests.authorisation.table_giving import GIVING
from tests.authorisation.table_history import HISTORY, IN_PUBLIC
from tests.authorisation.table_newspaper import NEWSPAPER
from tests.authorisation.table_staff import STAFFROOM
from tests.authorisation.table_treasury import TREASURY

PAGE_FORM = {"title": "A new title", "source": "Some words.", "slug": "a-new-page"}
HERE = {"here": everyone(200), "nowhere": everyone(404)}

READING = [
    Row(GET, "", answers={"": everyone(200)}),
    Row(GET, "feed/", answers={"": everyone(301)}),
    Row(POST, "feed/", answers={"": everyone(301)}),
    Row(GET, "readyz", answers={"": everyone(200)}),
    Row(GET, "metrics", answers={"": everyone(404)}),  # no role opens it, only its own token
    Row(POST, "metrics", answers={"": everyone(404)}),
    Row(GET, "media/<path:name>", "nothing", {"here": everyone(404)}),
    Row(
        GET,
        "articles/<str:slug>/",
        "article",
        IN_PUBLIC,
    ),
    Row(
        GET,
        "threads/<int:thread_id>/",
        "thread",
        {"published": everyone(200), "withdrawn": everyone(410), "elsewhere": everyone(404)},
    ),
    Row(
        GET,
        "comments/<int:comment_id>",
        "comment",
        dict.fromkeys(("published", "removed", "withdrawn"), everyone(200))
        | {"held": everyone(404), "elsewhere": everyone(404), "page withdrawn": everyone(410)},
    ),
    Row(
        GET,
        "comments/<int:comment_id>/edits",
        "comment",
        {"published": everyone(200)}
        | dict.fromkeys(("removed", "withdrawn", "page withdrawn"), everyone(410))
        | dict.fromkeys(("held", "elsewhere"), everyone(404)),
    ),
    Row(GET, "section/<str:slug>/", "section", HERE),
    Row(GET, "author/<str:slug>/", "author", HERE),
    Row(GET, "tag/<str:slug>/", "tag", HERE),
    Row(GET, "theme/<str:digest>.css", "nothing", {"here": everyone(404)}),
    Row(GET, "<str:slug>/", "page", {"here": everyone(200), "elsewhere": everyone(404)}),
    Row(GET, "~", "nothing", {"here": everyone(404)}),
    Row(POST, "~", "nothing", {"here": everyone(404)}),
    *read_only(
        "", "articles/<str:slug>/", "threads/<int:thread_id>/", "comments/<int:comment_id>",
        "comments/<int:comment_id>/edits", "section/<str:slug>/",
        "author/<str:slug>/", "tag/<str:slug>/", "theme/<str:digest>.css",  "<str:slug>/", "readyz",
        "media/<path:name>",
    ),
]  # fmt: skip

DESK = [
    Row(GET, "desk/", answers={"": at_desk(STAFF, 200)}),
    Row(GET, "desk/sign-in/", answers={"": everyone(200)}),
    Row(POST, "desk/sign-in/", answers={"": everyone(403)}, form={"email": "ivo@lantern.example", "password": "no"}),
    Row(GET, "desk/sign-out/", answers={"": everyone(405)}),
    Row(POST, "desk/sign-out/", answers={"": everyone(303)}),
    *WRITING,
    Row(GET, "desk/pages/", answers={"": at_desk(EDITORS, 200)}),
    Row(GET, "desk/pages/new/", answers={"": at_desk(EDITORS, 200)}),
    Row(POST, "desk/pages/new/", answers={"": at_desk(EDITORS, 303)}, form=PAGE_FORM),
    Row(
        GET,
        "desk/pages/<int:page_id>/",
        "page id",
        {"here": at_desk(EDITORS, 200), "elsewhere": at_desk(EDITORS, 404)},
    ),
    Row(
        POST,
        "desk/pages/<int:page_id>/",
        "page id",
        {"here": at_desk(EDITORS, 303), "elsewhere": at_desk(EDITORS, 404)},
        form=PAGE_FORM,
    ),
    *read_only("desk/", "desk/pages/"),
]

TABLE = [
    *STAFFROOM,
    *READING,
    *GIVING,
    *NEWSPAPER,
    *FOUND,
    *HISTORY,
    *DESK,
    *DEMO,
    *SPEAKING,
    *DECIDING_ROWS,
    *API,
    *TREASURY,
]
