"""The queue: what waits, why, and what a person can do about it. And which comments stand out."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from folkmoot.discussion.commands.pick_comment import pick_comment, unpick_comment
from folkmoot.discussion.commands.release_comment import release_comment
from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.discussion.queries import comment_for_staff, held_comments
from folkmoot.discussion.values import CommentState, HeldComment, comment_path
from folkmoot.kit.http.problem import status_of
from folkmoot.moderation.values import QUEUE_PATH, desk_comment_path
from folkmoot.moderation.views.door import MAX_ID, Moderator, moderator_of, page
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.readers.values import SIGN_IN_PATH


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Return the comments that wait, longest first, with their reasons."""
    if (moderator := moderator_of(request)) is None:
        return redirect_to_login(QUEUE_PATH, SIGN_IN_PATH)
    return page(request, moderator, "moderation/desk_queue.html", {"waiting": held_comments(moderator.publication_id)})


@require_safe
def comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Return one comment with its words, whatever became of it, and what can be done."""
    if (moderator := moderator_of(request)) is None:
        return redirect_to_login(desk_comment_path(comment_id), SIGN_IN_PATH)
    return _comment(request, moderator, _found(moderator, comment_id))


@require_POST
def release(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Let a comment appear and return to the queue; a refusal raises `DeniedError`, which has a page of its own."""
    if (moderator := moderator_of(request)) is None:
        return redirect_to_login(desk_comment_path(comment_id), SIGN_IN_PATH)
    release_comment(
        publication_id=moderator.publication_id,
        comment_id=_found(moderator, comment_id).id,
        actor=moderator.actor,
        now=moderator.now,
    )
    return HttpResponseRedirect(QUEUE_PATH, status=303)


@require_POST
def remove(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Take a comment down and return to the queue; without a reason the form comes back."""
    if (moderator := moderator_of(request)) is None:
        return redirect_to_login(desk_comment_path(comment_id), SIGN_IN_PATH)
    found = _found(moderator, comment_id)
    try:
        remove_comment(
            publication_id=moderator.publication_id,
            comment_id=found.id,
            actor=moderator.actor,
            reason=request.POST.get("reason", ""),
            now=moderator.now,
        )
    except DeniedError as error:
        if error.denial.field != "reason":
            raise
        return _comment(request, moderator, found, error.denial)
    return HttpResponseRedirect(QUEUE_PATH, status=303)


@require_POST
def pick(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Put a comment forward and return to its page; the form comes back with what is wrong with it."""
    if (moderator := moderator_of(request)) is None:
        return redirect_to_login(desk_comment_path(comment_id), SIGN_IN_PATH)
    found = _found(moderator, comment_id)
    typed = {"kind": request.POST.get("kind", ""), "reason": request.POST.get("reason", "")}
    try:
        pick_comment(
            publication_id=moderator.publication_id,
            comment_id=found.id,
            actor=moderator.actor,
            now=moderator.now,
            **typed,
        )
    except DeniedError as error:
        if error.denial.field is None:
            raise
        response = _comment(request, moderator, found, pick={**typed, "refused": error.denial})
        response.status_code = status_of(error.denial.code)
        return response
    return HttpResponseRedirect(desk_comment_path(found.id), status=303)


@require_POST
def unpick(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Let a comment stand like any other again and return to its page."""
    if (moderator := moderator_of(request)) is None:
        return redirect_to_login(desk_comment_path(comment_id), SIGN_IN_PATH)
    found = _found(moderator, comment_id)
    unpick_comment(
        publication_id=moderator.publication_id, comment_id=found.id, actor=moderator.actor, now=moderator.now
    )
    return HttpResponseRedirect(desk_comment_path(found.id), status=303)


def _found(moderator: Moderator, comment_id: int) -> HeldComment:
    found = comment_for_staff(min(comment_id, MAX_ID), moderator.publication_id)
    if found is None:
        raise Http404
    return found


def _comment(
    request: HttpRequest,
    moderator: Moderator,
    found: HeldComment,
    refused: Denial | None = None,
    *,
    pick: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Return the page of one comment.

    Args:
        refused: why it was not removed.
        pick: what was typed to put it forward, and why it was refused.
    """
    picked = found.picked
    context = {
        "comment": found,
        "refused": refused,
        "reason": request.POST.get("reason", "") if refused else "",
        "pick": pick or {"kind": picked.kind if picked else "", "reason": picked.reason if picked else ""},
        "public_path": f"{comment_path(found.id)}#c{found.id}",
        "path": desk_comment_path(found.id),
        "is_held": found.state is CommentState.HELD,
        "is_shown": found.state is CommentState.PUBLISHED,
        "is_there": found.state in (CommentState.HELD, CommentState.PUBLISHED),
    }
    response = page(request, moderator, "moderation/desk_comment.html", context)
    response.status_code = status_of(refused.code) if refused else response.status_code
    return response
