"""Everybody knocks at every door, for things in every state: the whole house against one table."""

from __future__ import annotations

import json
import re

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import path

from folkmoot.kit import clock
from folkmoot.kit.outbox.models import HandlerCursor
from folkmoot.kit.outbox.sequence import last_seq, stamp
from folkmoot.kit.outbox.subscribers import subscribers
from folkmoot.urls import urlpatterns
from tests.authorisation.people import PEOPLE
from tests.authorisation.routes import admin_routes, doors, twice
from tests.authorisation.table import TABLE, Row
from tests.authorisation.world import World, make_world

pytestmark = pytest.mark.django_db
CASES = [
    pytest.param(row, state, id=f"{row.method} {row.route} {state}".strip()) for row in TABLE for state in row.answers
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once for all doors; what is done at a door is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world(clock.now())
        stamp()
        for one in subscribers():
            HandlerCursor.objects.create(name=one.name, seq=last_seq())  # nothing waits, so this world is ready
        yield made
        transaction.set_rollback(True)


def knock(world: World, row: Row, state: str, person: str, **headers: str) -> HttpResponse:
    """Return what one person gets at one door; nothing of it is kept."""
    body = {"data": row.form}
    if row.json is not None:
        body = {"data": json.dumps(row.json), "content_type": "application/json"}
    elif row.method not in ("GET", "POST"):
        body = {}
    test = transaction.atomic()
    test._from_testcase = True  # as Django's TestCase marks its own: limits insist on a transaction of their own
    with test:
        browser = world.browsers[person]
        address = world.path(row.address, row.thing, state)
        cookies = browser.cookies.copy()
        response = getattr(browser, row.method.lower())(address, **body, headers=headers)
        browser.cookies = cookies
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize(("row", "state"), CASES)
def test_each_person_gets_what_the_table_says(world, row, state):
    got = {person: knock(world, row, state, person).status_code for person in PEOPLE}
    assert got == row.answers[state]


@pytest.mark.parametrize(("row", "state"), [case for case in CASES if case.values[0].method != "GET"])
def test_nothing_is_written_for_another_sites_page(world, row, state):
    response = knock(world, row, state, "superuser", **{"sec-fetch-site": "cross-site"})
    assert response.status_code in (403, 405)


def test_every_door_has_a_row_and_every_row_a_door():
    rows = {(row.method, row.route) for row in TABLE}
    assert doors() - rows == set()
    assert rows - doors() == set()


def test_a_new_door_without_a_row_is_seen(settings):
    settings.ROOT_URLCONF = (*urlpatterns, path("back-door/", lambda _: HttpResponse()))
    assert doors() - {(row.method, row.route) for row in TABLE} == {("GET", "back-door/"), ("POST", "back-door/")}


def test_no_route_hides_behind_its_twin():
    assert twice() == []


def test_every_row_speaks_of_everybody():
    assert [row for row in TABLE for answers in row.answers.values() if set(answers) != set(PEOPLE)] == []


@pytest.mark.parametrize("person", [person for person in PEOPLE if person != "superuser"])
def test_the_admin_opens_for_nobody_but_those_who_may_do_everything(world, person):
    for route in admin_routes():
        address = "/" + re.sub(r"<[^>]+>|~.*", "1", route)
        response = world.browsers[person].get(address)
        assert response.status_code in (301, 302, 403, 404), address
