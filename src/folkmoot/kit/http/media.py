"""Pictures from DIR/media. Their names hold a hash of their bytes, so browsers keep them for good."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

from folkmoot.kit.http.caching import IMMUTABLE

TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:  # noqa: ARG001 -- Django's signature
    """Return a picture; the browser policy puts it into a sandbox.

    Raises:
        Http404: no such file, or not one of the kinds that the house itself makes.
    """
    try:
        path = Path(safe_join(settings.MEDIA_ROOT, name))
    except SuspiciousFileOperation:
        raise Http404 from None
    content_type = TYPES.get(path.suffix)
    if content_type is None or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=content_type)
    response["Cache-Control"] = IMMUTABLE
    return response
