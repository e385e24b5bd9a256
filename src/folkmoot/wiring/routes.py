"""The pages that are the same for every reader, and what in their addresses matters. Everything else goes to Django.

The first row that matches counts. What is not a page of the newspaper begins with one of `NOT_PAGES`.
"""

from __future__ import annotations

import re

from folkmoot.edge.routes import Route

NOT_PAGES = (
    *("api", "begin", "desk", "admin", "my", "pay", "static", "media", "live", "readyz", "healthz", "metrics"),
    # What changes by the hour, and what is asked for in too many ways to keep.
    *("news-sitemap.xml", "search"),
)

LIST = {"before": ""}
WINDOW = {"order": "newest", "filter": "", "after": ""}
OLD_LINK = {"p": "", "page_id": ""}
API_WINDOW = {"order": "newest", "filter": "", "limit": "50", "after": ""}

ROUTES = (
    Route(re.compile(r"/"), LIST | OLD_LINK),
    Route(re.compile(r"/articles/[^/]+/"), WINDOW),
    Route(re.compile(r"/articles/[^/]+/history/(\d+/)?")),
    Route(re.compile(r"/threads/\d+/"), WINDOW),
    # Whoever has just written or moderated is led here: never an old copy.
    Route(re.compile(r"/comments/\d+"), {"order": "newest", "after": ""}, stale_s=0),
    # What a comment said before goes at once when the comment does.
    Route(re.compile(r"/comments/\d+/edits"), stale_s=0),
    Route(re.compile(r"/(section|author|tag)/[^/]+/"), LIST),
    Route(re.compile(r"/((section|author|tag)/[^/]+/|author/[^/]+/comments/|threads/\d+/)?feed\.(atom|rss|json)")),
    Route(re.compile(r"/(sitemap(-pages|-\d+)?\.xml|robots\.txt|feed/)")),
    # A program that posts and then reads finds what it posted.
    Route(re.compile(r"/api/v1/threads/\d+/comments"), API_WINDOW, stale_s=0),
    # What readers are asked for, and from which article they came to it; the form itself is nobody else's page.
    Route(re.compile(r"/support/([^/]+/)?"), {"from": ""}),
    Route(re.compile(r"/support/[^/]+/supporters/"), LIST),
    # How far a campaign is, for other sites and for whoever counts. Who gave looks here next.
    Route(re.compile(r"/support/[^/]+/embed/")),
    Route(re.compile(r"/api/v1/campaigns/[^/]+"), stale_s=0),
    # Stylesheet and scripts: their names change with what is in them.
    Route(re.compile(r"/static/.+")),
    # The publication's own colours and fonts, likewise.
    Route(re.compile(r"/theme/[0-9a-f]+\.css")),
    # Fixed pages, and every address of before.
    Route(re.compile(rf"/(?!({'|'.join(NOT_PAGES)})(/|$)|support/[^/]+/give$).*"), WINDOW | OLD_LINK),
)
