"""Who works here: an owner invites, gives and takes roles, helps, and ends somebody's work."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from folkmoot.kit.look.render import as_written_by
from folkmoot.kit.mail import Letter, mail_is_set, send
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.readers.commands.ask_for_password import password_letter
from folkmoot.readers.commands.choose_password import make_password_link
from folkmoot.readers.commands.end_work import end_work, forget_factors
from folkmoot.readers.commands.give_role import change_roles
from folkmoot.readers.commands.invite import end_invitation, invite
from folkmoot.readers.models import Account
from folkmoot.readers.queries.staff import member_of, open_invitations, staff_of
from folkmoot.readers.values import STAFF_PATH, Role
from folkmoot.readers.values.addresses import invitation_path, member_path, password_path
from folkmoot.readers.values.staff import (
    INVITATION_DAYS,
    PASSWORD_LINK_HOURS,
    ROLE_NAMES,
    ROLE_TASKS,
    MemberView,
)
from folkmoot.readers.views.door import Seat, desk_answer, done, owners_only

DONE = {
    "sent": gettext_noop("The invitation is on its way."),
    "link-sent": gettext_noop("The link is on its way."),
    "taken-back": gettext_noop("The invitation is taken back; its link no longer works."),
    "roles": gettext_noop("The roles count from now on."),
    "ended": gettext_noop("Their work here has ended, and they are signed out everywhere. What they wrote stays."),
    "forgotten": gettext_noop("Their second factors are forgotten; their password alone lets them in again."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@owners_only
def staff(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Return who works here and who was asked to, or ask one more."""
    if request.method != "POST":
        return _list(request, seat)
    email, roles = request.POST.get("email", "").strip(), _roles_in(request)
    try:
        token = invite(publication_id=seat.house.id, email=email, roles=roles, account_id=seat.account.id, now=seat.now)
    except DeniedError as error:
        return _list(request, seat, refused=error.denial, email=email, chosen=roles)
    link = seat.house.base_url + invitation_path(token)
    if mail_is_set() and send(_invitation_letter(seat, email, link)):
        return done(f"{STAFF_PATH}?done=sent")
    return _link(request, seat, link, for_whom=email, days=INVITATION_DAYS)


@require_POST
@owners_only
def invitation_end(request: HttpRequest, seat: Seat, invitation_id: int) -> HttpResponse:  # noqa: ARG001 -- a view
    """Take an invitation back."""
    end_invitation(publication_id=seat.house.id, invitation_id=invitation_id, account_id=seat.account.id, now=seat.now)
    return done(f"{STAFF_PATH}?done=taken-back")


@require_safe
@owners_only
def member(request: HttpRequest, seat: Seat, account_id: int) -> HttpResponse:
    """Return one of the staff, and what an owner can do for them."""
    return _member(request, seat, _found(seat, account_id))


@require_POST
@owners_only
def member_roles(request: HttpRequest, seat: Seat, account_id: int) -> HttpResponse:
    """Let one of the staff have other roles."""
    found = _found(seat, account_id)
    try:
        change_roles(
            account_id=account_id,
            publication_id=seat.house.id,
            roles=_roles_in(request),
            changed_by=seat.account.id,
            now=seat.now,
        )
    except DeniedError as error:
        return _member(request, seat, found, refused=error.denial)
    return done(f"{STAFF_PATH}?done=roles")


@require_POST
@owners_only
def member_end(request: HttpRequest, seat: Seat, account_id: int) -> HttpResponse:
    """End somebody's work here."""
    found = _found(seat, account_id)
    try:
        end_work(account_id=account_id, publication_id=seat.house.id, ended_by=seat.account.id, now=seat.now)
    except DeniedError as error:
        return _member(request, seat, found, refused=error.denial)
    return done(f"{STAFF_PATH}?done=ended")


@require_POST
@owners_only
def member_factors(request: HttpRequest, seat: Seat, account_id: int) -> HttpResponse:  # noqa: ARG001 -- a view
    """Forget the second factors of a colleague who has lost them."""
    _found(seat, account_id)
    forget_factors(account_id=account_id, publication_id=seat.house.id, forgotten_by=seat.account.id, now=seat.now)
    return done(f"{STAFF_PATH}?done=forgotten")


