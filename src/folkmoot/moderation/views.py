"""The queue: what waits, why, and the two things a person can do about it. And which discussions are open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from folkmoot.articles.queries import chrome_of, publication_of
from folkmoot.discussion.commands.close_thread import close_thread, reopen_thread
from folkmoot.discussion.commands.release_comment import release_comment
from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.discussion.policy import not_a_moderator
from folkmoot.discussion.queries import comment_for_staff, held_comments, newest_threads
from folkmoot.discussion.values import CommentState, HeldComment
from folkmoot.kit import clock
from folkmoot.kit.http.problem import status_of
from folkmoot.kit.look.render import render_desk
from folkmoot.moderation.values import QUEUE_PATH, THREADS_PATH, desk_comment_path
from folkmoot.pure.verdict import Denial, DeniedError, require
from folkmoot.readers.queries import actor_of
from folkmoot.readers.values import SIGN_IN_PATH, Actor

MAX_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Moderator:
    """Who decides, in which publication, and when."""

    publication_id: int
    actor: Actor
    now: datetime


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Return the comments that wait, longest first, with their reasons."""
    if (moderator := _moderator(request)) is None:
        return redirect_to_login(QUEUE_PATH, SIGN_IN_PATH)
    return _page(request, moderator, "moderation/desk_queue.html", {"waiting": held_comments(moderator.publication_id)})


@require_safe
def comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Return one comment with its words, whatever became of it, and what can be done."""
    if (moderator := _moderator(request)) is None:
        return redirect_to_login(desk_comment_path(comment_id), SIGN_IN_PATH)
    return _comment(request, moderator, _found(moderator, comment_id))


@require_POST
def release(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Let a comment appear and return to the queue; a refusal raises `DeniedError`, which has a page of its own."""
    if (moderator := _moderator(request)) is None:
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
    if (moderator := _moderator(request)) is None:
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


@require_safe
def threads(request: HttpRequest) -> HttpResponse:
    """Return the newest discussions, each with the button that closes or opens it."""
    if (moderator := _moderator(request)) is None:
        return redirect_to_login(THREADS_PATH, SIGN_IN_PATH)
    context = {"threads": newest_threads(moderator.publication_id), "here": THREADS_PATH}
    return _page(request, moderator, "moderation/desk_threads.html", context)


@require_POST
def close(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Close a discussion and return to the list."""
    return _change_thread(request, thread_id, close_thread)


@require_POST
def reopen(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Open a discussion again and return to the list."""
    return _change_thread(request, thread_id, reopen_thread)


def _change_thread(request: HttpRequest, thread_id: int, change: Callable[..., None]) -> HttpResponse:
    if (moderator := _moderator(request)) is None:
        return redirect_to_login(THREADS_PATH, SIGN_IN_PATH)
    change(
        publication_id=moderator.publication_id,
        thread_id=min(thread_id, MAX_ID),
        actor=moderator.actor,
        now=moderator.now,
    )
    return HttpResponseRedirect(THREADS_PATH, status=303)


def _moderator(request: HttpRequest) -> Moderator | None:
    """Return who decides, or None for somebody who has to sign in first.

    Raises:
        DeniedError: `not_allowed`: signed in, but neither owner, editor nor moderator.
    """
    publication = publication_of(request)
    actor = actor_of(request, publication_id=publication.id)
    if actor.account_id is None:
        return None
    require(not_a_moderator(actor.roles))
    return Moderator(publication.id, actor, clock.now())


def _found(moderator: Moderator, comment_id: int) -> HeldComment:
    found = comment_for_staff(min(comment_id, MAX_ID), moderator.publication_id)
    if found is None:
        raise Http404
    return found


def _comment(
    request: HttpRequest, moderator: Moderator, found: HeldComment, refused: Denial | None = None
) -> HttpResponse:
    context = {
        "comment": found,
        "refused": refused,
        "reason": request.POST.get("reason", ""),
        "path": desk_comment_path(found.id),
        "is_held": found.state is CommentState.HELD,
        "is_there": found.state in (CommentState.HELD, CommentState.PUBLISHED),
    }
    response = _page(request, moderator, "moderation/desk_comment.html", context)
    response.status_code = status_of(refused.code) if refused else response.status_code
    return response


def _page(request: HttpRequest, moderator: Moderator, template: str, context: Mapping[str, object]) -> HttpResponse:
    chrome = chrome_of(moderator.publication_id)
    return render_desk(
        request,
        template,
        chrome,
        {"here": QUEUE_PATH, "roles": moderator.actor.roles, "queue_path": QUEUE_PATH, **context},
    )
