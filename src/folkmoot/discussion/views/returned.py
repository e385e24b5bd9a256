"""A comment form on a page of its own, with the words that were in it: refused, shown as they would look, quoted, or none yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from folkmoot.discussion.forms import MAX_ID, Caller, number_in
from folkmoot.discussion.policy import unknown_thread
from folkmoot.discussion.queries import read_comment, read_thread
from folkmoot.discussion.values import CommentView, ThreadView
from folkmoot.discussion.views.private import Refused, private, with_status
from folkmoot.kit.text.spoilers import named
from folkmoot.kit.words import say
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.readers.values import SIGN_IN_PATH

OWN_FIELDS = ("body", "name", "email")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where a form speaks: in which thread, and in answer to whom."""

    thread: ThreadView
    parent: CommentView | None


def spoken_at(request: HttpRequest, caller: Caller, thread_id: int) -> Spoken:
    """Return where the form that was sent, or is asked for, speaks.

    Raises:
        DeniedError: `unknown_thread`.
    """
    thread = read_thread(min(thread_id, MAX_ID), caller.publication.id)
    if thread is None:
        raise DeniedError(unknown_thread())
    parent_id = number_in(request.GET if request.method == "GET" else request.POST, "parent_id")
    parent = read_comment(parent_id, caller.publication.id) if parent_id is not None else None
    return Spoken(thread, parent)


def refused(request: HttpRequest, caller: Caller, spoken: Spoken, denial: Denial) -> HttpResponse:
    """Return the small page that keeps the text and says at the field what is wrong."""
    field = denial.field if denial.field in OWN_FIELDS else None
    words = _sent(request, field=field, sentence=say(denial))
    return with_status(_page("discussion/refused.html", caller, spoken, words), denial)


def previewed(request: HttpRequest, caller: Caller, spoken: Spoken, html: str) -> HttpResponse:
    """Return the page that shows the words as they would look, and the form to go on with."""
    return _page("discussion/writing.html", caller, spoken, _sent(request), preview=named(html))


def quoted(caller: Caller, spoken: Spoken, words: str) -> HttpResponse:
    """Return the page with a form in which the words of the comment that is answered stand already."""
    return _page("discussion/writing.html", caller, spoken, Refused(body=words, name="", email=""))


def blank(caller: Caller, spoken: Spoken) -> HttpResponse:
    """Return the page with an empty form, or with who alone may speak here, and how they come in."""
    return _page("discussion/writing.html", caller, spoken, Refused(body="", name="", email=""))


def _sent(request: HttpRequest, *, field: str | None = None, sentence: str = "") -> Refused:
    body, name, email = (request.POST.get(of, "") for of in OWN_FIELDS)
    return Refused(body=body, name=name, email=email, field=field, sentence=sentence)


def _page(template: str, caller: Caller, spoken: Spoken, words: Refused, *, preview: str = "") -> HttpResponse:
    context = {
        "thread": spoken.thread,
        "parent": spoken.parent,
        "refused": words,
        "preview": preview,
        "has_account": caller.actor.account_id is not None,
        "sign_in_path": SIGN_IN_PATH,
    }
    return private(template, caller, context)
