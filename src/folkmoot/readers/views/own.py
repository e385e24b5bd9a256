"""One's own account: name, password, second factor, passkeys, and where one is signed in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from folkmoot.pure.totp import key_uri, secret_text
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.readers.commands.add_passkey import add_passkey, name_passkey, remove_passkey
from folkmoot.readers.commands.choose_password import change_name, change_password
from folkmoot.readers.commands.end_sign_ins import end_sign_ins, move_sign_in
from folkmoot.readers.commands.set_up_code import (
    make_recovery_codes,
    new_salt,
    remove_code,
    secret_of,
    set_up_code,
)
from folkmoot.readers.queries import needs_second_factor
from folkmoot.readers.queries.proofs import proofs_of, sign_ins_of
from folkmoot.readers.values import OWN_PATH
from folkmoot.readers.values.addresses import OWN_CODE_PATH, OWN_PASSKEYS_PATH, OWN_RECOVERY_PATH
from folkmoot.readers.values.staff import SECOND_FACTOR
from folkmoot.readers.views.door import Seat, desk_answer, done, party_of, passkeys_work, signed_in
from folkmoot.readers.views.passkeys import made_passkey

SALT = re.compile(r"[0-9a-f]{32}")
DONE = {
    "name": gettext_noop("Your name is kept."),
    "password": gettext_noop("Your new password counts from now on; everywhere else you are signed out."),
    "code": gettext_noop("From now on the app is asked for when you sign in."),
    "code-removed": gettext_noop("The app is no longer asked for."),
    "passkey": gettext_noop("The passkey is added: you can sign in with it alone."),
    "passkey-named": gettext_noop("The passkey has its new name."),
    "passkey-removed": gettext_noop("The passkey is removed. Delete it on your device, too."),
    "sessions": gettext_noop("You are signed out everywhere else."),
}


@require_safe
@signed_in
def own(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Return everything about one's own account."""
    return _page(request, seat)


