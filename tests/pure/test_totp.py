"""Codes by the time, against the vectors of RFC 6238 (appendix B, SHA-1) and RFC 4226 (appendix D)."""

from __future__ import annotations

import pytest

from folkmoot.pure.browsers import browser_name
from folkmoot.pure.totp import code_at, key_uri, secret_text, step_of

SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("at_s", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_norm(at_s, code):
    assert code_at(SECRET, at_s // 30) == code


def test_a_clock_may_be_half_a_minute_off_and_no_code_counts_twice():
    at_s = 1234567890
    step = at_s // 30
    assert [step_of(SECRET, code_at(SECRET, step + off), at_s=at_s, after=0) for off in (-2, -1, 0, 1, 2)] == [
        None, step - 1, step, step + 1, None,
    ]  # fmt: skip
    assert step_of(SECRET, code_at(SECRET, step), at_s=at_s, after=step) is None
    assert step_of(SECRET, code_at(SECRET, step - 1), at_s=at_s, after=step - 1) is None
    assert step_of(SECRET, "１２３４５６", at_s=at_s, after=0) is None


def test_an_app_reads_secret_and_name():
    uri = key_uri(SECRET, issuer="The Gazette: daily", account="ada@example.org")
    assert uri == (
        "otpauth://totp/The%20Gazette%20%20daily%3Aada%40example.org"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=The%20Gazette%20%20daily"
    )
    assert secret_text(SECRET) in uri


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.5", ""),
    ],
)  # fmt: skip
def test_a_browser_has_a_name_that_people_know(user_agent, name):
    assert browser_name(user_agent) == name
