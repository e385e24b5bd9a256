"""What browsers may do with our pages, sent with every answer (design §5).

Everything comes from our own origin, nothing is inline, no page is framed, and a script that writes HTML
must go through the one Trusted Types policy named `folkmoot`. The admin's own scripts know no
Trusted Types. Answers that are no pages may do nothing at all. A view that set one of these headers keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from folkmoot.kit.http.areas import Area, area_of
from folkmoot.kit.http.caching import PRIVATE

GetResponse = Callable[[HttpRequest], HttpResponseBase]

ADMIN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE_POLICY = ADMIN_POLICY + "; require-trusted-types-for 'script'; trusted-types folkmoot"
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
SANDBOX_POLICY = DATA_POLICY + "; sandbox"
DENIED_FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
EVERYWHERE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED_FEATURES),
    "Cache-Control": PRIVATE,
}


def content_policy(path: str, content_type: str) -> str:
    """Return the Content-Security-Policy of an answer."""
    area = area_of(path)
    if area is Area.MEDIA:
        return SANDBOX_POLICY
    if not content_type.startswith("text/html"):
        return DATA_POLICY
    return ADMIN_POLICY if area is Area.ADMIN else PAGE_POLICY


def leading_to(origins: Iterable[str]) -> str:
    """Return the policy of a page whose forms may also lead to these origins, after our own answer sent them there."""
    return PAGE_POLICY.replace("form-action 'self'", " ".join(["form-action 'self'", *origins]))


def browser_policy(get_response: GetResponse) -> GetResponse:
    """Django middleware, outermost: adds the headers that the answer does not have yet."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        policy = content_policy(request.path, response.headers.get("Content-Type", ""))
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        return response

    return answer
