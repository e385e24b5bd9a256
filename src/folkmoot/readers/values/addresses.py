"""Where staff sign in, look after themselves and each other."""

from __future__ import annotations

DESK_PATH = "/desk/"
SIGN_IN_PATH = "/desk/sign-in/"
SIGN_OUT_PATH = "/desk/sign-out/"
SECOND_PATH = "/desk/sign-in/second/"
PASSKEY_SIGN_IN_PATH = "/desk/sign-in/passkey/"
FORGOTTEN_PATH = "/desk/forgotten/"
OWN_PATH = "/desk/me/"
OWN_CODE_PATH = "/desk/me/code/"
OWN_RECOVERY_PATH = "/desk/me/recovery/"
OWN_PASSKEYS_PATH = "/desk/me/passkeys/"
STAFF_PATH = "/desk/staff/"
LOG_PATH = "/desk/log/"


def invitation_path(token: str) -> str:
    """Return where an invitation is accepted."""
    return f"/desk/invitation/{token}/"


def password_path(token: str) -> str:
    """Return where a new password is chosen."""
    return f"/desk/password/{token}/"


def member_path(account_id: int) -> str:
    """Return where an owner looks after one member of staff."""
    return f"{STAFF_PATH}{account_id}/"


def log_path(account_id: int | None = None, before: int | None = None) -> str:
    """Return a page of the audit log: of one person, or below one entry."""
    words = [f"by={account_id}"] if account_id else []
    words += [f"before={before}"] if before else []
    return LOG_PATH + ("?" + "&".join(words) if words else "")
