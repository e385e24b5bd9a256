"""The table of public routes beside the map of all addresses: what is the same for everybody, and nothing else, is shared."""

from __future__ import annotations

import re

import pytest

from folkmoot.discussion.values import API_WINDOW_ROOTS, Order
from folkmoot.edge.routes import Routes, normalise
from folkmoot.funding.views import embed, support
from folkmoot.pages import edits, history, sitemaps, theme, views
from folkmoot.pages.feeds import views as feeds
from folkmoot.wiring.routes import API_WINDOW, ROUTES, WINDOW
from tests.authorisation.routes import routes

SHARED_PAGES = (edits, embed, support, views, feeds, history, sitemaps, theme)
SHARED_API = ("api/v1/threads/<thread_id>/comments", "api/v1/campaigns/<slug>")
ONLY_POSTED = (
    "threads/<int:thread_id>/comments",
    "comments/<int:comment_id>/vote",
)  # a GET there is refused, by anybody
TABLE = Routes(ROUTES)


def example(route):
    """Return an address that leads to this route."""
    return "/" + re.sub(r"<(?:(\w+):)?[^>]*>", lambda found: "a-slug" if found[1] in ("str", "path") else "7", route)


def is_shared(route, pattern):
    module = getattr(pattern.callback, "__module__", "")
    if pattern.name in ("wordpress_feed", "news_sitemap"):
        return pattern.name == "wordpress_feed"
    return route in SHARED_API or module in (page.__name__ for page in SHARED_PAGES)


@pytest.mark.parametrize(("route", "pattern"), [pair for pair in routes() if "~" not in pair[0]], ids=str)
def test_an_address_is_shared_if_its_page_is_the_same_for_everybody_and_only_then(route, pattern):
    found = TABLE.find(example(route))
    if route not in ONLY_POSTED:
        assert (found is not None) == is_shared(route, pattern), example(route)


@pytest.mark.parametrize("path", ["/2019/05/an-old-article/", "/index.php", "/anything", "/apiary/", "/desks/"])
def test_addresses_of_before_are_shared(path):
    assert TABLE.find(path)


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/v1/me",
        "/desk",
        "/desk/queue/",
        "/admin/",
        "/my/",
        "/media/x.png",
        "/readyz",
        "/metrics",
        "/live/threads/1",
    ],
)
def test_what_depends_on_who_asks_is_not(path):
    assert TABLE.find(path) is None


def test_what_is_left_out_means_what_the_table_says():
    assert WINDOW["order"] == Order.NEWEST
    assert API_WINDOW["limit"] == str(API_WINDOW_ROOTS)


def test_a_query_is_brought_into_one_form():
    route = TABLE.find("/articles/a-slug/")
    assert normalise(b"utm_source=x&after=c%2Bd&order=oldest&after=", route) == "order=oldest&after=c%2Bd"
    assert normalise(b"order=newest&after=", route) == ""
