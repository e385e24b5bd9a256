"""What is shown of staff: their roles, their proofs, their sign-ins, what they did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from folkmoot.pure.words import gettext_noop as _
from folkmoot.readers.values.people import Role

SECOND_FACTOR = "second_factor"
"""In a session: it was begun with a second factor, or one was set up in it."""

INVITATION_DAYS = 7
PASSWORD_LINK_HOURS = 24
RECOVERY_CODES = 10

ROLE_NAMES: Mapping[Role, str] = {
    Role.OWNER: _("Owner"),
    Role.EDITOR: _("Editor"),
    Role.AUTHOR: _("Author"),
    Role.MODERATOR: _("Moderator"),
    Role.TREASURER: _("Treasurer"),
}
ROLE_TASKS: Mapping[Role, str] = {
    Role.OWNER: _("may do everything, and looks after staff and settings"),
    Role.EDITOR: _("writes and publishes every article, decides over comments"),
    Role.AUTHOR: _("writes and publishes their own articles"),
    Role.MODERATOR: _("decides over comments and discussions"),
    Role.TREASURER: _("looks after gifts, and nothing else"),
}


class Means(StrEnum):
    """How somebody signed in."""

    PASSWORD = "password"  # noqa: S105 -- a word, not a secret
    CODE = "code"
    RECOVERY = "recovery"
    PASSKEY = "passkey"
    INVITATION = "invitation"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """One of the staff.

    Attributes:
        roles: in the order of `Role`.
        signed_in_at: the last time, or None for never.
    """

    id: int
    name: str
    email: str
    roles: tuple[Role, ...]
    signed_in_at: datetime | None
    has_code: bool
    passkeys: int

    @property
    def has_second_factor(self) -> bool:
        """Return whether a password alone does not let anybody in under this name."""
        return self.has_code or self.passkeys > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationView:
    """One who was asked to work here. `token` is not known any more; its link can only be made anew."""

    id: int
    email: str
    roles: tuple[Role, ...]
    invited_by: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyView:
    """One passkey of an account."""

    id: int
    name: str
    domain: str
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInView:
    """One browser in which an account is signed in; `here` is the one that asks."""

    id: int
    browser: str
    means: Means
    at: datetime
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofsView:
    """What proves an account besides its password."""

    has_password: bool
    has_code: bool
    recovery_left: int
    passkeys: tuple[PasskeyView, ...]

    @property
    def has_second_factor(self) -> bool:
        """Return whether there is any."""
        return self.has_code or bool(self.passkeys)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """One entry of the audit log."""

    id: int
    account_id: int
    name: str
    act: str
    subject: str
    path: str
    at: datetime
