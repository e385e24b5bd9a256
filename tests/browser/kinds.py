"""Every kind of page, by its route in the URL map. What must hold for all pages runs over this table.

A new page gets a row here, or its route stands in `NOT_PAGES`; a test compares both with the URL map. What stands in
braces is a place that `press.py` made.
"""

from __future__ import annotations

from dataclasses import dataclass

READER, GUEST, OWNER, HALF = "reader", "guest", "owner", "half"
"""Who looks: anybody; a guest who has a held comment; who may do everything; who gave a password and owes a code."""

CAREFUL = "careful@ferry.example"
"""Somebody on the staff who has set up a code of an app."""


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
    Kind("article with all that belongs to one", "articles/<str:slug>/", "{quiet}"),
    Kind("article with a correction", "articles/<str:slug>/", "{beams}"),
    Kind("withdrawn article", "articles/<str:slug>/", "{gone}", status=410),
    Kind("forbidden article", "articles/<str:slug>/", "{forbidden}", status=451),
    Kind("history", "articles/<str:slug>/history/", "{beams}history/"),
    Kind("what a correction changed", "articles/<str:slug>/history/<int:number>/", "{beams}history/{second}/"),
    Kind("thread", "threads/<int:thread_id>/", "{thread}"),
    Kind("comment", "comments/<int:comment_id>", "{comment}"),
    Kind("removed comment", "comments/<int:comment_id>", "{removed}"),
    Kind("section", "section/<str:slug>/", "/section/town/"),
    Kind("author", "author/<str:slug>/", "/author/ada-bruckner/"),
    Kind("tag", "tag/<str:slug>/", "/tag/bridge/"),
    Kind("fixed page", "<str:slug>/", "/house-rules/"),
    Kind("search", "search", "/search"),
    Kind("what was found", "search", "/search?q=bridge"),
    Kind("nothing found", "search", "/search?q=zeppelin"),
    Kind("missing page", "~", "/no-such-page/", status=404),
)
OWN = (
    Kind("my comments, of a stranger", "my/", "/my/"),
    Kind("my comments", "my/", "/my/", GUEST),
    Kind("receipt", "my/comments/<int:comment_id>/", "{receipt}", GUEST),
)
COMING_IN = (
    Kind("sign in", "desk/sign-in/", "/desk/sign-in/"),
    Kind("second factor", "desk/sign-in/second/", "/desk/sign-in/second/", HALF),
    Kind("forgotten password", "desk/forgotten/", "/desk/forgotten/"),
    Kind("new password", "desk/password/<str:token>/", "/desk/password/{password_link}/"),
    Kind("invitation", "desk/invitation/<str:token>/", "/desk/invitation/{invitation}/"),
    Kind("preview for a colleague", "desk/preview/<str:token>/", "{preview}"),
)
DESK = (
    Kind("desk", "desk/", "/desk/", OWNER),
    Kind("articles", "desk/articles/", "/desk/articles/", OWNER),
    Kind("new article", "desk/articles/new/", "/desk/articles/new/", OWNER),
    Kind("editor", "desk/articles/<int:article_id>/", "/desk/articles/{article_id}/", OWNER),
    Kind("editor with sources", "desk/articles/<int:article_id>/", "/desk/articles/{quiet_id}/", OWNER),
    Kind("every version", "desk/articles/<int:article_id>/history/", "/desk/articles/{beams_id}/history/", OWNER),
    Kind("links for colleagues", "desk/articles/<int:article_id>/links/", "/desk/articles/{article_id}/links/", OWNER),
    Kind("withdrawal", "desk/articles/<int:article_id>/withdraw/", "/desk/articles/{article_id}/withdraw/", OWNER),
    Kind("pictures", "desk/pictures/", "/desk/pictures/", OWNER),
    Kind("picture", "desk/pictures/<int:picture_id>/", "/desk/pictures/{picture_id}/", OWNER),
    Kind("fixed pages", "desk/pages/", "/desk/pages/", OWNER),
    Kind("new fixed page", "desk/pages/new/", "/desk/pages/new/", OWNER),
    Kind("editor of a fixed page", "desk/pages/<int:page_id>/", "/desk/pages/{rules_id}/", OWNER),
    Kind("queue", "desk/queue/", "/desk/queue/", OWNER),
    Kind("comment at the desk", "desk/comments/<int:comment_id>/", "/desk/comments/{held}/", OWNER),
    Kind("discussions", "desk/threads/", "/desk/threads/", OWNER),
    Kind("front page at the desk", "desk/front/", "/desk/front/", OWNER),
    Kind("sections", "desk/sections/", "/desk/sections/", OWNER),
    Kind("one section", "desk/sections/<int:part_id>/", "/desk/sections/{section_id}/", OWNER),
    Kind("one author", "desk/authors/<int:part_id>/", "/desk/authors/{author_id}/", OWNER),
    Kind("one tag", "desk/tags/<int:part_id>/", "/desk/tags/{tag_id}/", OWNER),
    Kind("publication", "desk/publication/", "/desk/publication/", OWNER),
    Kind("look", "desk/publication/look/", "/desk/publication/look/", OWNER),
    Kind("menu", "desk/publication/menu/", "/desk/publication/menu/", OWNER),
    Kind("words", "desk/publication/words/", "/desk/publication/words/", OWNER),
    Kind("staff", "desk/staff/", "/desk/staff/", OWNER),
    Kind("colleague", "desk/staff/<int:account_id>/", "/desk/staff/{colleague}/", OWNER),
    Kind("own account", "desk/me/", "/desk/me/", OWNER),
    Kind("own code", "desk/me/code/", "/desk/me/code/", OWNER),
    Kind("log", "desk/log/", "/desk/log/", OWNER),
)
KINDS = (*PUBLIC, *OWN, *COMING_IN, *DESK)