@require_POST
@signed_in
def name(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Keep a new name."""

    def act() -> None:
        change_name(account_id=seat.account.id, name=request.POST.get("name", ""))

    return _act(request, seat, act, "name")


@require_POST
@signed_in
def password(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Keep a new password; this session goes on, all others are over."""

    def act() -> None:
        old_key = request.session.session_key or ""
        account = change_password(
            publication_id=seat.house.id,
            account_id=seat.account.id,
            present=request.POST.get("present", ""),
            password=request.POST.get("password", ""),
            session_key=old_key,
            now=seat.now,
        )
        update_session_auth_hash(request, account)
        move_sign_in(old_key=old_key, session_key=request.session.session_key or "")

    return _act(request, seat, act, "password")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def code(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Return the picture for an app, or let the app prove this account once it has shown a right code."""
    sent = request.POST.get("salt", "")
    salt = sent if SALT.fullmatch(sent) else new_salt()
    if request.method != "POST":
        return _code_form(request, seat, salt)
    try:
        codes = set_up_code(
            publication_id=seat.house.id,
            account_id=seat.account.id,
            salt=salt,
            code=request.POST.get("code", ""),
            now=seat.now,
        )
    except DeniedError as error:
        return _code_form(request, seat, salt, refused=error.denial)
    request.session[SECOND_FACTOR] = True
    return _codes(request, seat, codes, said="code") if codes else done(f"{OWN_PATH}?done=code")


@require_POST
@signed_in
def code_removal(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask for the app no longer."""

    def act() -> None:
        remove_code(
            publication_id=seat.house.id,
            account_id=seat.account.id,
            required=seat.house.second_factor_required,
            now=seat.now,
        )

    return _act(request, seat, act, "code-removed")


@require_POST
@signed_in
def recovery(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Return new codes on paper, shown this once."""
    codes = make_recovery_codes(publication_id=seat.house.id, account_id=seat.account.id, now=seat.now)
    return _codes(request, seat, codes)


@require_POST
@signed_in
def passkeys(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Add the passkey that the browser has made."""

    def act() -> None:
        add_passkey(
            publication_id=seat.house.id,
            account_id=seat.account.id,
            credential=made_passkey(request, seat.house, now=seat.now),
            domain=party_of(request, seat.house).domain,
            name=request.POST.get("key_name", ""),
            now=seat.now,
        )
        request.session[SECOND_FACTOR] = True

    return _act(request, seat, act, "passkey")


@require_POST
@signed_in
def passkey(request: HttpRequest, seat: Seat, passkey_id: int) -> HttpResponse:
    """Call a passkey something else."""

    def act() -> None:
        name_passkey(account_id=seat.account.id, passkey_id=passkey_id, name=request.POST.get("key_name", ""))

    return _act(request, seat, act, "passkey-named")


@require_POST
@signed_in
def passkey_removal(request: HttpRequest, seat: Seat, passkey_id: int) -> HttpResponse:
    """Forget a passkey."""

    def act() -> None:
        remove_passkey(
            publication_id=seat.house.id,
            account_id=seat.account.id,
            passkey_id=passkey_id,
            required=seat.house.second_factor_required,
            now=seat.now,
        )

    return _act(request, seat, act, "passkey-removed")


@require_POST
@signed_in
def sessions(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Sign out everywhere else."""
    end_sign_ins(account_id=seat.account.id, but=request.session.session_key)
    return done(f"{OWN_PATH}?done=sessions")


def _act(request: HttpRequest, seat: Seat, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except DeniedError as error:
        return _page(request, seat, refused=error.denial)
    return done(f"{OWN_PATH}?done={said}")


def _page(request: HttpRequest, seat: Seat, *, refused: Denial | None = None) -> HttpResponse:
    is_to_add = bool(seat.roles) and needs_second_factor(request, seat.house.id)
    said = DONE.get(request.GET.get("done", ""))
    return _answer(
        request,
        seat,
        "readers/desk_own.html",
        refused=refused,
        account=seat.account,
        proofs=proofs_of(seat.account),
        sign_ins=sign_ins_of(seat.account, session_key=request.session.session_key or ""),
        is_to_add=is_to_add,
        with_passkey=passkeys_work(request),
        done=_(said) if said else None,
        own_path=OWN_PATH,
        code_path=OWN_CODE_PATH,
        recovery_path=OWN_RECOVERY_PATH,
        passkeys_path=OWN_PASSKEYS_PATH,
    )


def _code_form(request: HttpRequest, seat: Seat, salt: str, *, refused: Denial | None = None) -> HttpResponse:
    import segno  # noqa: PLC0415 -- loaded when somebody sets up an app, not at start

    secret = secret_of(seat.account.id, salt)
    uri = key_uri(secret, issuer=seat.house.name, account=seat.account.email)
    drawn = segno.make(uri, micro=False).svg_inline(border=4, dark="#000", light="#fff", svgclass="qr", omitsize=True)
    text = secret_text(secret)
    return _answer(
        request,
        seat,
        "readers/desk_code.html",
        refused=refused,
        salt=salt,
        picture=mark_safe(drawn),  # noqa: S308 -- squares that segno drew; no letter of what was typed stands in it
        secret=" ".join(text[at : at + 4] for at in range(0, len(text), 4)),
        uri=uri,
        own_path=OWN_PATH,
    )


def _codes(request: HttpRequest, seat: Seat, codes: list[str], said: str | None = None) -> HttpResponse:
    context = {"codes": codes, "done": _(DONE[said]) if said else None, "own_path": OWN_PATH}
    return _answer(request, seat, "readers/desk_recovery.html", **context)


def _answer(request: HttpRequest, seat: Seat, template: str, **context: Any) -> HttpResponse:
    locked = bool(seat.roles) and needs_second_factor(request, seat.house.id)
    roles = frozenset() if locked else seat.roles  # no links to where the door would lead back here
    return desk_answer(request, seat.house, template, roles=roles, here=OWN_PATH, **context)
