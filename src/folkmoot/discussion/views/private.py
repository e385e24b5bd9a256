"""Pages for one reader alone, and forms that come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse

from folkmoot.articles.queries import chrome_of
from folkmoot.discussion.forms import Caller
from folkmoot.kit.http.caching import PRIVATE
from folkmoot.kit.http.problem import status_of
from folkmoot.kit.look.render import render_shared
from folkmoot.pure.verdict import Denial


def private(template: str, caller: Caller, context: Mapping[str, object]) -> HttpResponse:
    """Return a page of the newspaper that nobody keeps."""
    html = render_shared(template, chrome_of(caller.publication.id), context)
    return HttpResponse(html, headers={"Cache-Control": PRIVATE})


def with_status(response: HttpResponse, denial: Denial) -> HttpResponse:
    """Return the page with the status of the refusal that it explains, and when to come back."""
    response.status_code = status_of(denial.code)
    if denial.retry_after_s is not None:
        response["Retry-After"] = str(denial.retry_after_s)
    return response


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A form that came back: what was written, and what is wrong with it; no sentence where nothing is."""

    body: str
    name: str
    email: str
    field: str | None = None
    sentence: str = ""
