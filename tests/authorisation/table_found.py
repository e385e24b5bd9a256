"""The part of the table by which the newspaper is found and followed: feeds, sitemaps, the search."""

from __future__ import annotations

from tests.authorisation.people import everyone
from tests.authorisation.row import GET, Row, read_only

HERE = {"here": everyone(200), "nowhere": everyone(404)}
FOLLOWED = {
    "": ("", {"": everyone(200)}),
    "section/<str:slug>/": ("section", HERE),
    "author/<str:slug>/": ("author", HERE),
    "author/<str:slug>/comments/": ("author", HERE),
    "tag/<str:slug>/": ("tag", HERE),
    "threads/<int:thread_id>/": (
        "thread",
        {"published": everyone(200), "withdrawn": everyone(410), "elsewhere": everyone(404)},
    ),
}
OPEN = ("sitemap.xml", "sitemap-pages.xml", "news-sitemap.xml", "robots.txt")

FOUND = [
    *(
        row
        for place, (thing, answers) in FOLLOWED.items()
        for ending in ("atom", "rss", "json")
        for row in (Row(GET, f"{place}feed.{ending}", thing, answers), *read_only(f"{place}feed.{ending}"))
    ),
    *(Row(GET, route, answers={"": everyone(200)}) for route in OPEN),
    Row(GET, "sitemap-<int:number>.xml", "nothing", {"here": everyone(200)}),
    Row(GET, "search", answers={"": everyone(200)}, query="q=bridge"),
    *read_only(*OPEN, "sitemap-<int:number>.xml", "search"),
]
