"""The desk's first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from folkmoot.articles.policy import not_on_staff
from folkmoot.articles.queries.next_steps import next_steps
from folkmoot.articles.views.door import Desk, at_desk, desk_page
from folkmoot.readers.values import DESK_PATH


@require_safe
@at_desk(not_on_staff)
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return where one can go from here."""
    steps = next_steps(desk.publication.id, desk.roles)
    founded = "founded" in request.GET
    return desk_page(request, desk, "articles/desk_home.html", here=DESK_PATH, steps=steps, founded=founded)
