"""What browsers and programs get: policy, cache words, refusals, failures."""

from __future__ import annotations

import json

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.kit.http.addresses")

OURS = {"Sec-Fetch-Site": "same-origin"}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types folkmoot"
)


@pytest.fixture
def browser():
    return Client(raise_request_exception=False, headers=OURS)


def test_a_page_may_load_only_our_own_and_write_html_only_through_one_policy(browser):
    assert browser.get("/page")["Content-Security-Policy"] == PAGE_POLICY


def test_the_admin_has_the_same_policy_without_trusted_types(browser):
    assert browser.get("/admin/page")["Content-Security-Policy"] == PAGE_POLICY.partition("; require-trusted")[0]


def test_data_may_do_nothing_in_a_browser(browser):
    assert browser.get("/api/v1/echo")["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("path", ["/page", "/api/v1/echo", "/nowhere", "/broken", "/denied"])
def test_every_answer_carries_the_browser_policy(browser, path):
    answer = browser.get(path)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_private_is_the_rule_and_shared_pages_say_so_with_their_keys(browser):
    assert browser.get("/echo")["Cache-Control"] == "private, no-store"
    answer = browser.get("/page")
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert answer["Surrogate-Key"] == "article-1 thread-1"


def test_reading_a_shared_page_sets_no_cookie_and_depends_on_none(browser):
    answer = browser.get("/page")
    assert not answer.cookies
    assert not answer.has_header("Vary")


def test_a_refusal_is_a_page_for_people_and_a_problem_for_programs(browser):
    page, problem = browser.get("/denied"), browser.get("/api/v1/denied")
    assert (page.status_code, page["Retry-After"]) == (429, "7")
    assert "Wait &lt;a&gt; moment." in page.content.decode()
    assert problem["Content-Type"] == "application/problem+json"
    assert problem["Retry-After"] == "7"
    assert json.loads(problem.content) == {
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": 429,
        "code": "too_fast",
        "detail": "Wait <a> moment.",
        "field": "body",
    }


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("misdirected", 421, "unknown_host"),
        ("busy", 503, "busy"),
        ("full", 503, "storage_full"),
        ("broken", 500, "broken"),
        ("nowhere", 404, "not_found"),
    ],
)
def test_a_failure_has_its_status_and_tells_nothing_of_the_machine(browser, name, status, code):
    page, problem = browser.get(f"/{name}"), browser.get(f"/api/v1/{name}")
    assert page.status_code == problem.status_code == status
    assert page["Content-Type"].startswith("text/html")
    assert json.loads(problem.content)["code"] == code
    for answer in (page, problem):
        assert b"secret" not in answer.content
        assert b"Traceback" not in answer.content


def test_a_busy_database_says_when_to_come_back(browser):
    assert browser.get("/busy")["Retry-After"] == "5"


def test_a_full_disk_says_when_to_come_back_whoever_found_it_full(browser, settings):
    assert browser.get("/full")["Retry-After"] == "10"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.kit.http.addresses.full_on_the_way_out"]
    answer = Client(raise_request_exception=False).get("/api/v1/echo")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert json.loads(answer.content)["code"] == "storage_full"


def test_a_method_that_a_page_does_not_know_is_refused_in_words(browser):
    answer = browser.put("/page")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert b"<h1>" in answer.content
    assert json.loads(browser.delete("/api/v1/page").content)["code"] == "method_not_allowed"


def test_writes_from_elsewhere_never_reach_a_view():
    stranger = Client(headers={"Origin": "https://evil.example"})
    answer = stranger.post("/echo", {"body": "a"})
    assert answer.status_code == 403
    assert b"did not come from our own page" in answer.content
    assert json.loads(stranger.post("/api/v1/echo", {"body": "a"}).content)["code"] == "foreign_origin"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_every_writing_method_is_guarded_and_reading_is_not(method):
    assert getattr(Client(), method)("/echo").status_code == 403
    assert getattr(Client(headers=OURS), method)("/echo").status_code == 200
    assert Client().get("/echo").status_code == 200
