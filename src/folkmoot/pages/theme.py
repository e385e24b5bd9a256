"""A publication's own stylesheet. Its address holds a digest of it, so browsers keep it for good."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from folkmoot.articles.queries import publication_of
from folkmoot.articles.queries.dress import stylesheet_of
from folkmoot.articles.values import theme_path
from folkmoot.kit.http.caching import IMMUTABLE
from folkmoot.pure.look.sheet import digest_of


@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Return the stylesheet of this digest; whoever still holds a page of before is led to the present one.

    Raises:
        Http404: the publication has no colours and fonts of its own.
    """
    sheet = stylesheet_of(publication_of(request).id)
    if not sheet:
        raise Http404
    if digest != digest_of(sheet):
        return HttpResponseRedirect(theme_path(digest_of(sheet)))
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = IMMUTABLE
    return response
