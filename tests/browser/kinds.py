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
    Kind("what an edit changed", "comments/<int:comment_id>/edits", "{edits}"),
    Kind("conversations that go deep", "articles/<str:slug>/", "{reading}?order=oldest"),
    Kind("the author's words alone", "articles/<str:slug>/", "{reading}?filter=author"),
    Kind("section", "section/<str:slug>/", "/section/town/"),
    Kind("author", "author/<str:slug>/", "/author/ada-bruckner/"),
    Kind("tag", "tag/<str:slug>/", "/tag/bridge/"),
    Kind("fixed page", "<str:slug>/", "/house-rules/"),
    Kind("search", "search", "/search"),
    Kind("what was found", "search", "/search?q=bridge"),
    Kind("nothing found", "search", "/search?q=zeppelin"),
    Kind("interface for programs", "api/v1/docs/", "/api/v1/docs/"),
    Kind("page of the demo provider", "pay/demo/<str:ref>/", "{pay}"),
    Kind("card at the demo provider", "pay/demo/<str:ref>/card/", "{card}"),
    Kind("what one can give to", "support/", "/support/"),
    Kind("campaign", "support/<str:slug>/", "{support}?from=7"),
    Kind("supporters", "support/<str:slug>/supporters/", "{support}supporters/"),
    Kind("meter in a frame", "support/<str:slug>/embed/", "{embed}"),
    Kind("missing page", "~", "/no-such-page/", status=404),
)
OWN = (
    Kind("form to give", "support/<str:slug>/give", "{support}give?preset=1000&frequency=monthly"),
    Kind("what one gives", "my/giving/<str:token>/", "{gift}"),
    Kind("back from paying", "my/giving/<str:token>/thanks", "{gift}thanks"),
    Kind("how to transfer", "my/giving/<str:token>/transfer", "{transfer}"),
    Kind("statement", "my/giving/<str:token>/statement", "{gift}statement"),
    Kind("my comments, of a stranger", "my/", "/my/"),
    Kind("my comments", "my/", "/my/", GUEST),
    Kind("writing on a page of its own", "my/threads/<int:thread_id>/", "/my{thread}"),
    Kind("answer with a quotation", "my/quotes/<int:comment_id>/", "/my/quotes/{root}/"),
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
    Kind("questions", "desk/questions/", "/desk/questions/?of=all", OWNER),
    Kind("queue", "desk/queue/", "/desk/queue/", OWNER),
    Kind("comment at the desk", "desk/comments/<int:comment_id>/", "/desk/comments/{held}/", OWNER),
    Kind("discussions", "desk/threads/", "/desk/threads/", OWNER),
    Kind("discussion settings", "desk/discussion/", "/desk/discussion/", OWNER),
    Kind("front page at the desk", "desk/front/", "/desk/front/", OWNER),
    Kind("sections", "desk/sections/", "/desk/sections/", OWNER),
    Kind("one section", "desk/sections/<int:part_id>/", "/desk/sections/{section_id}/", OWNER),
    Kind("one author", "desk/authors/<int:part_id>/", "/desk/authors/{author_id}/", OWNER),
    Kind("one tag", "desk/tags/<int:part_id>/", "/desk/tags/{tag_id}/", OWNER),
    Kind("campaigns", "desk/campaigns/", "/desk/campaigns/", OWNER),
    Kind("new campaign", "desk/campaigns/new/", "/desk/campaigns/new/", OWNER),
    Kind("one campaign", "desk/campaigns/<int:campaign_id>/", "/desk/campaigns/{campaign_id}/", OWNER),
    Kind(
        "correcting what was raised",
        "desk/campaigns/<int:campaign_id>/correct/",
        "/desk/campaigns/{campaign_id}/correct/",
        OWNER,
    ),
    Kind("one gift", "desk/gifts/<int:payment_id>/", "/desk/gifts/{gift_id}/", OWNER),
    Kind("gifts", "desk/gifts/", "/desk/gifts/", OWNER),
    Kind("writing a gift down", "desk/gifts/new/", "/desk/gifts/new/", OWNER),
    Kind("desk of the demo provider", "desk/demo/", "/desk/demo/", OWNER),
    Kind("one page at that desk", "desk/demo/<str:ref>/", "{demo_desk}", OWNER),
    Kind("gifts from a table", "desk/gifts/table/", "/desk/gifts/table/", OWNER),
    Kind("alarms about giving", "desk/gifts/alarms/", "/desk/gifts/alarms/", OWNER),
    Kind("words of supporters", "desk/gifts/words/", "/desk/gifts/words/", OWNER),
    Kind("months of the books", "desk/gifts/months/", "/desk/gifts/months/", OWNER),
    Kind("income", "desk/gifts/income/", "/desk/gifts/income/", OWNER),
    Kind("bank", "desk/bank/", "/desk/bank/", OWNER),
    Kind("payouts", "desk/gifts/payouts/", "/desk/gifts/payouts/", OWNER),
    Kind("giving", "desk/giving/", "/desk/giving/", OWNER),
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
    for of in (
        *("", "section/<str:slug>/", "author/<str:slug>/", "author/<str:slug>/comments/", "tag/<str:slug>/"),
        "threads/<int:thread_id>/",
    )
    for form in ("atom", "rss", "json")
)
POSTED_TO = frozenset(
    {
        "my/giving/<str:token>/amount", "my/giving/<str:token>/pause", "my/giving/<str:token>/resume",
        "my/giving/<str:token>/end", "my/giving/<str:token>/card", "my/giving/<str:token>/name",
        "my/giving/<str:token>/pay", "my/giving/<str:token>/forget",
        "desk/sign-out/", "threads/<int:thread_id>/comments", "comments/<int:comment_id>/vote",
        "my/comments/<int:comment_id>/edit", "my/comments/<int:comment_id>/withdraw",
        "desk/comments/<int:comment_id>/release", "desk/comments/<int:comment_id>/remove",
        "desk/comments/<int:comment_id>/pick", "desk/comments/<int:comment_id>/unpick",
        "desk/threads/<int:thread_id>/close", "desk/threads/<int:thread_id>/reopen",
        "desk/threads/<int:thread_id>/pace",
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
        "desk/gifts/gifts.csv", "desk/gifts/months/<str:month>/books.csv",
        "desk/gifts/months/<str:month>/books.journal",
        "desk/gifts/table/gifts.csv",
        "desk/sign-in/passkey/", "desk/sign-in/passkey/options", "desk/invitation/<str:token>/options",
        "desk/me/passkeys/options",
    }
)  # fmt: skip
EMPTY_HOUSE = frozenset({"begin/"})
"""There only before a newspaper lives here: `test_founding.py`."""

NOT_PAGES = FEEDS | POSTED_TO | FOR_PROGRAMS | EMPTY_HOUSE
