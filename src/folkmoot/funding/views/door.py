"""Who may come to the desks of giving, and how their pages are answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from folkmoot.articles.queries import chrome_of, publication_of
from folkmoot.articles.values import ChromeView
from folkmoot.funding.queries.desk_parts import DeskParts
from folkmoot.kit import clock
from folkmoot.kit.http.problem import status_of
from folkmoot.kit.look.render import as_written_by, render_desk
from folkmoot.pure.verdict import Denial, require
from folkmoot.readers.queries import actor_of
from folkmoot.readers.values import SIGN_IN_PATH, Actor, Role

Args = ParamSpec("Args")
SEE_OTHER = 303


@dataclass(frozen=True, slots=True)
class Staff:
    """Who acts at a desk, where and when."""

    chrome: ChromeView
    actor: Actor
    now: datetime

    @property
    def publication_id(self) -> int:
        """Return whose house it is."""
        return self.chrome.publication_id

    @property
    def who(self) -> dict[str, Any]:
        """Return what every command is told."""
        return {"publication_id": self.publication_id, "actor": self.actor, "now": self.now}


StaffView = Callable[Concatenate[HttpRequest, Staff, Args], HttpResponseBase]


def at_desk(
    may_enter: Callable[[frozenset[Role]], Denial | None], *, posts: bool = True
) -> Callable[[StaffView[Args]], Callable[Concatenate[HttpRequest, Args], HttpResponseBase]]:
    """Let a view answer only those whom `may_enter` does not refuse; whoever has not signed in is asked to, first.

    What the view says is said in the publication's language.

    Args:
        posts: whether anything can be sent there.
    """

    def decorate(view: StaffView[Args]) -> Callable[Concatenate[HttpRequest, Args], HttpResponseBase]:
        @require_http_methods(["GET", "HEAD", "POST"] if posts else ["GET", "HEAD"])
        @wraps(view)
        def answer(request: HttpRequest, /, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponseBase:
            publication = publication_of(request)
            actor = actor_of(request, publication_id=publication.id)
            if actor.account_id is None:
                return redirect_to_login(request.get_full_path(), SIGN_IN_PATH)
            require(may_enter(actor.roles))
            chrome = chrome_of(publication.id)
            with as_written_by(chrome):
                return view(request, Staff(chrome, actor, clock.now()), *args, **kwargs)

        return answer

    return decorate


def page(
    request: HttpRequest, staff: Staff, template: str, *, refused: Denial | None = None, **context: Any
) -> HttpResponse:
    """Return a page of a desk; with the status of what was refused, and its sentence at its field."""
    told = {"roles": staff.actor.roles, "refused": refused, "parts": DeskParts(staff.publication_id), **context}
    response = render_desk(request, template, staff.chrome, told)
    response.status_code = status_of(refused.code) if refused else response.status_code
    return response


def done(path: str) -> HttpResponse:
    """Return the way back to a page that shall say that it is done."""
    return HttpResponseRedirect(f"{path}?done=1", status=SEE_OTHER)
