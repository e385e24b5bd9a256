"""Writing on a page of one's own, where the page that all readers share has no form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from folkmoot.discussion.forms import caller_of
from folkmoot.discussion.views.returned import blank, spoken_at


@require_safe
def write(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Return a comment form for whoever asks: where only accounts may speak, for those who are signed in to one.

    `?parent_id=` names the comment that is answered.
    """
    caller = caller_of(request)
    return blank(caller, spoken_at(request, caller, thread_id))
