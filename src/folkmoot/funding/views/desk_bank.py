"""The treasurer's desk: statements of the bank account, and the transfers that do not say whose they are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.funding.commands.decide_line import assign_line, set_line_aside
from folkmoot.funding.commands.read_statement import StatementRead, read_statement
from folkmoot.funding.commands.take_line_back import take_line_back
from folkmoot.funding.forms.gifts import id_in
from folkmoot.funding.forms.statement import MOST_BYTES, read_statement_file
from folkmoot.funding.policy.banking import no_file
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.queries.bank import read_bank
from folkmoot.funding.values import BANK_DESK_PATH, GIFTS_PATH
from folkmoot.funding.values.transfers import Statement
from folkmoot.funding.views.door import SEE_OTHER, Staff, at_desk, page
from folkmoot.pure.verdict import Denial, DeniedError


@at_desk(not_a_treasurer)
def bank(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Return what came and what is unclear of it; or read a statement, or decide over a line."""
    if request.method == "POST":
        try:
            return _act(request, staff)
        except DeniedError as error:
            return _page(request, staff, refused=error.denial)
    return _page(request, staff)


def _act(request: HttpRequest, staff: Staff) -> HttpResponse:
    line_id = id_in(request.POST.get("line", "")) or 0
    match request.POST.get("act"):
        case "assign":
            assign_line(line_id=line_id, reference=request.POST.get("reference", ""), **staff.who)
            return _back("assigned")
        case "aside":
            set_line_aside(line_id=line_id, reason=request.POST.get("reason", ""), **staff.who)
            return _back("aside")
        case "back":
            take_line_back(line_id=line_id, reason=request.POST.get("why", ""), **staff.who)
            return _back("back")
        case _:
            return _read(request, staff)


def _read(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Answer with what came of a statement: sent once more, the same file changes nothing, so nothing is led away from.

    Raises:
        DeniedError: `no_file`, and those of `read_statement_file` and `read_statement`.
    """
    sent = request.FILES.get("file")
    if sent is None:
        raise DeniedError(no_file())
    statement = read_statement_file(sent.read(MOST_BYTES + 1), language=staff.chrome.language)
    read = read_statement(statement=statement, **staff.who)
    return _page(request, staff, said=_what_came(read), statement=statement)


def _what_came(read: StatementRead) -> str:
    new = ngettext("%(n)s new line.", "%(n)s new lines.", read.new) % {"n": read.new}
    whose = ngettext("%(n)s of a known gift.", "%(n)s of known gifts.", read.matched) % {"n": read.matched}
    known = ngettext("%(n)s was read before.", "%(n)s were read before.", read.known) % {"n": read.known}
    return f"{new} {whose} {known}"


def _page(
    request: HttpRequest,
    staff: Staff,
    *,
    said: str = "",
    statement: Statement | None = None,
    refused: Denial | None = None,
) -> HttpResponse:
    sentences = {
        "assigned": _("It is booked."),
        "aside": _("It is set aside."),
        "back": _("It is taken back. Say below whose it is."),
    }
    wanted = id_in(request.GET.get("line", ""))
    if not said and refused is None:
        said = sentences.get(request.GET.get("done", ""), "")
    return page(
        request,
        staff,
        "funding/desk_bank.html",
        refused=refused,
        here=GIFTS_PATH,
        path=BANK_DESK_PATH,
        part="bank",
        done=said,
        statement=statement,
        bank=read_bank(staff.publication_id, staff.chrome.language, line_id=wanted),
        wanted=wanted,
        line=id_in(request.POST.get("line", "")),
        typed=request.POST,
    )


def _back(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{BANK_DESK_PATH}?done={done}", status=SEE_OTHER)
