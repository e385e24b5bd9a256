"""Signing in and out. Wrong name and wrong password get one answer, in one time: nobody learns who works here."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kit import clock
from folkmoot.kit.http.client import network_of
from folkmoot.kit.http.cookies import set_lasting
from folkmoot.kit.ratelimit import Rate, take
from folkmoot.pure.browsers import browser_name
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.readers.commands.end_sign_ins import remember_sign_in
from folkmoot.readers.commands.set_up_code import take_code, take_recovery_code
from folkmoot.readers.models import Account
from folkmoot.readers.models.finding import has_second_factor
from folkmoot.readers.policy import too_many_tries, wrong_sign_in
from folkmoot.readers.ports import House, Ports
from folkmoot.readers.queries.proofs import proofs_of
from folkmoot.readers.values import DESK_PATH, GUEST_COOKIE, MARKER_COOKIE, SIGN_IN_PATH
from folkmoot.readers.values.addresses import (
    FORGOTTEN_PATH,
    PASSKEY_SIGN_IN_PATH,
    SECOND_PATH,
)
from folkmoot.readers.values.staff import SECOND_FACTOR, Means
from folkmoot.readers.views.door import desk_answer, done, passkeys_work

TRIES_PER_NETWORK = 20
TRIES_PER_NAME = 10
TRIES_PER_CODE = 5
TRIES_PER_S = 15 * 60
HALF = "half_signed_in"
HALF_LASTS = timedelta(minutes=10)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Return the form, or the way to the second factor, or a session and the way to `?next=`, if that is ours."""
    house, now = Ports.house_of(request), clock.now()
    if request.method != "POST":
        return _form(request, house)
    email = request.POST.get("email", "").strip().lower()
    wait_s = take(*_rates(network_of(request), email), now=now)
    if wait_s is not None:
        return _form(request, house, email=email, refused=too_many_tries(wait_s))
    account = authenticate(request, username=email, password=request.POST.get("password", ""))
    if not isinstance(account, Account):
        return _form(request, house, email=email, refused=wrong_sign_in())
    if has_second_factor(account.id):
        request.session[HALF] = {"account_id": account.id, "at": now.isoformat(), "next": next_of(request)}
        return done(SECOND_PATH)
    return enter(request, account, Means.PASSWORD, to=next_of(request), now=now)


@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """Return what is asked besides the password, or the session that it completes."""
    house, now = Ports.house_of(request), clock.now()
    account, to = _half(request, now=now)
    if account is None:
        return done(SIGN_IN_PATH)
    if request.method != "POST":
        return _second_form(request, house, account)
    rate = Rate(f"second|{account.id}", TRIES_PER_CODE, TRIES_PER_S, TRIES_PER_CODE)
    wait_s = take(rate, now=now)
    if wait_s is not None:
        return _second_form(request, house, account, refused=too_many_tries(wait_s))
    is_paper = "recovery" in request.POST
    try:
        if is_paper:
            take_recovery_code(account_id=account.id, code=request.POST["recovery"], now=now)
        else:
            take_code(account_id=account.id, code=request.POST.get("code", ""), now=now)
    except DeniedError as error:
        return _second_form(request, house, account, refused=error.denial, is_paper=is_paper)
    return enter(request, account, Means.RECOVERY if is_paper else Means.CODE, to=to, now=now)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session. A guest of before is a guest again."""
    logout(request)
    response = HttpResponseRedirect(SIGN_IN_PATH, status=303)
    if GUEST_COOKIE not in request.COOKIES:
        response.delete_cookie(MARKER_COOKIE)
    return response


def enter(request: HttpRequest, account: Account, means: Means, *, to: str, now: datetime) -> HttpResponse:
    """Return the way on, with a session that knows how it was begun."""
    request.session.flush()  # whatever it was, it was not begun by this proof
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    if means in (Means.CODE, Means.RECOVERY, Means.PASSKEY):
        request.session[SECOND_FACTOR] = True
    browser = browser_name(request.headers.get("User-Agent", ""))
    session_key = request.session.session_key or ""
    remember_sign_in(account_id=account.id, session_key=session_key, browser=browser, means=means, now=now)
    response = done(to)
    set_lasting(response, request, MARKER_COOKIE, "1", max_age_s=settings.SESSION_COOKIE_AGE, script_readable=True)
    return response


def next_of(request: HttpRequest) -> str:
    """Return the path that was asked for before signing in; the desk if there was none or it is not ours."""
    asked = request.POST.get("next", request.GET.get("next", ""))
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else DESK_PATH


def _rates(network: str, email: str) -> tuple[Rate, Rate]:
    return (
        Rate(f"sign-in|network|{network}", TRIES_PER_NETWORK, TRIES_PER_S, TRIES_PER_NETWORK),
        Rate(f"sign-in|name|{email}", TRIES_PER_NAME, TRIES_PER_S, TRIES_PER_NAME),
    )


def _half(request: HttpRequest, *, now: datetime) -> tuple[Account | None, str]:
    """Return whose password was right a moment ago, and where they wanted to go."""
    half = request.session.get(HALF)
    if not half or now - datetime.fromisoformat(half["at"]) > HALF_LASTS:
        return None, DESK_PATH
    return Account.objects.filter(id=half["account_id"], is_active=True).first(), half["next"]


def _form(request: HttpRequest, house: House, *, email: str = "", refused: Denial | None = None) -> HttpResponse:
    return desk_answer(
        request,
        house,
        "readers/desk_sign_in.html",
        refused=refused,
        email=email,
        next=next_of(request),
        with_passkey=passkeys_work(request),
        passkey_path=PASSKEY_SIGN_IN_PATH,
        forgotten_path=FORGOTTEN_PATH,
        is_chosen="chosen" in request.GET,
    )


def _second_form(
    request: HttpRequest,
    house: House,
    account: Account,
    *,
    refused: Denial | None = None,
    is_paper: bool = False,
) -> HttpResponse:
    proofs = proofs_of(account)
    return desk_answer(
        request,
        house,
        "readers/desk_second.html",
        refused=refused,
        proofs=proofs,
        is_paper=is_paper,
        with_passkey=bool(proofs.passkeys) and passkeys_work(request),
        passkey_path=PASSKEY_SIGN_IN_PATH,
        sign_in_path=SIGN_IN_PATH,
        next=_half(request, now=clock.now())[1],
    )
