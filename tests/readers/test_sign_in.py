"""Signing in and out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf.global_settings import SESSION_COOKIE_AGE
from django.contrib.sessions.models import Session
from django.test import Client

from folkmoot.kit import clock
from folkmoot.readers.commands.clear_sessions import clear_sessions
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.models import Account
from folkmoot.readers.values import GUEST_COOKIE, MARKER_COOKIE
from folkmoot.readers.views.sign_in import TRIES_PER_NAME
from tests.articles.writing import found

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a bridge too far"
SIGN_IN = "/desk/sign-in/"


@pytest.fixture
def browser():
    found()
    make_account(email="Ada@Example.org", password=PASSWORD, name="Ada")
    return Client(headers={"sec-fetch-site": "same-origin", "host": "gazette.example"})


def sent(browser: Client, **changes):
    return browser.post(SIGN_IN, {"email": "ada@example.org", "password": PASSWORD} | changes)


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_the_right_words_open_the_desk(browser):
    response = sent(browser, email=" ADA@example.org ")
    assert (response.status_code, response["Location"]) == (303, "/desk/")
    assert is_signed_in(browser)
    assert browser.cookies[MARKER_COOKIE].value == "1"
    assert not browser.cookies[MARKER_COOKIE]["httponly"]


def test_wrong_name_and_wrong_password_get_one_answer_without_a_cookie(browser):
    name = sent(browser, email="bo@example.org")
    password = sent(browser, password="wrong")
    assert name.status_code == password.status_code == 403
    assert name.content.replace(b"bo@", b"ada@") == password.content
    assert not name.cookies
    assert not is_signed_in(browser)


def test_an_account_that_was_closed_gets_the_same_answer(browser):
    Account.objects.update(is_active=False)
    assert sent(browser).status_code == 403
    assert not is_signed_in(browser)


@pytest.mark.parametrize("target", ["/desk/articles/?before=3", "/admin/"])
def test_one_is_led_back_to_the_page_one_came_for(browser, target):
    assert sent(browser, next=target)["Location"] == target
    assert (
        f'value="{target}"'
        in Client(headers={"host": "gazette.example"}).get(SIGN_IN, {"next": target}).content.decode()
    )


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "desk", "", "///evil"],
)
def test_nobody_is_led_to_another_site(browser, target):
    assert sent(browser, next=target)["Location"] == "/desk/"


def test_after_too_many_tries_even_the_right_password_must_wait(browser):
    for _ in range(TRIES_PER_NAME):
        assert sent(browser, password="wrong").status_code == 403
    response = sent(browser)
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "Too many tries" in response.content.decode()
    assert not is_signed_in(browser)


def test_a_sign_in_form_of_another_site_is_refused(browser):
    response = browser.post(
        SIGN_IN, {"email": "ada@example.org", "password": PASSWORD}, headers={"sec-fetch-site": "cross-site"}
    )
    assert response.status_code == 403
    assert not is_signed_in(browser)


def test_signing_out_ends_the_session_and_a_guest_stays_a_guest(browser):
    sent(browser)
    assert browser.get("/desk/sign-out/").status_code == 405
    assert browser.post("/desk/sign-out/")["Location"] == SIGN_IN
    assert not is_signed_in(browser)
    assert browser.cookies[MARKER_COOKIE].value == ""
    sent(browser)
    browser.cookies[GUEST_COOKIE] = "token"
    browser.post("/desk/sign-out/")
    assert browser.cookies[MARKER_COOKIE].value == "1"


def test_the_admin_has_no_door_of_its_own(browser):
    response = browser.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/desk/sign-in/?next=%2Fadmin%2F"


def test_over_https_the_session_never_travels_in_the_clear(browser):
    assert not sent(browser).cookies["sessionid"]["secure"]
    response = browser.post(SIGN_IN, {"email": "ada@example.org", "password": PASSWORD}, secure=True)
    assert response.cookies["sessionid"]["secure"]
    assert response.cookies["sessionid"]["httponly"]
    assert response.cookies["sessionid"]["samesite"] == "Lax"


def test_sessions_that_have_run_out_are_forgotten(browser):
    sent(browser)
    assert clear_sessions(now=clock.now()) == 0
    assert is_signed_in(browser)
    assert clear_sessions(now=clock.now() + timedelta(seconds=SESSION_COOKIE_AGE + 1)) == 1
    assert not Session.objects.exists()
