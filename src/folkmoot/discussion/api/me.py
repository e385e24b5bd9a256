"""What depends on who asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from folkmoot.discussion.api.answers import answer, comment_json, moment
from folkmoot.discussion.api.parameters import MyThreadId
from folkmoot.discussion.api.problems import refusals
from folkmoot.discussion.api.schemas import Me
from folkmoot.discussion.forms import caller_of
from folkmoot.discussion.policy import MODERATORS, unknown_thread
from folkmoot.discussion.ports import Ports
from folkmoot.discussion.queries import editable_in_thread, held_in_thread, read_thread, since_of, votes_in_thread
from folkmoot.discussion.values import told
from folkmoot.kit.http.caching import PRIVATE
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.queries import name_of_reader

router = Router(tags=["me"])


@router.get("/me", response={200: Me, **refusals(401, 404, 422)})
def get_me(request: HttpRequest, thread: MyThreadId) -> HttpResponse:
    """Return who one is, and one's votes and held or changeable comments in a thread. Never kept by anyone."""
    caller = caller_of(request)
    view = read_thread(thread, caller.publication.id)
    if view is None:
        raise DeniedError(unknown_thread())
    mine: dict[str, Any] = {"reader": None, "votes": {}, "held": [], "editable": [], "since": None}
    if (reader_id := caller.actor.reader_id) is not None:
        mine = {
            "reader": {"id": reader_id, "name": name_of_reader(reader_id) or None},
            "votes": {str(comment_id): value for comment_id, value in votes_in_thread(thread, reader_id).items()},
            "held": [
                comment_json(held) for held in told(held_in_thread(thread, reader_id), view.settings, now=caller.now)
            ],
            "editable": list(editable_in_thread(thread, reader_id, now=caller.now)),
            "since": moment(since_of(thread, reader_id, now=caller.now)),
        }
    roles = caller.actor.roles
    mine |= {
        "roles": sorted(role.value for role in roles),
        "desk_path": Ports.desk_path if MODERATORS & roles else None,
    }
    response = answer(mine)
    response["Cache-Control"] = PRIVATE
    return response
