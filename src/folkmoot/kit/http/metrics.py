"""`/metrics` on the public port: for whoever knows the token. To everybody else it is not there."""

from __future__ import annotations

from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from folkmoot.kit import clock
from folkmoot.kit.metrics.exposition import CONTENT_TYPE
from folkmoot.kit.metrics.gather import metrics_text

SCHEME = "bearer"


def metrics(request: HttpRequest) -> HttpResponse:
    """Return all figures of this machine.

    Raises:
        Http404: the token is missing or wrong, or none is set.
    """
    if request.method not in ("GET", "HEAD") or not _knows_the_token(request.headers.get("Authorization", "")):
        raise Http404
    return HttpResponse(metrics_text(now=clock.now()), content_type=CONTENT_TYPE)


def _knows_the_token(sent: str) -> bool:
    """Compare in a time that says nothing about how much of it was right."""
    scheme, _, token = sent.partition(" ")
    expected: str = settings.FOLKMOOT.metrics_token
    same = compare_digest(token.strip().encode(), expected.encode())
    return bool(expected) and scheme.lower() == SCHEME and same
