"""Who is at the door, as the edge found out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from folkmoot.pure.network import prefix_of


def _told_by_edge(request: HttpRequest) -> dict[str, Any]:
    """Return what the edge wrote into the ASGI scope; empty where no edge stands in front (Django's test client)."""
    scope: dict[str, Any] = getattr(request, "scope", {})
    told: dict[str, Any] = scope.get("folkmoot", {})
    return told


def network_of(request: HttpRequest) -> str:
    """Return the client's network: an IPv4 address, or an IPv6 /64. Only for limits; never stored as it is."""
    network: str = _told_by_edge(request).get("client") or prefix_of(request.META.get("REMOTE_ADDR", ""))
    return network


def request_id_of(request: HttpRequest) -> str:
    """Return the id under which this request is in the logs; empty without an edge."""
    request_id: str = _told_by_edge(request).get("request_id", "")
    return request_id


def publication_told_of(request: HttpRequest) -> object:
    """Return the publication that the edge found at the request's host, as `wiring` gave it; None without an edge.

    It is as current as a page from the shelf: whatever was acknowledged before this request came is in it.
    """
    return _told_by_edge(request).get("publication")
