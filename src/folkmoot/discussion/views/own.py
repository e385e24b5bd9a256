"""The private pages of one's own comments: what became of them, change, take back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.preview_comment import preview_comment
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.forms import MAX_ID, Caller, caller_of, limit_comments, limit_previews
from folkmoot.discussion.queries import own_comment, own_comments
from folkmoot.discussion.values import MY_PATH, OwnComment, comment_path, receipt_path
from folkmoot.discussion.views.private import Refused, private, with_status
from folkmoot.kit.text.spoilers import named
from folkmoot.kit.words import say
from folkmoot.pure.verdict import DeniedError


@require_safe
def my_comments(request: HttpRequest) -> HttpResponse:
    """Return one's own latest comments; nobody else's, and none for a stranger."""
    caller = caller_of(request)
    reader_id = caller.actor.reader_id
    mine = own_comments(reader_id, caller.publication.id, now=caller.now) if reader_id is not None else ()
    return private("discussion/my.html", caller, {"comments": mine})


@require_safe
def receipt(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Return the private page of one's own comment: what became of it and why, a form to change it, a way to take it back."""
    caller = caller_of(request)
    return _receipt(caller, _own(caller, comment_id))


@require_POST
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Keep one's new words and lead to the receipt; a refused form comes back with its text.

    Sent by its button "Preview", the form comes back with what it would look like, and nothing is kept.
    """
    caller = caller_of(request)
    own = _own(caller, comment_id)
    body = request.POST.get("body", "")
    try:
        if "preview" in request.POST:
            limit_previews(caller)
            html = preview_comment(thread_id=own.thread.id, body=body)
            return _receipt(caller, own, Refused(body=body, name="", email=""), preview=named(html))
        limit_comments(caller)
        edit_comment(
            publication_id=caller.publication.id, comment_id=own.id, actor=caller.actor, body=body, now=caller.now
        )
    except DeniedError as error:
        refused = Refused(body=body, name="", email="", field=error.denial.field, sentence=say(error.denial))
        return with_status(_receipt(caller, own, refused), error.denial)
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


def _receipt(caller: Caller, own: OwnComment, refused: Refused | None = None, *, preview: str = "") -> HttpResponse:
    context = {
        "comment": own,
        "preview": preview,
        "refused": refused,
        "path": receipt_path(own.id),
        "public_path": comment_path(own.id),
        "my_path": MY_PATH,
    }
    return private("discussion/receipt.html", caller, context)
