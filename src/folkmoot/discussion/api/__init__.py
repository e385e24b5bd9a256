"""The JSON interface, `/api/v1`: one description, one way to refuse."""

from folkmoot.discussion.api import comments, me, threads, visits
from folkmoot.discussion.api.house import api

for _part in (threads, comments, me, visits):
    api.add_router("", _part.router)

__all__ = ["api"]