FEEDS = frozenset(
    f"{of}feed.{form}"
    for of in ("", "section/<str:slug>/", "author/<str:slug>/", "tag/<str:slug>/", "threads/<int:thread_id>/")
    for form in ("atom", "rss", "json")
)
POSTED_TO = frozenset(
    {
        "desk/sign-out/", "threads/<int:thread_id>/comments", "comments/<int:comment_id>/vote",
        "my/comments/<int:comment_id>/edit", "my/comments/<int:comment_id>/withdraw",
        "desk/comments/<int:comment_id>/release", "desk/comments/<int:comment_id>/remove",
        "desk/threads/<int:thread_id>/close", "desk/threads/<int:thread_id>/reopen",
        "desk/pages/begin/", "desk/articles/new/preview/", "desk/articles/<int:article_id>/preview/",
        "desk/me/name", "desk/me/password", "desk/me/code/remove", "desk/me/recovery/", "desk/me/passkeys/",
        "desk/me/passkeys/<int:passkey_id>/", "desk/me/passkeys/<int:passkey_id>/remove", "desk/me/sessions",
        "desk/staff/<int:account_id>/roles", "desk/staff/<int:account_id>/end", "desk/staff/<int:account_id>/factors",
        "desk/staff/<int:account_id>/password", "desk/staff/invitations/<int:invitation_id>/end",
    }
)  # fmt: skip
"""Forms that are only ever sent. What they answer when they refuse is mostly their page again; see `test_axe.py`, too."""

FOR_PROGRAMS = frozenset(
    {
        "readyz", "metrics", "media/<path:name>", "theme/<str:digest>.css", "robots.txt", "feed/",
        "sitemap.xml", "sitemap-pages.xml", "sitemap-<int:number>.xml", "news-sitemap.xml",
        "desk/articles/new/autosave/", "desk/articles/<int:article_id>/autosave/", "desk/pictures/choose/",
        "desk/sign-in/passkey/", "desk/sign-in/passkey/options", "desk/invitation/<str:token>/options",
        "desk/me/passkeys/options",
    }
)  # fmt: skip
EMPTY_HOUSE = frozenset({"begin/"})
"""There only before a newspaper lives here: `test_founding.py`."""

NOT_PAGES = FEEDS | POSTED_TO | FOR_PROGRAMS | EMPTY_HOUSE
