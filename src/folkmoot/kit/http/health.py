"""`/readyz`: may this process be given requests? Whether it lives at all, `/healthz`, the edge answers."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from folkmoot.kit import clock
from folkmoot.kit.readiness import Readiness

_readiness = Readiness()


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- Django's signature
    """Return `{ready, against: [database|migrations|drain]}` with 200 or 503."""
    against = _readiness.reasons_against(now=clock.now())
    return JsonResponse({"ready": not against, "against": against}, status=503 if against else 200)
