"""The doors for people: forms that work without a script, and the private pages of one's own comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from folkmoot.articles.queries import chrome_of
from folkmoot.discussion.commands.cast_vote import cast_vote
from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.post_comment import post_comment
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.forms import (
    MAX_ID,
    Caller,
    caller_of,
    limit_comments,
    limit_votes,
    number_in,
    remember_guest,
)
from folkmoot.discussion.policy import unknown_thread
from folkmoot.discussion.queries import own_comment, own_comments, read_comment, read_thread
from folkmoot.discussion.values import MY_PATH, CommentState, OwnComment, Posted, comment_path, receipt_path
from folkmoot.kit.http.caching import PRIVATE
from folkmoot.kit.http.cookies import may_be_secure
from folkmoot.kit.http.problem import status_of
from folkmoot.kit.look.render import render_shared
from folkmoot.kit.words import say
from folkmoot.pure.verdict import Denial, DeniedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A form that came back: what was written, and what is wrong with it."""

    body: str
    name: str
    email: str
    field: str | None
    sentence: str


@require_POST
def post(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Keep a comment and lead to it, or to its private receipt if it is held; a refused form comes back with its text."""
    caller = caller_of(request)
    try:
        limit_comments(caller)
        posted = post_comment(
            publication_id=caller.publication.id,
            thread_id=min(thread_id, MAX_ID),
            parent_id=number_in(request.POST, "parent_id"),
            body=request.POST.get("body", ""),
            name=request.POST.get("name", ""),
            email=request.POST.get("email", ""),
            actor=caller.actor,
            now=caller.now,
        )
    except DeniedError as error:
        return _refused(request, caller, thread_id, error.denial)
    response = _after(request, caller, posted)
    if posted.guest_token is not None:
        remember_guest(response, request, posted.guest_token)
    return response


@require_POST
def vote(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Count a vote and lead back to where it was cast. What is refused raises `DeniedError`, which has a page of its own."""
    caller = caller_of(request)
    limit_votes(caller)
    voted = cast_vote(
        publication_id=caller.publication.id,
        comment_id=min(comment_id, MAX_ID),
        actor=caller.actor,
        value=number_in(request.POST, "value") or 0,
        now=caller.now,
    )
    response = HttpResponseRedirect(_back(request, comment_id), status=303)
    if voted.guest_token is not None:
        remember_guest(response, request, voted.guest_token)
    return response


@require_safe
def my_comments(request: HttpRequest) -> HttpResponse:
    """Return one's own latest comments; nobody else's, and none for a stranger."""
    caller = caller_of(request)
    reader_id = caller.actor.reader_id
    mine = own_comments(reader_id, caller.publication.id, now=caller.now) if reader_id is not None else ()
    return _private("discussion/my.html", caller, {"comments": mine})


@require_safe
def receipt(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Return the private page of one's own comment: what became of it and why, a form to change it, a way to take it back."""
    caller = caller_of(request)
    return _receipt(caller, _own(caller, comment_id))


@require_POST
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Keep one's new words and lead to the receipt; a refused form comes back with its text."""
    caller = caller_of(request)
    own = _own(caller, comment_id)
    body = request.POST.get("body", "")
    try:
        limit_comments(caller)
        edit_comment(
            publication_id=caller.publication.id, comment_id=own.id, actor=caller.actor, body=body, now=caller.now
        )
    except DeniedError as error:
        refused = Refused(body=body, name="", email="", field=error.denial.field, sentence=say(error.denial))
        return _with_status(_receipt(caller, own, refused), error.denial)
    return HttpResponseRedirect(receipt_path(own.id), status=303)


@require_POST
def withdraw(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Take one's own comment back and lead to the receipt, which says so."""
    caller = caller_of(request)
    own = _own(caller, comment_id)
    withdraw_comment(publication_id=caller.publication.id, comment_id=own.id, actor=caller.actor, now=caller.now)
    return HttpResponseRedirect(receipt_path(own.id), status=303)


def _own(caller: Caller, comment_id: int) -> OwnComment:
    """Return one's own comment; everybody else finds nothing."""
    mine = own_comment(min(comment_id, MAX_ID), caller.publication.id, reader_id=caller.actor.reader_id, now=caller.now)
    if mine is None:
        raise Http404
    return mine


def _after(request: HttpRequest, caller: Caller, posted: Posted) -> HttpResponse:
    """Return where to go after a post: to the comment, or to the receipt.

    No receipt for somebody else's repeat, nor where browsers drop the cookie that would open it: they get a page that
    says what became of the comment.
    """
    if posted.state is CommentState.HELD:
        is_author = posted.comment.author is not None
        if is_author and may_be_secure(request):
            return HttpResponseRedirect(receipt_path(posted.comment_id), status=303)
        return _private("discussion/waiting.html", caller, {"reason": posted.reason})
    return HttpResponseRedirect(f"{comment_path(posted.comment_id)}#c{posted.comment_id}", status=303)


def _refused(request: HttpRequest, caller: Caller, thread_id: int, denial: Denial) -> HttpResponse:
    """Return the small page that keeps the text and says at the field what is wrong."""
    thread = read_thread(min(thread_id, MAX_ID), caller.publication.id)
    if thread is None:
        raise DeniedError(unknown_thread())
    parent_id = number_in(request.POST, "parent_id")
    refused = Refused(
        body=request.POST.get("body", ""),
        name=request.POST.get("name", ""),
        email=request.POST.get("email", ""),
        field=denial.field if denial.field in ("body", "name", "email") else None,
        sentence=say(denial),
    )
    context = {
        "thread": thread,
        "parent": read_comment(parent_id, caller.publication.id) if parent_id is not None else None,
        "refused": refused,
    }
    return _with_status(_private("discussion/refused.html", caller, context), denial)


def _receipt(caller: Caller, own: OwnComment, refused: Refused | None = None) -> HttpResponse:
    context = {
        "comment": own,
        "refused": refused,
        "path": receipt_path(own.id),
        "public_path": comment_path(own.id),
        "my_path": MY_PATH,
    }
    return _private("discussion/receipt.html", caller, context)


def _private(template: str, caller: Caller, context: Mapping[str, object]) -> HttpResponse:
    html = render_shared(template, chrome_of(caller.publication.id), context)
    return HttpResponse(html, headers={"Cache-Control": PRIVATE})


def _with_status(response: HttpResponse, denial: Denial) -> HttpResponse:
    response.status_code = status_of(denial.code)
    if denial.retry_after_s is not None:
        response["Retry-After"] = str(denial.retry_after_s)
    return response


def _back(request: HttpRequest, comment_id: int) -> str:
    """Return the page of ours that a form was sent from, at the comment; the comment's own page if it is not known."""
    referer = request.headers.get("Referer", "")
    parts = urlsplit(referer)
    if parts.path and url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        query = f"?{parts.query}" if parts.query else ""
        return f"{parts.path}{query}#c{comment_id}"
    return f"{comment_path(comment_id)}#c{comment_id}"
