"""`/metrics` on the public port: for the token, and for nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

TOKEN = "a token of twenty-six letters"


@pytest.fixture
def _token(settings):
    settings.FOLKMOOT = replace(settings.FOLKMOOT, metrics_token=TOKEN)


def ask(authorization=None, method="get"):
    headers = {} if authorization is None else {"Authorization": authorization}
    return getattr(Client(), method)("/metrics", headers=headers)


@pytest.mark.both_databases
@pytest.mark.django_db
@pytest.mark.usefixtures("_token")
@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_with_the_token_there_are_figures(scheme):
    answer = ask(f"{scheme} {TOKEN}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert "\nfolkmoot_database_up 1\n" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("_token")
@pytest.mark.parametrize(
    "sent", [None, "", "Bearer", "Bearer ", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer \xe9"]
)
def test_to_a_stranger_it_is_not_there(sent):
    assert ask(sent).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [None, "Bearer", "Bearer "])
def test_where_no_token_is_set_no_token_is_right(sent):
    assert ask(sent).status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("_token")
def test_not_even_the_method_tells_that_it_is_there():
    assert ask(method="options").status_code == 404
