"""What the edge refuses before anything is parsed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.edge.bodies import check_body, check_json
from folkmoot.edge.limits import Limits, body_limit, check_head

LIMITS = Limits(body_bytes=1000, upload_bytes=5000)


def head(path="/", *, raw=None, query=b"", headers=((b"host", b"news.example"),)):
    return {"path": path, "raw_path": raw or path.encode(), "query_string": query, "headers": list(headers)}


def code(refusal):
    return refusal and (refusal.status, refusal.code)


def with_headers(*pairs):
    return head(headers=[(b"host", b"news.example"), *pairs])


def test_an_ordinary_request_passes():
    assert check_head(head("/articles/the-bridge/", query=b"order=top&x=%C3%BC"), LIMITS) is None


@pytest.mark.parametrize(
    "scope",
    [
        head(raw=b"/a%00b"),
        head(raw=b"/a%zz"),
        head(raw=b"/a%2"),
        head(raw=b"/%ff"),
        head(raw=b"relative"),
        head(query=b"q=%00"),
        head(query=b"q=\xc3"),
        head(query=b"q=%c3%28"),
    ],
)
def test_an_address_that_is_no_text_is_refused(scope):
    assert code(check_head(scope, LIMITS)) == (400, "bad_address")


def test_addresses_and_headers_have_a_length():
    assert code(check_head(head("/" + "a/" * 5000), LIMITS)) == (414, "address_too_long")
    assert code(check_head(head(query=b"q=" + b"a" * 100_000), LIMITS)) == (414, "address_too_long")
    assert code(check_head(with_headers(*[(b"x", b"y")] * 100), LIMITS)) == (431, "headers_too_large")
    assert code(check_head(with_headers((b"cookie", b"a" * 40_000)), LIMITS)) == (431, "headers_too_large")


@pytest.mark.parametrize("host", [b"", b"news example", b"news.example\r\nX: y", b"a/b", b"[::1", b"n:port", b"\xc3"])
def test_a_host_that_is_none_is_refused(host):
    assert code(check_head(head(headers=[(b"host", host)]), LIMITS)) == (400, "bad_host")


def test_two_hosts_or_none_are_refused():
    assert code(check_head(head(headers=[]), LIMITS)) == (400, "bad_host")
    assert code(check_head(head(headers=[(b"host", b"a"), (b"host", b"b")]), LIMITS)) == (400, "bad_host")


@pytest.mark.parametrize("host", [b"localhost:8000", b"127.0.0.1", b"[::1]:8000", b"News.Example"])
def test_hosts_come_with_ports_and_as_addresses(host):
    assert check_head(head(headers=[(b"host", host)]), LIMITS) is None


@pytest.mark.parametrize("value", [b"-1", b"+1", b"1 ", b"0x10", b"1,1", b""])
def test_a_length_that_is_no_number_is_refused(value):
    assert code(check_head(with_headers((b"content-length", value)), LIMITS)) == (400, "bad_length")


@pytest.mark.parametrize("value", [b"1001", b"9" * 5000])
def test_a_length_beyond_the_limit_is_refused_unread(value):
    assert code(check_head(with_headers((b"content-length", value)), LIMITS)) == (413, "body_too_large")


def test_only_staff_may_send_large_bodies():
    assert body_limit("/desk/pictures/", LIMITS) == 5000
    assert body_limit("/threads/1/comments", LIMITS) == 1000


def json(text, **more):
    return code(check_json(text if isinstance(text, bytes) else text.encode(), Limits(**more)))


def test_json_may_be_32_deep_and_not_33():
    assert json("[" * 32 + "]" * 32) is None
    assert json("[" * 33 + "]" * 33) == (400, "json_too_deep")
    assert json('{"a":' * 33 + "1" + "}" * 33) == (400, "json_too_deep")


def test_brackets_within_strings_are_text():
    assert json('{"body": "' + "[" * 1000 + '\\"' + "{" * 1000 + '"}') is None
    assert json('"\\\\"' + "[" * 33) == (400, "json_too_deep")


def test_siblings_do_not_add_up():
    assert json("[" + "[]," * 1000 + "[]]") is None


def test_numbers_of_more_than_400_digits_are_refused_outside_strings_only():
    assert json("9" * 400) is None
    assert json("-0." + "9" * 401) == (400, "number_too_long")
    assert json('"' + "9" * 5000 + '"') is None


@pytest.mark.parametrize("body", [b"\xff", b'"\xed\xa0\x80"', b"\xff\xfe[\x00", b'"\x00"', b"[\x00]\x00", b"\xc0\xaf"])
def test_json_that_is_not_utf8_is_refused(body):
    assert json(body) == (400, "not_utf8")


def test_json_has_a_size():
    assert json('"' + "a" * 65_534 + '"') is None
    assert json('"' + "a" * 65_535 + '"') == (400, "json_too_large")


@settings(max_examples=40)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_shallow_json_of_any_shape_passes(value):
    from json import dumps

    assert json(dumps(value, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")) in (
        None,
        (400, "not_utf8"),
    )


def body(content, content_type, path="/threads/1/comments"):
    return code(check_body(head(path, headers=[(b"content-type", content_type)]), content, LIMITS))


def test_the_api_reads_json_whatever_it_is_called():
    assert body(b"[" * 40, b"text/plain", "/api/v1/threads") == (400, "json_too_deep")
    assert body(b"[" * 40, b"text/plain") is None
    assert body(b"[" * 40, b"Application/JSON; charset=utf-8") == (400, "json_too_deep")
    assert body(b"[" * 40, b"application/merge-patch+json") == (400, "json_too_deep")


@pytest.mark.parametrize("content", [b"body=%ff", b"body=\xff", b"body=a%00b", b"%c3=1"])
def test_a_form_that_is_not_utf8_is_refused(content):
    assert body(content, b"application/x-www-form-urlencoded") == (400, "not_utf8")


def test_a_form_may_hold_any_text():
    assert body(b"body=100%25+%C3%BC+50%+off&name=%F0%9F%8C%89", b"application/x-www-form-urlencoded") is None
