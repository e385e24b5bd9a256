"""Every refusal and failure as an answer: a problem for programs, a small page for people.

Never a traceback, a path of the machine or a statement of SQL.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from folkmoot.kit.http.areas import Area, area_of
from folkmoot.kit.http.problem import problem, status_of
from folkmoot.kit.look.ports import Ports
from folkmoot.kit.words import say
from folkmoot.pure.verdict import Denial


@dataclass(frozen=True, slots=True)
class Failure:
    """What is said for one status, in the source language: `title` and `sentence` are translated when answered."""

    status: int
    code: str
    title: str
    sentence: str


FAILURES = {
    failure.status: failure
    for failure in (
        Failure(
            400,
            "bad_request",
            gettext_noop("We could not read that"),
            gettext_noop("The request was damaged or put together in a way we do not accept."),
        ),
        Failure(
            401,
            "not_signed_in",
            gettext_noop("Please sign in"),
            gettext_noop("Only someone who has signed in may see this."),
        ),
        Failure(403, "not_allowed", gettext_noop("This is not open to you"), gettext_noop("You may not do that here.")),
        Failure(
            404,
            "not_found",
            gettext_noop("Nothing is here"),
            gettext_noop("There is no page at this address. It may have moved or been withdrawn."),
        ),
        Failure(
            405,
            "method_not_allowed",
            gettext_noop("Not this way"),
            gettext_noop("This address cannot be used like that."),
        ),
        Failure(
            421,
            "unknown_host",
            gettext_noop("No publication lives here"),
            gettext_noop("No publication is set up for this address. Its owner has to add it."),
        ),
        Failure(
            429,
            "too_fast",
            gettext_noop("A little slower, please"),
            gettext_noop("This was asked for too often in a short time. Please wait a moment."),
        ),
        Failure(
            500,
            "broken",
            gettext_noop("Something broke here"),
            gettext_noop("It is our fault and has been noted. Please try again in a while."),
        ),
        Failure(
            503,
            "busy",
            gettext_noop("Too much at once"),
            gettext_noop("We could not do this just now. Nothing was lost; please send it again in a moment."),
        ),
    )
}

STORAGE_FULL = Failure(
    503,
    "storage_full",
    gettext_noop("We cannot keep anything new just now"),
    gettext_noop(
        "Our disk takes nothing at the moment; reading goes on. Go back, your text is still there, "
        "and please send it again a little later."
    ),
)


WITHOUT_CHROME = (421, 500, 503)  # nobody lives there, or who does cannot be asked just now
DESK = "/desk/"


def answer_failure(request: HttpRequest, status: int, *, retry_after_s: int | None = None) -> HttpResponse:
    """Return the answer for one of the statuses in `FAILURES`."""
    return _answer(request, FAILURES[status], retry_after_s)


def answer_storage_full(request: HttpRequest, *, retry_after_s: int) -> HttpResponse:
    """Return the answer to what should have been kept, and could not be."""
    return _answer(request, STORAGE_FULL, retry_after_s)


def answer_denial(request: HttpRequest, denial: Denial) -> HttpResponse:
    """Return a rule's refusal, with the status of its code."""
    status = status_of(denial.code)
    if area_of(request.path) is Area.API:
        return problem(status, denial.code, say(denial), denial.field, denial.retry_after_s)
    title = _(FAILURES[status].title) if status in FAILURES else _("That did not work")
    return _page(request, status, title, say(denial), denial.retry_after_s)


def _answer(request: HttpRequest, failure: Failure, retry_after_s: int | None) -> HttpResponse:
    sentence = _(failure.sentence)
    if area_of(request.path) is Area.API:
        return problem(failure.status, failure.code, sentence, None, retry_after_s)
    return _page(request, failure.status, _(failure.title), sentence, retry_after_s)


def _page(request: HttpRequest, status: int, title: str, sentence: str, retry_after_s: int | None) -> HttpResponse:
    chrome = None if status in WITHOUT_CHROME else Ports.chrome_for(request)
    links = [{"name": _("To the desk"), "path": DESK}] if request.path.startswith(DESK) else []
    context = {"title": title, "sentence": sentence, "chrome": chrome, "links": links}
    response = render(request, "look/error.html", context, status=status)
    if retry_after_s is not None:
        response["Retry-After"] = str(retry_after_s)
    return response
