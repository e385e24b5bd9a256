"""Who may come to the desk, and how its pages are answered."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from folkmoot.articles.queries import chrome_of, publication_of
from folkmoot.articles.values import PublicationView
from folkmoot.kit.http.problem import status_of
from folkmoot.pure.verdict import Denial, require
from folkmoot.readers.queries import actor_of
from folkmoot.readers.values import SIGN_IN_PATH, Role

Args = ParamSpec("Args")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A member of staff at the desk of a publication."""

    publication: PublicationView
    account_id: int
    roles: frozenset[Role]


DeskView = Callable[Concatenate[HttpRequest, Desk, Args], HttpResponse]


def at_desk(
    may_enter: Callable[[Collection[Role]], Denial | None],
) -> Callable[[DeskView[Args]], Callable[Concatenate[HttpRequest, Args], HttpResponse]]:
    """Let a view answer only those whom `may_enter` does not refuse; whoever has not signed in is asked to, first."""

    def decorate(view: DeskView[Args]) -> Callable[Concatenate[HttpRequest, Args], HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponse:
            publication = publication_of(request)
            actor = actor_of(request, publication_id=publication.id)
            if actor.account_id is None:
                return HttpResponseRedirect(f"{SIGN_IN_PATH}?{urlencode({'next': request.get_full_path()})}")
            require(may_enter(actor.roles))
            desk = Desk(publication=publication, account_id=actor.account_id, roles=actor.roles)
            return view(request, desk, *args, **kwargs)

        return answer

    return decorate


def desk_page(
    request: HttpRequest, desk: Desk, template: str, *, refused: Denial | None = None, **context: Any
) -> HttpResponse:
    """Return a page of the desk; with the status of what was refused, and its sentence at its field."""
    chrome = chrome_of(desk.publication.id)
    status = status_of(refused.code) if refused else 200
    return render(
        request, template, {"chrome": chrome, "roles": desk.roles, "refused": refused, **context}, status=status
    )
