"""Finding a comment good, or not."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from folkmoot.discussion.commands.cast_vote import cast_vote
from folkmoot.discussion.forms import MAX_ID, caller_of, limit_votes, number_in, remember_guest
from folkmoot.discussion.values import comment_path


@require_POST
def vote(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Count a vote, or take the same one back, and lead back to where it was cast.

    What is refused raises `DeniedError`, which has a page of its own.
    """
    caller = caller_of(request)
    limit_votes(caller)
    voted = cast_vote(
        publication_id=caller.publication.id,
        comment_id=min(comment_id, MAX_ID),
        actor=caller.actor,
        value=number_in(request.POST, "value") or 0,
        now=caller.now,
        again_undoes=True,
    )
    response = HttpResponseRedirect(_back(request, comment_id), status=303)
    if voted.guest_token is not None:
        remember_guest(response, request, voted.guest_token)
    return response


def _back(request: HttpRequest, comment_id: int) -> str:
    """Return the page of ours that a form was sent from, at the comment; the comment's own page if it is not known."""
    referer = request.headers.get("Referer", "")
    parts = urlsplit(referer)
    back = f"{parts.path}{f'?{parts.query}' if parts.query else ''}#c{comment_id}"
    is_ours = url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()})
    # Both are asked: our own `https://here//elsewhere.example/` leads there once its beginning is cut off.
    if parts.path and is_ours and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return f"{comment_path(comment_id)}#c{comment_id}"
