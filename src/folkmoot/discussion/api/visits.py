"""Being here, so that a reader who comes back is shown what is new."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from folkmoot.discussion.api.answers import answer, moment
from folkmoot.discussion.api.parameters import ThreadId
from folkmoot.discussion.api.problems import refusals
from folkmoot.discussion.api.schemas import Visit
from folkmoot.discussion.commands.keep_visit import keep_visit as keep
from folkmoot.discussion.forms import caller_of
from folkmoot.discussion.policy import unknown_thread
from folkmoot.discussion.queries import read_thread, read_visit
from folkmoot.discussion.values import VisitView
from folkmoot.kit.http.caching import PRIVATE
from folkmoot.pure.verdict import DeniedError

router = Router(tags=["me"])


@router.put("/threads/{thread_id}/visit", response={200: Visit, **refusals(401, 403, 404)})
def keep_visit(request: HttpRequest, thread_id: ThreadId) -> HttpResponse:
    """Say that one is reading a thread, and return what is new since one was here before.

    Half an hour without this call ends a visit. Of somebody who never acted here nothing is kept.
    """
    caller = caller_of(request)
    if read_thread(thread_id, caller.publication.id) is None:
        raise DeniedError(unknown_thread())
    visit = VisitView(since=None)
    if (reader_id := caller.actor.reader_id) is not None:
        keep(thread_id=thread_id, reader_id=reader_id, now=caller.now)
        visit = read_visit(thread_id, reader_id, now=caller.now)
    response = answer({"since": moment(visit.since), "new": list(visit.new)})
    response["Cache-Control"] = PRIVATE
    return response
