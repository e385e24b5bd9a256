"""The audit log: who did what, when, and where it is found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot.readers.ports import Ports
from folkmoot.readers.queries.staff import ACTS_A_PAGE, acts_of, people_in_log
from folkmoot.readers.values import LOG_PATH
from folkmoot.readers.values.addresses import log_path
from folkmoot.readers.values.staff import ActView
from folkmoot.readers.views.door import Seat, desk_answer, owners_only

MAX_ID = 2**63 - 1


@require_safe
@owners_only
def log(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Return a page of the log, newest first; `?by=` one person's, `?before=` goes on where a page ended."""
    by, before = _number(request.GET.get("by", "")), _number(request.GET.get("before", ""))
    acts = acts_of(seat.house.id, by=by, before=before)
    older = log_path(by, acts[-1].id) if len(acts) == ACTS_A_PAGE else None
    people = [{"id": key, "name": name, "chosen": key == by} for key, name in people_in_log(seat.house.id)]
    return desk_answer(
        request,
        seat.house,
        "readers/desk_log.html",
        roles=seat.roles,
        here=LOG_PATH,
        acts=[(act, said(act)) for act in acts],
        people=people,
        older=older,
        log_path=LOG_PATH,
    )


def said(act: ActView) -> str:
    """Return an act in words; its code, if the program that wrote it knew one that we do not."""
    sentence = Ports.acts.get(act.act)
    if sentence is None:
        return f"{act.act} {act.subject}".strip()
    return _(sentence) % {"subject": act.subject or "—"}


def _number(text: str) -> int | None:
    return min(int(text), MAX_ID) if text.isascii() and text.isdigit() else None
