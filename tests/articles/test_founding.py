"""An empty house: who knows the code founds the newspaper, once, and nobody else does."""

from __future__ import annotations

import pytest
from django.test import Client

from folkmoot.articles.models import FixedPage, Publication
from folkmoot.articles.queries import publications
from folkmoot.articles.queries.next_steps import StepKind, next_steps
from folkmoot.kit.one_time_code import code_spent, is_code, make_code
from folkmoot.readers.models import Account
from folkmoot.readers.values import Role
from tests.cast import ADA

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Das *Fordhamer* Blatt",
    "owner_name": ADA,
    "email": "ada@example.org",
    "password": "an otter under the ice",
    "language": "de",
    "time_zone": "",
    "base_url": "http://news.example",
}


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "news.example", "sec-fetch-site": "same-origin"})


@pytest.fixture
def code() -> str:
    return make_code()


@pytest.mark.parametrize("path", ["/", "/articles/x/", "/desk/", "/desk/sign-in/", "/my/", "/search?q=x", "/nothing"])
def test_every_page_of_an_empty_house_leads_to_where_it_is_founded(visitor, path):
    assert visitor.get(path)["Location"] == "/begin/"


def test_machines_are_answered_as_ever(visitor):
    assert visitor.get("/readyz").status_code in {200, 503}
    assert visitor.get("/metrics").status_code == 404
    assert visitor.get("/api/v1/counts?url=https://a.example/").status_code == 421


def test_the_form_speaks_the_browsers_language_and_fills_in_what_can_be_guessed(visitor):
    page = visitor.get("/begin/?code=ABCD", headers={"accept-language": "de-AT,de;q=0.9,en;q=0.5"}).content.decode()
    assert '<html lang="de"' in page
    assert '<option value="de-AT" lang="de-AT" selected>' in page
    assert 'value="http://news.example"' in page
    assert 'value="ABCD"' in page


@pytest.mark.both_databases
def test_whoever_knows_the_code_is_signed_in_as_owner_of_a_newspaper_with_pages(visitor, code):
    founded = visitor.post("/begin/", TYPED | {"code": code.lower().replace("-", " ")})
    assert (founded.status_code, founded["Location"]) == (303, "/desk/?founded=1")
    (view,) = publications()
    assert (view.slug, view.time_zone, view.base_url) == ("das-fordhamer-blatt", "Europe/Berlin", "http://news.example")
    account = Account.objects.get()
    assert list(account.staff_roles.values_list("role", flat=True)) == [Role.OWNER]
    assert sorted(FixedPage.objects.values_list("slug", "purpose")) == [
        ("datenschutz", "privacy"), ("hausregeln", "rules"), ("impressum", "imprint"), ("uber-uns", "about"),
    ]  # fmt: skip
    about = visitor.get("/uber-uns/").content.decode()
    assert "Das *Fordhamer* Blatt" in about
    assert 'href="/hausregeln/"' in about
    assert 'href="mailto:ada@example.org"' in visitor.get("/impressum/").content.decode()
    assert visitor.get(founded["Location"]).status_code == 200
    kinds = [step.kind for step in next_steps(view.id, [Role.OWNER])]
    assert kinds == [StepKind.FILL_GAPS, StepKind.DRESS, StepKind.WRITE]
    assert next_steps(view.id, [Role.MODERATOR]) == ()


def test_nobody_founds_twice_and_the_code_is_spent(visitor, code):
    visitor.post("/begin/", TYPED | {"code": code})
    assert not is_code(code)
    again = Client(headers={"host": "news.example", "sec-fetch-site": "same-origin"})
    assert again.get("/begin/").status_code == 404
    assert again.post("/begin/", TYPED | {"code": code, "name": "Another"}).status_code == 404
    assert Publication.objects.count() == 1


def test_what_is_refused_is_said_at_its_field_and_nothing_is_there(visitor, code):
    for typed, field in (
        ({"code": "AAAA-BBBB-CCCC"}, "code"),
        ({"code": ""}, "code"),
        ({"name": " "}, "name"),
        ({"owner_name": ""}, "owner_name"),
        ({"email": "ada"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "password12"}, "password"),
        ({"language": "<de>"}, "language"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"base_url": "news.example"}, "base_url"),
    ):
        response = visitor.post("/begin/", TYPED | {"code": code} | typed)
        page = response.content.decode()
        assert response.status_code in {403, 422}, typed
        assert f'id="error-{field}" role="alert"' in page, typed
        assert typed.get("name", TYPED["name"]) in page
        assert TYPED["password"] not in page
    assert (Publication.objects.count(), Account.objects.count(), FixedPage.objects.count()) == (0, 0, 0)
    assert is_code(code)


def test_guesses_come_to_an_end(visitor, code):
    answers = [visitor.post("/begin/", TYPED | {"code": "AAAA-AAAA-AAAA"}).status_code for _ in range(11)]
    assert answers == [403] * 10 + [429]
    assert visitor.post("/begin/", TYPED | {"code": code}).status_code == 303


def test_another_sites_page_founds_nothing(visitor, code):
    refused = visitor.post("/begin/", TYPED | {"code": code}, headers={"sec-fetch-site": "cross-site"})
    assert refused.status_code in {302, 403}
    assert not Publication.objects.exists()


def test_a_new_code_ends_the_one_of_before_and_a_failure_gives_it_back(code):
    newer = make_code()
    assert not is_code(code)

    def fail_inside() -> None:
        with code_spent() as was_there, code_spent() as still_there:
            assert (was_there, still_there) == (True, False)
            raise KeyError

    with pytest.raises(KeyError):
        fail_inside()
    assert is_code(newer)
