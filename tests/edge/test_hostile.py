"""Hostile bytes against the real server: always 4xx with a reason, never 5xx, never slow."""

from __future__ import annotations

import base64
import json
import time

import pytest

from folkmoot.kit.pool import PooledHandler
from tests.edge.front import HOME, Front
from tests.loopback import request, served, speak
from tests.shared import shared

pytestmark = [pytest.mark.urls("tests.kit.http.addresses"), pytest.mark.usefixtures("no_newspaper")]

OURS = ("Sec-Fetch-Site: same-origin",)
MOST_WORK_S = 2.0  # of this process, which is also the server: what else the machine does must not matter
STRANGER = "6.6.6.6"


@pytest.fixture(scope="module")
def port():
    pool = PooledHandler()
    with served(Front(routes=(), app=pool, home=lambda _host: HOME).edge) as port:
        yield port
    pool.close()


def head(*lines):
    return "\r\n".join((*lines, "", "")).encode("latin-1")


def post(path, *lines):
    return head(f"POST {path} HTTP/1.1", "Host: localhost", *OURS, *lines)


def problem(answer):
    """Return (status, code) of a refusal, having made sure that it is one."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["connection"] == "close"
    told = json.loads(answer.body)
    assert told["status"] == answer.status
    return answer.status, told["code"]


def test_an_ordinary_post_passes(port):
    answer = speak(port, request("/echo", method="POST", body=b"to the bridge", headers=OURS))
    assert answer.status == 200
    assert json.loads(answer.body)["body"] == "to the bridge"


def test_a_length_beyond_the_limit_is_refused_before_a_byte_is_sent(port):
    answer = speak(port, post("/echo", "Content-Length: 10000000000"))
    assert problem(answer) == (413, "body_too_large")


def test_chunks_beyond_the_limit_are_refused_although_no_length_was_named(port):
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    answer = speak(port, post("/echo", "Transfer-Encoding: chunked"), *[chunk] * 17)
    assert problem(answer) == (413, "body_too_large")


def test_a_client_that_promises_more_than_it_sends_never_reaches_django(port):
    assert speak(port, post("/echo", "Content-Length: 100"), b"half", hang_up=True) is None


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: -1",),
        ("Content-Length: 0x10",),
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked, identity",),
    ],
)
def test_lengths_that_contradict_themselves_are_refused(port, lines):
    assert speak(port, post("/echo", *lines), b"hello").status == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/%00", 400),
        ("/%ff%fe", 400),
        ("/%zz", 400),
        ("/page?q=%00", 400),
        ("/page?q=%ff", 400),
        ("/" + "a/" * 5000, 414),
        ("/page?q=" + "a" * 60_000, 414),
        ("/../../etc/passwd", 404),
        ("/static/../../keys/secret", 404),
        ("/static/%2e%2e/%2e%2e/keys/secret", 404),
        ("/media/%2e%2e/keys/secret", 404),
        ("/media/..%2fkeys%2fsecret.jpg", 404),
        ("//evil.example/", 404),
    ],
)
def test_addresses_that_are_none_are_refused(port, path, status):
    answer = speak(port, request(path))
    assert answer.status == status
    assert b"secret" not in answer.body


def hostile_headers():
    """Yield (id, name, value) of the shared header cases."""
    for line in shared("hostile/generated/cases.jsonl").read_text().splitlines():
        case = json.loads(line)
        if case["id"].startswith("hdr-"):
            yield case["id"], case["field"].removeprefix("header:"), case["value"]


def test_headers_of_a_stranger_change_nothing_about_who_it_is(port):
    plain = json.loads(speak(port, request("/echo")).body)
    seen = 0
    for case, name, value in hostile_headers():
        lines = ["GET /echo HTTP/1.1", "Connection: close", f"{name}: {value}"]
        lines += [] if name == "Host" else ["Host: localhost"]
        answer = speak(port, head(*lines))
        seen += 1
        if name == "Host" and answer.status == 200:
            assert json.loads(answer.body)["host"] == value.splitlines()[0], (
                case
            )  # which publication that is, is asked for elsewhere
        elif answer.status == 200:
            told = json.loads(answer.body)
            kept = ("client", "peer", "host", "scheme", "method", "body")
            assert {key: told[key] for key in kept} == {key: plain[key] for key in kept}, case
        else:
            assert 400 <= answer.status < 500, case
    assert seen >= 15


@pytest.mark.parametrize(
    "name", ["X-Forwarded-For", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "X_Forwarded_For"]
)
def test_django_never_sees_what_a_stranger_says_of_its_address(port, name):
    told = json.loads(speak(port, request("/echo", headers=(f"{name}: {STRANGER}",))).body)
    assert (told["client"], told["peer"]) == ("127.0.0.1", "127.0.0.1")
    assert not [header for header in told["headers"] if "forwarded" in header or "ip" in header.split("-")]


def nested():
    """Yield (id, bytes) of the shared bodies that are made from an expression."""
    for case in json.loads(shared("hostile/generated/nesting.json").read_text()):
        if case["id"].startswith(("json-", "nest-")):
            made = eval(case["make"], {"__builtins__": {}}, {"n": case["n"]})
            yield case["id"], made.encode()


def test_nested_bodies_are_answered_at_once(port):
    codes = {}
    for case, body in nested():
        began = time.process_time()
        answer = speak(
            port, request("/api/v1/parse", method="POST", body=body, headers=("Content-Type: application/json",))
        )
        assert time.process_time() - began < MOST_WORK_S, case
        assert answer.status < 500, case
        codes[case] = answer.status
    assert codes["json-deep"] == codes["json-bigint"] == 400


def test_json_that_is_not_utf8_is_refused(port):
    for line in shared("hostile/generated/invalid_utf8.b64.txt").read_text().split():
        body = b'{"body": "' + base64.b64decode(line) + b'"}'
        answer = speak(
            port, request("/api/v1/parse", method="POST", body=body, headers=("Content-Type: application/json",))
        )
        if is_utf8(body):
            assert answer.status < 500, line
        else:
            assert problem(answer) == (400, "not_utf8"), line


def is_utf8(body):
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in body


def test_health_is_answered_without_django_and_says_no_version(port):
    answer = speak(port, request("/healthz"))
    assert (answer.status, answer.body) == (200, b"alive")
    assert "server" not in answer.headers
    assert "date" in answer.headers


def test_a_websocket_is_not_opened(port):
    upgrade = ("Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
    lines = ("GET /page HTTP/1.1", "Host: localhost", "Connection: close, Upgrade", *upgrade)
    assert speak(port, head(*lines)).status == 200
