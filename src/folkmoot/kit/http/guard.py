"""Did this request come from our own pages? Design §4: no token in the page, so its bytes can be shared.

Browsers say where a request comes from, and scripts cannot change what they say.
The first of these headers that is present decides; a wrong one is not outvoted by the next:
`Sec-Fetch-Site`, `Origin`, `Referer`. A request with none of them is refused.

Free of it is what another site cannot make a browser send without asking us first:
a bearer token, and JSON to the API that carries no cookie.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from folkmoot.kit.http.areas import Area, area_of
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.pure.words import gettext_noop as _

FOREIGN = Denial(
    code="foreign_origin",
    sentence=_("This did not come from our own page. Open the page again and send it from there."),
)


def require_same_origin(request: HttpRequest) -> None:
    """Do nothing when the request comes from our own pages or needs no proof of that.

    Raises:
        DeniedError: `foreign_origin`.
    """
    if not _is_exempt(request) and not comes_from_our_page(request):
        raise DeniedError(FOREIGN)


def _is_exempt(request: HttpRequest) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return True
    is_json = area_of(request.path) is Area.API and request.content_type == "application/json"
    return is_json and not request.headers.get("Cookie")


def comes_from_our_page(request: HttpRequest) -> bool:
    """Return whether one of our own pages asks: a browser says so, and another site cannot make it say so."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    source = request.headers.get("Origin", request.headers.get("Referer"))
    return source is not None and _origin(source) in _our_origins(request)


def _our_origins(request: HttpRequest) -> set[str]:
    """Return where our pages are: where this request was sent, and the configured public address."""
    origins = {_origin(f"{request.scheme}://{request.get_host()}"), _origin(settings.FOLKMOOT.base_url)}
    return {origin for origin in origins if origin}


def _origin(url: str) -> str:
    """Return `scheme://host[:port]` without the scheme's own port, or "" for what is not an http address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{parts.hostname}" + ("" if port in (None, usual) else f":{port}")
