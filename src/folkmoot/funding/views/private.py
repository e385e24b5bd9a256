"""Pages for one giver alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpResponse

from folkmoot.articles.queries import chrome_of
from folkmoot.funding.forms.caller import Caller
from folkmoot.kit.http.caching import PRIVATE
from folkmoot.kit.http.policy import leading_to
from folkmoot.kit.http.problem import status_of
from folkmoot.kit.look.render import render_shared
from folkmoot.pure.verdict import Denial


def private(
    template: str, caller: Caller, context: Mapping[str, object], *, origins: Iterable[str] = ()
) -> HttpResponse:
    """Return a page of the newspaper that nobody keeps, and whose forms may lead to where money is moved.

    Args:
        origins: of those who move it.
    """
    html = render_shared(template, chrome_of(caller.publication.id), context)
    return HttpResponse(html, headers={"Cache-Control": PRIVATE, "Content-Security-Policy": leading_to(origins)})


def with_status(response: HttpResponse, denial: Denial) -> HttpResponse:
    """Return the page with the status of the refusal that it explains, and when to come back."""
    response.status_code = status_of(denial.code)
    if denial.retry_after_s is not None:
        response["Retry-After"] = str(denial.retry_after_s)
    return response
