"""The host a request was made to."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.http import HttpRequest


def host_of(request: HttpRequest) -> str:
    """Return the host name asked for: lower case, without port, brackets or a final dot; empty if unreadable."""
    asked = request.META.get("HTTP_HOST") or request.META.get("SERVER_NAME", "")
    try:
        name = urlsplit(f"//{asked}").hostname
    except ValueError:
        return ""
    return (name or "").rstrip(".")


def is_loopback(host: str) -> bool:
    """Return whether a host name, as `host_of` returns it, means this machine only."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
