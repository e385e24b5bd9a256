"""Answering with somebody's words before one's own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from folkmoot.discussion.forms import MAX_ID, caller_of
from folkmoot.discussion.policy import unknown_comment
from folkmoot.discussion.queries import read_comment, read_thread
from folkmoot.discussion.views.returned import Spoken, quoted
from folkmoot.kit.text.quoting import quotation_of
from folkmoot.pure.verdict import DeniedError


@require_safe
def quote(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Return a form for the answer to a comment, its words quoted; what the public does not read cannot be quoted."""
    caller = caller_of(request)
    comment = read_comment(min(comment_id, MAX_ID), caller.publication.id)
    thread = read_thread(comment.thread_id, caller.publication.id) if comment and comment.author else None
    if comment is None or comment.author is None or thread is None:
        raise DeniedError(unknown_comment())
    return quoted(caller, Spoken(thread, comment), quotation_of(comment.body_html, name=comment.author.name))
