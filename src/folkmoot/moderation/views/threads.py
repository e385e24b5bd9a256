"""Which discussions are open, and how fast they go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from folkmoot.discussion.commands.close_thread import close_thread, reopen_thread
from folkmoot.discussion.commands.pace_thread import pace_thread
from folkmoot.discussion.queries import newest_threads, settings_of
from folkmoot.moderation.forms import PACES, number_in
from folkmoot.moderation.values import DISCUSSION_PATH, THREADS_PATH
from folkmoot.moderation.views.door import MAX_ID, moderator_of, page
from folkmoot.readers.values import SIGN_IN_PATH


@require_safe
def threads(request: HttpRequest) -> HttpResponse:
    """Return the newest discussions, each with the button that closes or opens it, and how fast it goes."""
    if (moderator := moderator_of(request)) is None:
        return redirect_to_login(THREADS_PATH, SIGN_IN_PATH)
    context = {
        "threads": newest_threads(moderator.publication_id),
        "settings": settings_of(moderator.publication_id),
        "paces": PACES,
        "here": THREADS_PATH,
        "settings_path": DISCUSSION_PATH,
    }
    return page(request, moderator, "moderation/desk_threads.html", context)


@require_POST
def close(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Close a discussion and return to the list."""
    return _change_thread(request, thread_id, close_thread)


@require_POST
def reopen(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Open a discussion again and return to the list."""
    return _change_thread(request, thread_id, reopen_thread)


@require_POST
def pace(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Let a discussion go slower, or as all others do, and return to the list."""
    return _change_thread(request, thread_id, pace_thread, slow_s=number_in(request.POST, "slow_s"))


def _change_thread(request: HttpRequest, thread_id: int, change: Callable[..., None], **how: Any) -> HttpResponse:
    if (moderator := moderator_of(request)) is None:
        return redirect_to_login(THREADS_PATH, SIGN_IN_PATH)
    change(
        publication_id=moderator.publication_id,
        thread_id=min(thread_id, MAX_ID),
        actor=moderator.actor,
        now=moderator.now,
        **how,
    )
    return HttpResponseRedirect(THREADS_PATH, status=303)
