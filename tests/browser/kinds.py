"""Every kind of page, by its route in the URL map. What must hold for all pages runs over this table.

A new page gets a row here, or its route stands in `NOT_PAGES`; a test compares both with the URL map. What stands in
braces is a place that `press.py` made.
"""

from __future__ import annotations

from dataclasses import dataclass

READER, GUEST, OWNER = "reader", "guest", "owner"
"""Who looks: anybody; a guest who has a held comment; somebody on the staff who may do everything."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page.

    Attributes:
        route: as in the URL map.
        path: where the printed newspaper has one.
        who: whose browser is needed to see it.
        status: what it answers with.
    """

    name: str
    route: str
    path: str
    who: str = READER
    status: int = 200

    @property
    def printed(self) -> bool:
        """Return whether people print it: it is made for readers, not for work."""
        return self.who == READER and not self.route.startswith("desk/")


PUBLIC = (
    Kind("front", "", "/"),
    Kind("front, an older page", "", "/?before={before}"),
    Kind("article", "articles/<str:slug>/", "{article}"),
    Kind("article in another order", "articles/<str:slug>/", "{article}?order=oldest"),
    Kind("article nobody has answered", "articles/<str:slug>/", "{quiet}"),
    Kind("thread", "threads/<int:thread_id>/", "{thread}"),
    Kind("comment", "comments/<int:comment_id>", "{comment}"),
    Kind("removed comment", "comments/<int:comment_id>", "{removed}"),
    Kind("section", "section/<str:slug>/", "/section/town/"),
    Kind("author", "author/<str:slug>/", "/author/ada-bruckner/"),
    Kind("tag", "tag/<str:slug>/", "/tag/bridge/"),
    Kind("fixed page", "<str:slug>/", "/house-rules/"),
    Kind("missing page", "~", "/no-such-page/", status=404),
)
OWN = (
    Kind("my comments, of a stranger", "my/", "/my/"),
    Kind("my comments", "my/", "/my/", GUEST),
    Kind("receipt", "my/comments/<int:comment_id>/", "{receipt}", GUEST),
)
DESK = (
    Kind("sign in", "desk/sign-in/", "/desk/sign-in/"),
    Kind("desk", "desk/", "/desk/", OWNER),
    Kind("articles", "desk/articles/", "/desk/articles/", OWNER),
    Kind("new article", "desk/articles/new/", "/desk/articles/new/", OWNER),
    Kind("editor", "desk/articles/<int:article_id>/", "/desk/articles/{article_id}/", OWNER),
    Kind("fixed pages", "desk/pages/", "/desk/pages/", OWNER),
    Kind("new fixed page", "desk/pages/new/", "/desk/pages/new/", OWNER),
    Kind("editor of a fixed page", "desk/pages/<int:page_id>/", "/desk/pages/{rules_id}/", OWNER),
    Kind("queue", "desk/queue/", "/desk/queue/", OWNER),
    Kind("comment at the desk", "desk/comments/<int:comment_id>/", "/desk/comments/{held}/", OWNER),
    Kind("discussions", "desk/threads/", "/desk/threads/", OWNER),
)
KINDS = (*PUBLIC, *OWN, *DESK)

NOT_PAGES = frozenset(
    {
        # for programs
        "readyz", "metrics", "media/<path:name>", "feed.atom", "feed/", "sitemap.xml", "robots.txt",
        # only ever posted to; what they answer when they refuse is looked at in `test_axe.py`
        "desk/sign-out/", "threads/<int:thread_id>/comments", "comments/<int:comment_id>/vote",
        "my/comments/<int:comment_id>/edit", "my/comments/<int:comment_id>/withdraw",
        "desk/comments/<int:comment_id>/release", "desk/comments/<int:comment_id>/remove",
        "desk/threads/<int:thread_id>/close", "desk/threads/<int:thread_id>/reopen",
    }
)  # fmt: skip
