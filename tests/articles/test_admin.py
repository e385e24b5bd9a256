"""The admin looks, and changes little, through commands."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client

from folkmoot.articles.models import Publication
from folkmoot.kit.admin import ReadOnlyAdmin
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.readers.models import Account, StaffRole
from folkmoot.readers.values import Role
from tests.articles.writing import publish

pytestmark = pytest.mark.django_db
OURS = [model for model in admin.site._registry if model.__module__.startswith("folkmoot.")]
ROLE = {"publication_id": 1, "role": "editor"}


@pytest.fixture
def browser(gazette):
    browser = Client(headers={"host": "gazette.example", "sec-fetch-site": "same-origin"})
    browser.force_login(Account.objects.create_superuser("root@example.org"))
    return browser


def address(model, rest: str = "") -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{rest}"


def typed(publication: Publication, **changes) -> dict[str, str]:
    names = ("slug", "name", "tagline", "language", "time_zone", "base_url")
    return {name: getattr(publication, name) for name in names} | {"hosts": "[]", "origins": "[]"} | changes


@pytest.mark.parametrize("model", OURS)
def test_every_room_can_be_looked_at_and_is_read_only_unless_it_says_otherwise(gazette, browser, model):
    publish(gazette.id)
    assert issubclass(type(admin.site._registry[model]), ReadOnlyAdmin)
    assert browser.get(address(model)).status_code == 200
    row = model._default_manager.order_by("pk").first()
    if row is not None:
        assert browser.get(address(model, f"{row.pk}/change/")).status_code == 200


def test_a_publication_is_changed_through_its_command(browser):
    row = Publication.objects.get()
    response = browser.post(
        address(Publication, f"{row.pk}/change/"), typed(row, name="The Gazette", hosts='["WWW.Gazette.example"]')
    )
    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.name, row.hosts) == ("The Gazette", ["www.gazette.example"])
    assert OutboxEntry.objects.filter(kind="articles.publication_changed").count() == 2


def test_a_publication_is_founded_through_its_command(browser):
    row = Publication(slug="herald", name="The Herald", base_url="https://herald.example")
    assert browser.post(address(Publication, "add/"), typed(row)).status_code == 302
    assert Publication.objects.get(slug="herald").created_at is not None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"time_zone": "Mars"}, "The time zone is a name"),
        ({"base_url": "gazette"}, "must begin with http"),
        ({"origins": '{"a": 1}'}, "Write a list of text"),
        ({"origins": "[1]"}, "Write a list of text"),
        ({"slug": "a b"}, "slug"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(browser, changes, sentence):
    row = Publication.objects.get()
    response = browser.post(address(Publication, f"{row.pk}/change/"), typed(row, **changes))
    assert response.status_code == 200
    assert sentence in response.content.decode()


def test_an_account_is_made_with_a_hashed_password_and_closed_again(browser):
    made = {"email": "Bo@example.org", "name": "Bo", "password": "a bridge too far"}
    assert browser.post(address(Account, "add/"), made).status_code == 302
    account = Account.objects.get(email="bo@example.org")
    assert account.check_password("a bridge too far")
    browser.post(address(Account, f"{account.pk}/change/"), {"name": "Bo L."})
    account.refresh_from_db()
    assert (account.name, account.is_active, account.is_superuser) == ("Bo L.", False, False)


def test_a_weak_password_is_refused(browser):
    response = browser.post(address(Account, "add/"), {"email": "bo@example.org", "password": "password"})
    assert "too common" in response.content.decode()
    assert not Account.objects.filter(email="bo@example.org").exists()


def test_roles_are_given_and_taken(browser):
    account = Account.objects.get()
    assert browser.post(address(StaffRole, "add/"), ROLE | {"account": account.pk}).status_code == 302
    role = StaffRole.objects.get()
    assert role.role == Role.EDITOR
    assert browser.post(address(StaffRole, f"{role.pk}/delete/"), {"post": "yes"}).status_code == 302
    assert not StaffRole.objects.exists()


def test_an_editor_is_not_let_in(gazette):
    browser = Client(headers={"host": "gazette.example"})
    browser.force_login(Account.objects.create_user("bo@example.org"))
    assert browser.get("/admin/").status_code == 302
