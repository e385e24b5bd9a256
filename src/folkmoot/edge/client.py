"""Whose request is it? The only code that reads X-Forwarded-*, Forwarded and a proxy's X-Request-ID.

Only configured proxies are believed. Walking from our side outwards, the first hop that is
not one of them is the client: whatever stands further left was written by the client itself.
Where `X-Forwarded-For` and `Forwarded` are both there and disagree, one of them passed through
a proxy untouched, so neither is believed and the request counts as the proxy's own.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Any

from folkmoot.edge.limits import Headers, header_values
from folkmoot.pure.network import parse_address, prefix_of

Network = IPv4Network | IPv6Network

TOLD_BY_PROXIES = frozenset(
    {
        b"forwarded",
        b"x-real-ip",
        b"x-client-ip",
        b"client-ip",
        b"true-client-ip",
        b"cf-connecting-ip",
        b"x-cluster-client-ip",
        b"x-original-url",
        b"x-rewrite-url",
        b"x-http-method-override",
        b"x-request-id",
    }
)
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_PAIR = re.compile(r'\s*([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s;,"]*))\s*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request as the house sees it.

    Attributes:
        scope: the ASGI scope with the client's own address, without headers that only proxies may write.
        network: IPv4 address or IPv6 /64 of the client.
        request_id: names the request in logs.
    """

    scope: dict[str, Any]
    network: str
    request_id: str


def arrive(scope: dict[str, Any], trusted: Sequence[Network]) -> Arrival:
    """Return the request with its true client, scheme and id worked out."""
    headers = scope["headers"]
    peer = scope["client"][0] if scope.get("client") else ""
    believed = _is_trusted(peer, trusted)
    address = client_address(peer, headers, trusted) if believed else peer
    request_id = (_proxy_request_id(headers) if believed else "") or secrets.token_hex(8)
    network = prefix_of(address)
    seen = {
        **scope,
        "client": (address, 0),
        "scheme": (_proxy_scheme(headers) if believed else "") or scope["scheme"],
        "headers": [pair for pair in headers if not _only_from_proxies(pair[0])],
        "folkmoot": {"client": network, "request_id": request_id},
    }
    return Arrival(seen, network, request_id)


def client_address(peer: str, headers: Headers, trusted: Sequence[Network]) -> str:
    """Return the address of the client behind a trusted `peer`: the right-most hop that is not trusted."""
    told = [_text(header_values(headers, name)) for name in (b"x-forwarded-for", b"forwarded")]
    listed = told[0].split(",") if told[0] else []
    found = {_first_stranger(peer, hops, trusted) for hops in (listed, list(_forwarded(told[1], "for"))) if hops}
    return found.pop() if len(found) == 1 else peer


def _first_stranger(peer: str, hops: Sequence[str], trusted: Sequence[Network]) -> str:
    """Return the right-most untrusted hop; before a hop that is no address, the one nearer to us."""
    address = peer
    for hop in reversed(hops):
        known = _address_of_hop(hop)
        if known is None:
            break
        address = str(known)
        if not _is_trusted(address, trusted):
            break
    return address


def _address_of_hop(hop: str) -> IPv4Address | IPv6Address | None:
    """Return the address in `203.0.113.9`, `203.0.113.9:4711`, `2001:db8::1` or `[2001:db8::1]:4711`."""
    text = hop.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return parse_address(text)
    except ValueError:
        return None


def _is_trusted(address: str, trusted: Sequence[Network]) -> bool:
    try:
        known = parse_address(address)
    except ValueError:
        return False
    return any(known in network for network in trusted)


def _proxy_scheme(headers: Headers) -> str:
    """Return what the nearest proxy was asked with: `http`, `https`, or "" if it does not say."""
    told = _text(header_values(headers, b"x-forwarded-proto")).split(",")[-1].strip().lower()
    said = {
        word.lower()
        for word in (told, *list(_forwarded(_text(header_values(headers, b"forwarded")), "proto"))[-1:])
        if word
    }
    return next(iter(said)) if said in ({"http"}, {"https"}) else ""


def _proxy_request_id(headers: Headers) -> str:
    values = header_values(headers, b"x-request-id")
    return values[0].decode("ascii") if len(values) == 1 and _REQUEST_ID.fullmatch(values[0]) else ""


def _forwarded(text: str, wanted: str) -> Iterator[str]:
    """Yield the values of one parameter of a `Forwarded` header (RFC 7239), one for each hop that gives it."""
    for hop in text.split(","):
        for name, quoted, plain in _PAIR.findall(hop):
            if name.lower() == wanted:
                yield quoted or plain


def _text(values: Sequence[bytes]) -> str:
    return b",".join(values).decode("latin-1")


def _only_from_proxies(name: bytes) -> bool:
    """Tell headers that Django must not see: proxies' own, and names that pass for others by an underscore."""
    return name in TOLD_BY_PROXIES or name.startswith(b"x-forwarded-") or b"_" in name
