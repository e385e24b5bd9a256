"""The public history of articles, and what only some may see before readers do."""

from __future__ import annotations

from tests.authorisation.people import WRITERS, at_desk, everyone
from tests.authorisation.row import GET, POST, Row

IN_PUBLIC = {
    "published": everyone(200),
    "withdrawn": everyone(410),
    "draft": everyone(404),
    "elsewhere": everyone(404),
}
TYPED = {"headline": "A headline", "source": "Some words."}

HISTORY = [
    Row(GET, "articles/<str:slug>/history/", "article", IN_PUBLIC),
    Row(GET, "articles/<str:slug>/history/<int:number>/", "revision", IN_PUBLIC),
    Row(POST, "articles/<str:slug>/history/", "article", {"published": everyone(405)}),
    Row(POST, "articles/<str:slug>/history/<int:number>/", "revision", {"published": everyone(405)}),
    # Whoever holds the link reads; it leads to the article once everybody may.
    Row(
        GET,
        "desk/preview/<str:token>/",
        "preview",
        {
            "draft": everyone(200),
            "published": everyone(302),
            "withdrawn": everyone(404),
            "elsewhere": everyone(404),
        },
    ),
    Row(POST, "desk/preview/<str:token>/", "preview", {"draft": everyone(405)}),
    Row(POST, "desk/articles/new/preview/", answers={"": at_desk(WRITERS, 200)}, form=TYPED),
    Row(GET, "desk/articles/new/preview/", answers={"": everyone(405)}),
    Row(GET, "desk/articles/<int:article_id>/preview/", "article id", {"draft": everyone(405)}),
    Row(
        POST,
        "desk/articles/<int:article_id>/preview/",
        "article id",
        {"draft": at_desk(("editor", "owner", "superuser"), 200), "elsewhere": at_desk(WRITERS, 404)},
        form=TYPED,
    ),
]