@require_POST
@owners_only
def member_password(request: HttpRequest, seat: Seat, account_id: int) -> HttpResponse:
    """Make a link with which a colleague chooses a new password."""
    found = _found(seat, account_id)
    token = make_password_link(
        account_id=account_id, publication_id=seat.house.id, made_by=seat.account.id, now=seat.now
    )
    letter = password_letter(seat.house, Account.objects.get(id=account_id), token)
    if mail_is_set() and send(letter):
        return done(f"{STAFF_PATH}?done=link-sent")
    return _link(
        request, seat, seat.house.base_url + password_path(token), for_whom=found.name, hours=PASSWORD_LINK_HOURS
    )


def _found(seat: Seat, account_id: int) -> MemberView:
    found = member_of(seat.house.id, account_id)
    if found is None:
        raise Http404
    return found


def _roles_in(request: HttpRequest) -> frozenset[Role]:
    return frozenset(role for role in Role if role.value in request.POST.getlist("roles"))


def _choices(chosen: frozenset[Role] | tuple[Role, ...]) -> list[dict[str, object]]:
    return [
        {"role": role, "name": _(ROLE_NAMES[role]), "task": _(ROLE_TASKS[role]), "chosen": role in chosen}
        for role in Role
    ]


def _names(roles: tuple[Role, ...]) -> str:
    return ", ".join(_(ROLE_NAMES[role]) for role in roles)


def _list(
    request: HttpRequest,
    seat: Seat,
    *,
    refused: Denial | None = None,
    email: str = "",
    chosen: frozenset[Role] = frozenset(),
) -> HttpResponse:
    members = [(one, _names(one.roles), member_path(one.id)) for one in staff_of(seat.house.id)]
    invited = [(one, _names(one.roles)) for one in open_invitations(seat.house.id, now=seat.now)]
    said = DONE.get(request.GET.get("done", ""))
    return desk_answer(
        request,
        seat.house,
        "readers/desk_staff.html",
        roles=seat.roles,
        refused=refused,
        here=STAFF_PATH,
        members=members,
        invited=invited,
        choices=_choices(chosen),
        email=email,
        mail_is_set=mail_is_set(),
        days=INVITATION_DAYS,
        done=_(said) if said else None,
        staff_path=STAFF_PATH,
    )


def _member(request: HttpRequest, seat: Seat, found: MemberView, *, refused: Denial | None = None) -> HttpResponse:
    return desk_answer(
        request,
        seat.house,
        "readers/desk_member.html",
        roles=seat.roles,
        refused=refused,
        here=STAFF_PATH,
        member=found,
        is_self=found.id == seat.account.id,
        choices=_choices(found.roles),
        member_path=member_path(found.id),
        mail_is_set=mail_is_set(),
        staff_path=STAFF_PATH,
    )


def _link(request: HttpRequest, seat: Seat, link: str, *, for_whom: str, days: int = 0, hours: int = 0) -> HttpResponse:
    return desk_answer(
        request,
        seat.house,
        "readers/desk_link.html",
        roles=seat.roles,
        here=STAFF_PATH,
        link=link,
        for_whom=for_whom,
        days=days,
        hours=hours,
        is_refused=mail_is_set(),
        staff_path=STAFF_PATH,
    )


def _invitation_letter(seat: Seat, email: str, link: str) -> Letter:
    with as_written_by(seat.house.chrome):
        values = {
            "by": seat.account.name or seat.account.email,
            "paper": seat.house.name,
            "link": link,
            "days": INVITATION_DAYS,
        }
        text = _(
            "Good day,\n\n"
            "%(by)s invites you to work at %(paper)s. Begin here:\n\n"
            "%(link)s\n\n"
            "The link works once, within %(days)s days. If you do not know what this is about, you need do nothing.\n"
        )
        subject = _("Work with us at %(paper)s")
        return Letter(to=email, sender=seat.house.name, subject=subject % values, text=text % values)
