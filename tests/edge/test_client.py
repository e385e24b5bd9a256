"""Whose request it is, and who may say so."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from folkmoot.edge.client import arrive, client_address
from folkmoot.pure.network import prefix_of

PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]
XFF = b"x-forwarded-for"
FORWARDED = b"forwarded"


def scope(*headers, peer="198.51.100.7"):
    return {"client": (peer, 4711), "scheme": "http", "headers": [(b"host", b"news.example"), *headers]}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_a_client_is_its_ipv4_address_or_its_ipv6_64(address, network):
    assert prefix_of(address) == network


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ([(XFF, b"203.0.113.9")], "203.0.113.9"),
        ([(XFF, b"6.6.6.6, 203.0.113.9")], "203.0.113.9"),
        ([(XFF, b"6.6.6.6"), (XFF, b"203.0.113.9")], "203.0.113.9"),
        ([(XFF, b"6.6.6.6, 203.0.113.9, 10.0.0.2")], "203.0.113.9"),
        ([(XFF, b"203.0.113.9:1234")], "203.0.113.9"),
        ([(XFF, b"[2001:db8::9]:443, fd00::1")], "2001:db8::9"),
        ([(XFF, b"2001:db8::9")], "2001:db8::9"),
        ([(XFF, b"6.6.6.6, nonsense, 10.0.0.2")], "10.0.0.2"),
        ([(XFF, b"10.0.0.3, 10.0.0.2")], "10.0.0.3"),
        ([(XFF, b"")], "10.0.0.1"),
        ([(FORWARDED, b"for=6.6.6.6, for=203.0.113.9;proto=https;by=10.0.0.1")], "203.0.113.9"),
        ([(FORWARDED, b'For="[2001:db8::9]:4711"')], "2001:db8::9"),
        ([(FORWARDED, b"for=_hidden")], "10.0.0.1"),
        ([(FORWARDED, b"for=unknown, for=10.0.0.2")], "10.0.0.2"),
        ([(XFF, b"203.0.113.9"), (FORWARDED, b"for=203.0.113.9")], "203.0.113.9"),
        ([(XFF, b"203.0.113.9"), (FORWARDED, b"for=6.6.6.6")], "10.0.0.1"),
    ],
)
def test_behind_our_proxy_the_right_most_hop_that_is_not_ours_is_the_client(headers, address):
    assert client_address("10.0.0.1", headers, PROXIES) == address


@pytest.mark.parametrize(
    "header",
    [
        (XFF, b"203.0.113.9"),
        (FORWARDED, b"for=203.0.113.9;host=evil.example;proto=https"),
        (b"x-real-ip", b"203.0.113.9"),
        (b"true-client-ip", b"203.0.113.9"),
        (b"x-forwarded-proto", b"https"),
        (b"x-forwarded-host", b"evil.example"),
        (b"x-original-url", b"/admin/"),
        (b"x-http-method-override", b"DELETE"),
        (b"x_forwarded_for", b"203.0.113.9"),
    ],
)
def test_a_stranger_says_nothing_about_itself_and_django_never_sees_that_it_tried(header):
    arrival = arrive(scope(header), PROXIES)
    assert arrival.network == "198.51.100.7"
    assert arrival.scope["client"] == ("198.51.100.7", 0)
    assert arrival.scope["scheme"] == "http"
    assert arrival.scope["headers"] == [(b"host", b"news.example")]


def test_a_trusted_proxy_is_not_shown_to_django_either_but_believed():
    proxied = scope((XFF, b"203.0.113.9"), (b"x-forwarded-proto", b"https"), peer="10.0.0.1")
    arrival = arrive(proxied, PROXIES)
    assert (arrival.network, arrival.scope["scheme"]) == ("203.0.113.9", "https")
    assert arrival.scope["headers"] == [(b"host", b"news.example")]
    assert arrival.scope["folkmoot"] == {"client": "203.0.113.9", "request_id": arrival.request_id}


@pytest.mark.parametrize(
    ("headers", "scheme"),
    [
        ([(b"x-forwarded-proto", b"http, https")], "https"),
        ([(b"x-forwarded-proto", b"gopher")], "http"),
        ([(FORWARDED, b"for=1.2.3.4;proto=https")], "https"),
        ([(FORWARDED, b"proto=https"), (b"x-forwarded-proto", b"http")], "http"),
    ],
)
def test_the_scheme_is_what_the_nearest_proxy_was_asked_with(headers, scheme):
    assert arrive(scope(*headers, peer="10.0.0.1"), PROXIES).scope["scheme"] == scheme


def test_a_request_id_is_taken_from_a_proxy_if_it_is_well_formed_and_made_otherwise():
    given = (b"x-request-id", b"0af7651916cd43dd")
    assert arrive(scope(given, peer="10.0.0.1"), PROXIES).request_id == "0af7651916cd43dd"
    assert arrive(scope(given), PROXIES).request_id != "0af7651916cd43dd"
    for bad in (b"short", b"a" * 65, b"with space 123", b"line\nbreak123"):
        made = arrive(scope((b"x-request-id", bad), peer="10.0.0.1"), PROXIES).request_id
        assert len(made) == 16
        assert made.isalnum()


def test_no_peer_is_no_proxy():
    nobody = {**scope((XFF, b"203.0.113.9")), "client": None}
    assert arrive(nobody, PROXIES).network == "unknown"
