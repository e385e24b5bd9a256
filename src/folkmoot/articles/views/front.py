"""The front desk: which article leads the front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folkmoot.articles.commands.choose_lead import choose_lead
from folkmoot.articles.forms import number_in
from folkmoot.articles.policy.roles import not_an_editor
from folkmoot.articles.queries import chrome_of
from folkmoot.articles.queries.newspaper import candidates
from folkmoot.articles.values import DESK_FRONT_PATH
from folkmoot.articles.views.door import Desk, at_desk, desk_page
from folkmoot.kit import clock
from folkmoot.pure.verdict import Denial, DeniedError


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(not_an_editor)
def front(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return what may lead the front page, or let one of them."""
    if request.method != "POST":
        return _form(request, desk)
    try:
        choose_lead(
            publication_id=desk.publication.id,
            article_id=number_in(request.POST.get("lead", "")),
            account_id=desk.account_id,
            now=clock.now(),
        )
    except DeniedError as error:
        return _form(request, desk, refused=error.denial)
    return HttpResponseRedirect(f"{DESK_FRONT_PATH}?done=save", status=303)


def _form(request: HttpRequest, desk: Desk, *, refused: Denial | None = None) -> HttpResponse:
    rows = candidates(desk.publication.id)
    lead_id = chrome_of(desk.publication.id).lead_id
    return desk_page(
        request,
        desk,
        "articles/desk_front.html",
        refused=refused,
        here=DESK_FRONT_PATH,
        rows=rows,
        lead_id=lead_id if any(row.id == lead_id for row in rows) else None,
        done=_("Saved.") if "done" in request.GET and refused is None else None,
    )
