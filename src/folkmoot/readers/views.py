"""Signing in and out. Wrong name and wrong password get one answer, in one time: nobody learns who works here."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kit import clock
from folkmoot.kit.http.client import network_of
from folkmoot.kit.http.cookies import set_lasting
from folkmoot.kit.http.problem import status_of
from folkmoot.kit.ratelimit import Rate, take
from folkmoot.pure.verdict import Denial
from folkmoot.readers.policy import too_many_tries, wrong_sign_in
from folkmoot.readers.values import DESK_PATH, GUEST_COOKIE, MARKER_COOKIE, SIGN_IN_PATH

TRIES_PER_NETWORK = 20
TRIES_PER_NAME = 10
TRIES_PER_S = 15 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Return the form, or a session and the way to `?next=`, if that is a page of ours."""
    if request.method != "POST":
        return _form(request)
    email = request.POST.get("email", "").strip().lower()
    wait_s = take(*_rates(network_of(request), email), now=clock.now())
    if wait_s is not None:
        return _form(request, email=email, refused=too_many_tries(wait_s))
    account = authenticate(request, username=email, password=request.POST.get("password", ""))
    if account is None:
        return _form(request, email=email, refused=wrong_sign_in())
    login(request, account)
    response = HttpResponseRedirect(_next(request), status=303)
    set_lasting(response, request, MARKER_COOKIE, "1", max_age_s=settings.SESSION_COOKIE_AGE, script_readable=True)
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session. A guest of before is a guest again."""
    logout(request)
    response = HttpResponseRedirect(SIGN_IN_PATH, status=303)
    if GUEST_COOKIE not in request.COOKIES:
        response.delete_cookie(MARKER_COOKIE)
    return response


def _rates(network: str, email: str) -> tuple[Rate, Rate]:
    return (
        Rate(f"sign-in|network|{network}", TRIES_PER_NETWORK, TRIES_PER_S, TRIES_PER_NETWORK),
        Rate(f"sign-in|name|{email}", TRIES_PER_NAME, TRIES_PER_S, TRIES_PER_NAME),
    )


def _next(request: HttpRequest) -> str:
    """Return the path that was asked for before signing in; the desk if there was none or it is not ours."""
    asked = request.POST.get("next", request.GET.get("next", ""))
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else DESK_PATH


def _form(request: HttpRequest, *, email: str = "", refused: Denial | None = None) -> HttpResponse:
    status = status_of(refused.code) if refused else 200
    context = {"chrome": None, "email": email, "refused": refused, "next": _next(request)}
    response = render(request, "readers/desk_sign_in.html", context, status=status)
    if refused and refused.retry_after_s is not None:
        response["Retry-After"] = str(refused.retry_after_s)
    return response
