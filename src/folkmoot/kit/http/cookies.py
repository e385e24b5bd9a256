"""Cookies that are set only when a reader acts."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from folkmoot.kit.http.hosts import host_of, is_loopback

ACTED_COOKIE = "folkmoot-acted"
ACTED_S = 2  # twice as long as any page may be shown old


def may_be_secure(request: HttpRequest) -> bool:
    """Return whether browsers keep a Secure cookie from here: over https, or on this very machine."""
    return request.is_secure() or is_loopback(host_of(request))


def set_lasting(
    response: HttpResponseBase,
    request: HttpRequest,
    name: str,
    value: str,
    *,
    max_age_s: int,
    script_readable: bool = False,
) -> None:
    """Set a cookie for the whole host, Lax, Secure wherever browsers allow it.

    A `__Host-` name is always Secure, as browsers demand: over plain http on a LAN they drop it.
    """
    response.set_cookie(
        name,
        value,
        max_age=max_age_s,
        path="/",
        secure=name.startswith("__Host-") or may_be_secure(request),
        httponly=not script_readable,
        samesite="Lax",
    )
