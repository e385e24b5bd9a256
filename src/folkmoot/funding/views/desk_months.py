"""The treasurer's desk: the months of the books, closed one after the other, and taken along."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from folkmoot.funding.commands.close_month import close_month
from folkmoot.funding.forms.gifts import id_in
from folkmoot.funding.forms.months import month_in
from folkmoot.funding.models.months import end_of_month
from folkmoot.funding.policy.booking import unknown_month
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.queries.income import shows_test
from folkmoot.funding.queries.journal_export import export_csv, export_hledger
from folkmoot.funding.queries.months import read_month, read_months
from folkmoot.funding.values import GIFTS_PATH, MONTHS_PATH
from folkmoot.funding.views.door import Staff, at_desk, done, page
from folkmoot.kit.http.caching import PRIVATE
from folkmoot.kit.look.render import zone_of
from folkmoot.pure.verdict import Denial, DeniedError

PART = "months/"


@dataclass(frozen=True, slots=True)
class Form:
    """How the journal of a month is written for others."""

    lines: Callable[..., Iterator[str]]
    content_type: str
    ending: str


FORMS: Mapping[str, Form] = {
    "csv": Form(export_csv, "text/csv; charset=utf-8", "csv"),
    "hledger": Form(export_hledger, "text/plain; charset=utf-8", "journal"),
}


@at_desk(not_a_treasurer)
def months(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Return the months of a year with what was booked in them; or close the one whose turn it is."""
    if request.method == "POST":
        try:
            _close(request, staff)
        except DeniedError as error:
            return _page(request, staff, refused=error.denial)
        return done(MONTHS_PATH)
    return _page(request, staff)


@at_desk(not_a_treasurer, posts=False)
def books(_request: HttpRequest, staff: Staff, month: str, form: str) -> HttpResponseBase:
    """Return what was booked in a month, as a table or for hledger."""
    first_day = month_in(month)
    found = read_month(staff.chrome, first_day, now=staff.now) if first_day else None
    if found is None:
        raise Http404
    chosen = FORMS[form]
    name = f"books-{month}.{chosen.ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": PRIVATE}
    lines = chosen.lines(staff.publication_id, test=shows_test(staff.publication_id), month=found)
    return StreamingHttpResponse(lines, content_type=chosen.content_type, headers=headers)


def _close(request: HttpRequest, staff: Staff) -> None:
    first_day = month_in(request.POST.get("month", ""))
    if first_day is None:
        raise DeniedError(unknown_month())
    until = end_of_month(first_day, zone_of(staff.chrome.time_zone))
    close_month(first_day=first_day, until=until, **staff.who)


def _page(request: HttpRequest, staff: Staff, *, refused: Denial | None = None) -> HttpResponse:
    year = id_in(request.GET.get("year", ""))
    return page(
        request,
        staff,
        "funding/desk_months.html",
        refused=refused,
        here=GIFTS_PATH,
        part=PART,
        path=MONTHS_PATH,
        books=read_months(staff.chrome, year=year, now=staff.now),
        done=_("Closed. It stays as it is now.") if "done" in request.GET and refused is None else "",
    )
