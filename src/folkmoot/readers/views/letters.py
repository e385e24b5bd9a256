"""Where links from a letter lead: an invitation, a new password. And where a forgotten password is asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kit import clock
from folkmoot.kit.http.client import network_of
from folkmoot.kit.mail import mail_is_set
from folkmoot.kit.ratelimit import Rate, take
from folkmoot.pure.browsers import browser_name
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.readers.commands.accept_invitation import accept_as, accept_as_new
from folkmoot.readers.commands.ask_for_password import ask_for_password
from folkmoot.readers.commands.choose_password import choose_password
from folkmoot.readers.models import Account, Invitation
from folkmoot.readers.models.finding import account_with_email, invitation_with, password_link_with
from folkmoot.readers.policy import too_many_tries
from folkmoot.readers.policy.staff import link_over
from folkmoot.readers.ports import House, Ports
from folkmoot.readers.values import DESK_PATH, SIGN_IN_PATH, Role
from folkmoot.readers.values.addresses import FORGOTTEN_PATH, invitation_path, password_path
from folkmoot.readers.values.staff import ROLE_NAMES, ROLE_TASKS, Means
from folkmoot.readers.views.door import account_of, desk_answer, done, party_of, passkeys_work
from folkmoot.readers.views.passkeys import made_passkey, new_options
from folkmoot.readers.views.sign_in import enter

METHODS = ["GET", "HEAD", "POST"]
WISHES = 5
WISHES_PER_S = 3600


@require_http_methods(METHODS)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Return what one is invited to, or begin to work here.

    Raises:
        DeniedError: `link_over`.
    """
    house, now = Ports.house_of(request), clock.now()
    found = invitation_with(token, house.id, now=now)
    if found is None:
        raise DeniedError(link_over())
    if request.method != "POST":
        return _invitation(request, house, found, token)
    account = account_of(request)
    if account is not None and account.email == found.email:
        accept_as(token=token, publication_id=house.id, account_id=account.id, now=now)
        return done(DESK_PATH)
    with_key = bool(request.POST.get("credential"))
    try:
        account_id = accept_as_new(
            token=token,
            publication_id=house.id,
            name=request.POST.get("name", ""),
            password=request.POST.get("password", ""),
            credential=made_passkey(request, house, now=now) if with_key else None,
            domain=party_of(request, house).domain,
            key_name=browser_name(request.headers.get("User-Agent", "")) or _("My passkey"),
            now=now,
        )
    except DeniedError as error:
        return _invitation(request, house, found, token, refused=error.denial)
    means = Means.PASSKEY if with_key else Means.INVITATION
    return enter(request, Account.objects.get(id=account_id), means, to=DESK_PATH, now=now)


@require_POST
def invitation_options(request: HttpRequest, token: str) -> HttpResponse:
    """Return what a browser shall make, so that whoever is invited needs no password.

    Raises:
        DeniedError: `link_over`.
    """
    house, now = Ports.house_of(request), clock.now()
    found = invitation_with(token, house.id, now=now)
    if found is None:
        raise DeniedError(link_over())
    return new_options(request, house, email=found.email, account_id=None, now=now)


@require_http_methods(METHODS)
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """Return the form of a new password, or keep it and lead to the sign-in.

    Raises:
        DeniedError: `link_over`.
    """
    house, now = Ports.house_of(request), clock.now()
    link = password_link_with(token, now=now)
    if link is None:
        raise DeniedError(link_over())
    refused = None
    if request.method == "POST":
        try:
            choose_password(token=token, password=request.POST.get("password", ""), now=now)
        except DeniedError as error:
            refused = error.denial
        else:
            return done(f"{SIGN_IN_PATH}?chosen=1")
    return desk_answer(
        request,
        house,
        "readers/desk_password.html",
        refused=refused,
        email=link.account.email,
        action=password_path(token),
    )


@require_http_methods(METHODS)
def forgotten(request: HttpRequest) -> HttpResponse:
    """Return where to ask for a new password, or the one answer that everybody gets who asks."""
    house, now = Ports.house_of(request), clock.now()
    context: dict[str, Any] = {"mail_is_set": mail_is_set(), "sign_in_path": SIGN_IN_PATH, "action": FORGOTTEN_PATH}
    template = "readers/desk_forgotten.html"
    if request.method != "POST" or not mail_is_set():
        return desk_answer(request, house, template, **context)
    email = request.POST.get("email", "").strip().lower()
    keys = (f"forgotten|network|{network_of(request)}", f"forgotten|name|{email}")
    wait_s = take(*(Rate(key, WISHES, WISHES_PER_S, WISHES) for key in keys), now=now)
    if wait_s is not None:
        return desk_answer(request, house, template, refused=too_many_tries(wait_s), email=email, **context)
    ask_for_password(publication_id=house.id, email=email, now=now)
    return desk_answer(request, house, template, is_asked=True, **context)


def _invitation(
    request: HttpRequest, house: House, found: Invitation, token: str, *, refused: Denial | None = None
) -> HttpResponse:
    account = account_of(request)
    roles = [Role(role) for role in found.roles]
    return desk_answer(
        request,
        house,
        "readers/desk_invitation.html",
        refused=refused,
        email=found.email,
        tasks=[(_(ROLE_NAMES[role]), _(ROLE_TASKS[role])) for role in roles],
        invited_by=str(found.invited_by) if found.invited_by else "",
        name=request.POST.get("name", ""),
        is_known=account_with_email(found.email) is not None,
        is_self=account is not None and account.email == found.email,
        sign_in_path=SIGN_IN_PATH,
        action=invitation_path(token),
        with_passkey=passkeys_work(request),
    )
