"""Who may write through the doors: the first header that is present decides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import RequestFactory

from folkmoot.kit.http.guard import require_same_origin
from folkmoot.pure.verdict import DeniedError

FORM = "/threads/1/comments"
API = "/api/v1/threads/1/comments"


def post(path=FORM, *, host="news.example", content_type="application/x-www-form-urlencoded", secure=True, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return RequestFactory().post(path, b"{}", content_type=content_type, secure=secure, headers={"Host": host, **named})


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "same-origin", "Origin": "https://elsewhere.example"},
        {"Origin": "https://news.example"},
        {"Origin": "https://NEWS.example:443", "Referer": "https://elsewhere.example/"},
        {"Referer": "https://news.example/articles/the-bridge/?x=1"},
    ],
)
def test_our_own_pages_may_write(headers):
    require_same_origin(post(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site", "Origin": "https://news.example"},
        {"Sec_Fetch_Site": "none", "Referer": "https://news.example/"},
        {"Origin": "null", "Referer": "https://news.example/"},
        {"Origin": "", "Referer": "https://news.example/"},
        {"Origin": "http://news.example"},
        {"Origin": "https://news.example:8443"},
        {"Origin": "https://news.example.evil.example"},
        {"Origin": "https://newsXexample"},
        {"Origin": "https://news.example@evil.example"},
        {"Origin": "https://[news.example"},
        {"Referer": "javascript:void(0)"},
        {"Referer": "https://evil.example/?https://news.example/"},
    ],
)
def test_a_first_header_that_is_wrong_or_missing_is_refused_whatever_the_next_says(headers):
    with pytest.raises(DeniedError) as refused:
        require_same_origin(post(**headers))
    assert refused.value.denial.code == "foreign_origin"


def test_a_bearer_token_needs_no_origin():
    require_same_origin(post(API, content_type="application/json", Authorization="Bearer abc", Cookie="a=b"))


def test_another_scheme_or_an_empty_bearer_is_no_proof():
    for value in ("Basic abc", "Bearer", "Bearer  "):
        with pytest.raises(DeniedError):
            require_same_origin(post(Authorization=value))


def test_json_to_the_api_without_any_cookie_needs_no_origin():
    require_same_origin(post(API, content_type="application/json; charset=utf-8"))


@pytest.mark.parametrize(
    ("path", "content_type", "headers"),
    [
        (API, "application/json", {"Cookie": "theme=dark"}),
        (API, "text/plain", {}),
        (FORM, "application/json", {}),
    ],
)
def test_json_is_free_only_at_the_api_and_without_cookies(path, content_type, headers):
    with pytest.raises(DeniedError):
        require_same_origin(post(path, content_type=content_type, **headers))


def test_the_configured_public_address_is_ours_even_behind_a_proxy_that_speaks_plain_http(settings):
    settings.FOLKMOOT = replace(settings.FOLKMOOT, base_url="https://news.example")
    require_same_origin(post(host="10.0.0.7:8000", secure=False, Origin="https://news.example"))
