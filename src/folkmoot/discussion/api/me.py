"""What depends on who asks."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from folkmoot.discussion.api.answers import answer, comment_json
from folkmoot.discussion.api.problems import refusals
from folkmoot.discussion.api.schemas import Me
from folkmoot.discussion.forms import MAX_ID, caller_of
from folkmoot.discussion.policy import unknown_thread
from folkmoot.discussion.queries import editable_in_thread, held_in_thread, read_thread, votes_in_thread
from folkmoot.kit.http.caching import PRIVATE
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.queries import name_of_reader

router = Router(tags=["me"])


@router.get("/me", response={200: Me, **refusals(401, 404, 422)})
def get_me(request: HttpRequest, thread: Annotated[int, Query(ge=1, le=MAX_ID)]) -> HttpResponse:
    """Return who one is, and one's votes and held or changeable comments in a thread. Never kept by anyone."""
    caller = caller_of(request)
    if read_thread(thread, caller.publication.id) is None:
        raise DeniedError(unknown_thread())
    mine: dict[str, Any] = {"reader": None, "votes": {}, "held": [], "editable": []}
    if (reader_id := caller.actor.reader_id) is not None:
        mine = {
            "reader": {"id": reader_id, "name": name_of_reader(reader_id) or None},
            "votes": {str(comment_id): value for comment_id, value in votes_in_thread(thread, reader_id).items()},
            "held": [comment_json(view) for view in held_in_thread(thread, reader_id)],
            "editable": list(editable_in_thread(thread, reader_id, now=caller.now)),
        }
    response = answer(mine | {"roles": sorted(role.value for role in caller.actor.roles), "since": None})
    response["Cache-Control"] = PRIVATE
    return response
