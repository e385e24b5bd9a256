"""Who works here, who was asked to, and what they did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from folkmoot.readers.models import Account, AuditEntry, Invitation, StaffRole, TimeCode
from folkmoot.readers.values import Role
from folkmoot.readers.values.staff import ActView, InvitationView, MemberView

ACTS_A_PAGE = 50
IN_ORDER = list(Role)


def staff_of(publication_id: int) -> tuple[MemberView, ...]:
    """Return everybody with a role in the publication, owners first, then by name. Two queries."""
    roles: dict[int, list[Role]] = defaultdict(list)
    given = StaffRole.objects.filter(publication_id=publication_id).values_list("account_id", "role")
    for account_id, role in given:
        roles[account_id].append(Role(role))
    accounts = Account.objects.filter(id__in=roles).annotate(
        key_count=Count("passkeys"), with_code=Exists(TimeCode.objects.filter(account=OuterRef("pk")))
    )
    members = [
        MemberView(
            id=account.id,
            name=account.name,
            email=account.email,
            roles=tuple(sorted(roles[account.id], key=IN_ORDER.index)),
            signed_in_at=account.last_login,
            has_code=account.with_code,
            passkeys=account.key_count,
        )
        for account in accounts
    ]
    return tuple(sorted(members, key=lambda one: (Role.OWNER not in one.roles, one.name.casefold(), one.id)))


def member_of(publication_id: int, account_id: int) -> MemberView | None:
    """Return one of the staff, or None. Two queries."""
    return next((member for member in staff_of(publication_id) if member.id == account_id), None)


def open_invitations(publication_id: int, *, now: datetime) -> tuple[InvitationView, ...]:
    """Return the invitations that can still be accepted, newest first. One query."""
    rows = Invitation.objects.filter(
        publication_id=publication_id, accepted_at=None, ended_at=None, expires_at__gt=now
    ).select_related("invited_by")
    return tuple(_invitation(row) for row in rows.order_by("-id"))


def acts_of(publication_id: int, *, by: int | None = None, before: int | None = None) -> tuple[ActView, ...]:
    """Return a page of the audit log, newest first: of one account, and below one entry, if asked. One query."""
    rows = AuditEntry.objects.filter(publication_id=publication_id).select_related("account")
    if by is not None:
        rows = rows.filter(account_id=by)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return tuple(
        ActView(
            id=row.id,
            account_id=row.account_id,
            name=str(row.account),
            act=row.act,
            subject=row.subject,
            path=row.path,
            at=row.at,
        )
        for row in rows.order_by("-id")[:ACTS_A_PAGE]
    )


def who_did(publication_id: int, act: str, moments: Collection[datetime]) -> dict[datetime, str]:
    """Return who did something of a kind at each of these moments, as commands were told them. One query."""
    rows = AuditEntry.objects.filter(publication_id=publication_id, act=act, at__in=moments).select_related("account")
    return {row.at: str(row.account) for row in rows}


def people_in_log(publication_id: int) -> tuple[tuple[int, str], ...]:
    """Return (account id, name) of everybody who stands in the audit log, also of those who have left. One query."""
    acted = AuditEntry.objects.filter(publication_id=publication_id, account=OuterRef("pk"))
    people = Account.objects.filter(Exists(acted))
    return tuple(sorted(((one.id, str(one)) for one in people), key=lambda pair: pair[1].casefold()))


def _invitation(row: Invitation) -> InvitationView:
    return InvitationView(
        id=row.id,
        email=row.email,
        roles=tuple(Role(role) for role in row.roles),
        invited_by=str(row.invited_by) if row.invited_by else "",
        expires_at=row.expires_at,
    )
