"""Passkeys in the browser: what it is asked (JSON), and what it answers (a form)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from folkmoot.kit import clock
from folkmoot.kit.http.client import network_of
from folkmoot.kit.keys import keyed_hash
from folkmoot.kit.passkeys import Credential, NotProvedError, State, ask_for_new, ask_for_proof, read_new
from folkmoot.kit.ratelimit import Rate, take
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.commands.add_passkey import use_passkey
from folkmoot.readers.models import Account
from folkmoot.readers.policy import too_many_tries
from folkmoot.readers.policy.proofs import passkey_not_made, wrong_passkey
from folkmoot.readers.ports import House, Ports
from folkmoot.readers.queries.proofs import credentials_of
from folkmoot.readers.values.staff import Means
from folkmoot.readers.views.door import Seat, party_of, signed_in
from folkmoot.readers.views.sign_in import enter, next_of

ASKED = "passkey_asked"
ASKED_LASTS = timedelta(minutes=5)
TRIES = 60
TRIES_PER_S = 15 * 60


@require_POST
def sign_in_options(request: HttpRequest) -> HttpResponse:
    """Return what a browser shall sign to sign in with a passkey.

    Raises:
        DeniedError: `too_fast`.
    """
    house, now = Ports.house_of(request), clock.now()
    _limit(request, now=now)
    options, state = ask_for_proof(party_of(request, house))
    _keep(request, state, now=now)
    return JsonResponse(options)


@require_POST
def sign_in_with_passkey(request: HttpRequest) -> HttpResponse:
    """Begin a session for whoever's passkey has signed what was asked.

    Raises:
        DeniedError: `too_fast`, `wrong_passkey`.
    """
    house, now = Ports.house_of(request), clock.now()
    _limit(request, now=now)
    state = _kept(request, now=now)
    if state is None:
        raise DeniedError(wrong_passkey())
    answer = request.POST.get("credential", "")
    account_id = use_passkey(party=party_of(request, house), state=state, answer=answer, now=now)
    return enter(request, Account.objects.get(id=account_id), Means.PASSKEY, to=next_of(request), now=now)


@require_POST
@signed_in
def own_options(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Return what a browser shall make, so that its owner can sign in with it from now on."""
    return new_options(request, seat.house, email=seat.account.email, account_id=seat.account.id, now=seat.now)


def new_options(
    request: HttpRequest, house: House, *, email: str, account_id: int | None, now: datetime
) -> HttpResponse:
    """Return what a browser shall make for an address, and keep what its answer is held against."""
    party = party_of(request, house)
    known = credentials_of(account_id, party.domain) if account_id else []
    handle = bytes.fromhex(keyed_hash("passkey-handle", email))
    options, state = ask_for_new(party, handle=handle, name=email, known=known)
    _keep(request, state, now=now)
    return JsonResponse(options)


def made_passkey(request: HttpRequest, house: House, *, now: datetime) -> Credential:
    """Return the passkey that the form brings.

    Raises:
        DeniedError: `wrong_passkey`.
    """
    state = _kept(request, now=now)
    if state is None:
        raise DeniedError(passkey_not_made())
    try:
        return read_new(party_of(request, house), state, request.POST.get("credential", ""))
    except NotProvedError as error:
        raise DeniedError(passkey_not_made()) from error


def _limit(request: HttpRequest, *, now: datetime) -> None:
    wait_s = take(Rate(f"passkey|network|{network_of(request)}", TRIES, TRIES_PER_S, TRIES), now=now)
    if wait_s is not None:
        raise DeniedError(too_many_tries(wait_s))


def _keep(request: HttpRequest, state: State, *, now: datetime) -> None:
    request.session[ASKED] = {"state": state, "at": now.isoformat()}


def _kept(request: HttpRequest, *, now: datetime) -> State | None:
    """Return what was asked a moment ago, once."""
    asked = request.session.pop(ASKED, None)
    if asked is None or now - datetime.fromisoformat(asked["at"]) > ASKED_LASTS:
        return None
    state: State = asked["state"]
    return state
