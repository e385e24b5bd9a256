"""The publication that the edge found at a host is the one that those behind it work with, and none asks again."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace

import pytest
from django.core.handlers.asgi import ASGIRequest

from folkmoot.articles.queries import publication_of
from folkmoot.kit.http.errors import MisdirectedError
from folkmoot.wiring.front import find_home
from tests.articles.writing import GAZETTE, HERALD, found
from tests.edge.front import Front, nobody

pytestmark = pytest.mark.django_db


@pytest.fixture
def behind(tmp_path):
    """Ask the edge for a page that is not on the shelf; return the request as Django is handed it."""
    requests: list[ASGIRequest] = []

    async def app(scope, receive, send):
        requests.append(ASGIRequest(scope, io.BytesIO()))
        await nobody(scope, receive, send)

    front = Front(folder=tmp_path, app=app)

    def ask() -> ASGIRequest:
        front.home = find_home()
        front.epochs.tell(["hosts"])
        asyncio.run(front.ask("/my/", host="gazette.example"))
        return requests.pop()

    return ask


def test_behind_the_edge_nobody_asks_who_lives_at_a_host(behind, django_assert_num_queries):
    gazette = found(GAZETTE)
    found(replace(HERALD, hosts=("www.herald.example",)))
    request = behind()
    with django_assert_num_queries(0):
        assert publication_of(request) == gazette


def test_where_nobody_lives_yet_it_is_asked_anew(behind):
    request = behind()
    with pytest.raises(MisdirectedError):
        publication_of(request)
    gazette = found(GAZETTE)
    assert publication_of(request) == gazette
