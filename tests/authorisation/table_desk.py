"""The part of the table where articles are written and pictures kept."""

from __future__ import annotations

from tests.authorisation.people import EDITORS, WRITERS, at_desk, everyone
from tests.authorisation.row import GET, POST, Row, read_only

ARTICLE_FORM = {"headline": "A new headline", "source": "Some words.", "act": "save", "change": "typo"}
TYPED = {"headline": "Half a headline"}
REASON = {"reason": "It was about a child."}
# An author opens what is their own.
OPEN = dict.fromkeys(("published", "draft", "withdrawn"), at_desk(EDITORS, 200)) | {
    "own": at_desk(WRITERS, 200),
    "elsewhere": at_desk(WRITERS, 404),
}
ARTICLE = "desk/articles/<int:article_id>/"


def sent(status: int, *, others: dict[str, int] | None = None) -> dict[str, dict[str, int]]:
    """Say what a form about an article answers: this status, or another in some states."""
    states = dict.fromkeys(("published", "draft", "withdrawn"), status) | (others or {})
    return {state: at_desk(EDITORS, its) for state, its in states.items()} | {"elsewhere": at_desk(WRITERS, 404)}


WRITING = [
    Row(GET, "desk/articles/", answers={"": at_desk(WRITERS, 200)}),
    Row(GET, "desk/articles/new/", answers={"": at_desk(WRITERS, 200)}),
    Row(POST, "desk/articles/new/", answers={"": at_desk(WRITERS, 303)}, form=ARTICLE_FORM),
    Row(GET, "desk/articles/new/autosave/", answers={"": everyone(405)}),
    Row(POST, "desk/articles/new/autosave/", answers={"": at_desk(WRITERS, 200)}, form=TYPED),
    Row(GET, ARTICLE, "article id", OPEN),
    Row(POST, ARTICLE, "article id", sent(303) | {"own": at_desk(WRITERS, 303)}, form=ARTICLE_FORM),
    Row(GET, f"{ARTICLE}autosave/", "article id", {"draft": everyone(405)}),
    Row(POST, f"{ARTICLE}autosave/", "article id", sent(200), form=TYPED),
    Row(GET, f"{ARTICLE}history/", "article id", OPEN),
    # The text an article has now is never sealed.
    Row(POST, f"{ARTICLE}history/", "article id", sent(409), form=REASON | {"number": "1"}),
    Row(GET, f"{ARTICLE}links/", "article id", OPEN),
    Row(POST, f"{ARTICLE}links/", "article id", sent(200), form={"make": "link"}),
    Row(GET, f"{ARTICLE}withdraw/", "article id", OPEN),
    Row(POST, f"{ARTICLE}withdraw/", "article id", sent(409, others={"published": 303}), form=REASON),
    Row(GET, "desk/pictures/", answers={"": at_desk(WRITERS, 200)}),
    Row(POST, "desk/pictures/", answers={"": at_desk(WRITERS, 422)}),  # there is no file
    Row(GET, "desk/pictures/choose/", answers={"": at_desk(WRITERS, 200)}),
    Row(GET, "desk/pictures/<int:picture_id>/", "nothing", {"here": at_desk(WRITERS, 404)}),
    Row(POST, "desk/pictures/<int:picture_id>/", "nothing", {"here": at_desk(WRITERS, 404)}),
    *read_only("desk/articles/", "desk/pictures/choose/"),
]
