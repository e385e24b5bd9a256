"""Saying something."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from folkmoot.discussion.commands.post_comment import post_comment
from folkmoot.discussion.commands.preview_comment import preview_comment
from folkmoot.discussion.forms import (
    MAX_ID,
    Caller,
    caller_of,
    limit_comments,
    limit_previews,
    number_in,
    remember_guest,
)
from folkmoot.discussion.policy import closed, read_only
from folkmoot.discussion.values import CommentState, Posted, ThreadState, comment_path, receipt_path
from folkmoot.discussion.views.private import private
from folkmoot.discussion.views.returned import previewed, refused, spoken_at
from folkmoot.kit.http.cookies import may_be_secure
from folkmoot.pure.verdict import DeniedError, require


@require_POST
def post(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Keep a comment and lead to it, or to its private receipt if it is held; a refused form comes back with its text.

    Sent by its button "Preview", the form comes back with what it would look like, and nothing is kept.
    """
    caller = caller_of(request)
    if "preview" in request.POST:
        return _preview(request, caller, thread_id)
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
        return refused(request, caller, spoken_at(request, caller, thread_id), error.denial)
    response = _after(request, caller, posted)
    if posted.guest_token is not None:
        remember_guest(response, request, posted.guest_token)
    return response


def _preview(request: HttpRequest, caller: Caller, thread_id: int) -> HttpResponse:
    spoken = spoken_at(request, caller, thread_id)
    try:
        limit_previews(caller)
        require(read_only(spoken.thread.settings))
        require(closed(is_closed=spoken.thread.state is ThreadState.CLOSED))
        html = preview_comment(thread_id=spoken.thread.id, body=request.POST.get("body", ""))
    except DeniedError as error:
        return refused(request, caller, spoken, error.denial)
    return previewed(request, caller, spoken, html)


def _after(request: HttpRequest, caller: Caller, posted: Posted) -> HttpResponse:
    """Return where to go after a post: to the comment, or to the receipt.

    No receipt for somebody else's repeat, nor where browsers drop the cookie that would open it: they get a page that
    says what became of the comment.
    """
    if posted.state is CommentState.HELD:
        is_author = posted.comment.author is not None
        if is_author and may_be_secure(request):
            return HttpResponseRedirect(receipt_path(posted.comment_id), status=303)
        return private("discussion/waiting.html", caller, {"reason": posted.reason})
    return HttpResponseRedirect(f"{comment_path(posted.comment_id)}#c{posted.comment_id}", status=303)
