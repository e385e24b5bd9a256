"""Who may come to the pages of staff, and how they are answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from folkmoot.kit import clock
from folkmoot.kit.http.errors import MisdirectedError
from folkmoot.kit.http.policy import GetResponse
from folkmoot.kit.http.problem import status_of
from folkmoot.kit.passkeys import Party, can_have_passkeys
from folkmoot.pure.verdict import Denial, require
from folkmoot.readers.models import Account
from folkmoot.readers.policy.staff import not_owning
from folkmoot.readers.ports import House, Ports
from folkmoot.readers.queries import actor_of, needs_second_factor, roles_of
from folkmoot.readers.values import OWN_PATH, SIGN_IN_PATH, SIGN_OUT_PATH, Role
from folkmoot.readers.values.staff import SECOND_FACTOR

Args = ParamSpec("Args")
SEE_OTHER = 303


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody who has signed in, at one publication, now.

    `roles` are theirs even while they still have to set up a second factor: these pages are where they do it.
    """

    house: House
    account: Account
    roles: frozenset[Role]
    now: datetime


SeatView = Callable[Concatenate[HttpRequest, Seat, Args], HttpResponse]


def signed_in(view: SeatView[Args]) -> Callable[Concatenate[HttpRequest, Args], HttpResponse]:
    """Let a view answer whoever has signed in; others are asked to, first."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponse:
        house = Ports.house_of(request)
        account = account_of(request)
        if account is None:
            return HttpResponseRedirect(f"{SIGN_IN_PATH}?{urlencode({'next': request.get_full_path()})}")
        roles = roles_of(account_id=account.id, publication_id=house.id)
        return view(request, Seat(house=house, account=account, roles=roles, now=clock.now()), *args, **kwargs)

    return answer


def owners_only(view: SeatView[Args]) -> Callable[Concatenate[HttpRequest, Args], HttpResponse]:
    """Let a view answer the owners of the publication.

    Raises:
        DeniedError: `not_allowed`.
    """

    @wraps(view)
    def answer(request: HttpRequest, seat: Seat, /, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponse:
        require(not_owning(actor_of(request, publication_id=seat.house.id).roles))
        return view(request, seat, *args, **kwargs)

    return signed_in(answer)


def account_of(request: HttpRequest) -> Account | None:
    """Return who has signed in, or None."""
    account = request.user
    return account if isinstance(account, Account) and account.is_active else None


def party_of(request: HttpRequest, house: House) -> Party:
    """Return who asks for a passkey: the house, at the address that the browser sees."""
    return Party(name=house.name, origin=f"{request.scheme}://{request.get_host()}")


def passkeys_work(request: HttpRequest) -> bool:
    """Return whether browsers make passkeys at this address."""
    return can_have_passkeys(f"{request.scheme}://{request.get_host()}")


def desk_answer(
    request: HttpRequest,
    house: House,
    template: str,
    *,
    roles: frozenset[Role] = frozenset(),
    refused: Denial | None = None,
    **context: Any,
) -> HttpResponse:
    """Return a page of the desk; with the status of what was refused, and its sentence at its field."""
    status = status_of(refused.code) if refused else 200
    known = {"chrome": house.chrome, "house": house, "roles": roles, "refused": refused}
    response = render(request, template, {**known, **context}, status=status)
    if refused and refused.retry_after_s is not None:
        response["Retry-After"] = str(refused.retry_after_s)
    return response


def done(path: str) -> HttpResponse:
    """Return the way on after something was kept."""
    return HttpResponseRedirect(path, status=SEE_OTHER)


def second_factor_first(get_response: GetResponse) -> GetResponse:
    """Django middleware: where everybody needs a second factor, nothing at the desk comes before setting one up."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if _is_to_be_led(request):
            return done(OWN_PATH)
        return get_response(request)

    return answer


def _is_to_be_led(request: HttpRequest) -> bool:
    path = request.path
    if not path.startswith(("/desk/", "/admin/")) or path.startswith((OWN_PATH, SIGN_IN_PATH, SIGN_OUT_PATH)):
        return False
    if account_of(request) is None or request.session.get(SECOND_FACTOR):
        return False
    try:
        return needs_second_factor(request, Ports.house_of(request).id)
    except MisdirectedError:
        return False  # the view says so
