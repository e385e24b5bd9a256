"""From what was sent to what we keep: normalised, or refused with the field that is at fault."""

from __future__ import annotations

from collections.abc import Callable

from folkmoot.discussion.policy import (
    unfit_body,
    unfit_email,
    unfit_name,
    unfit_pick_reason,
    unfit_reason,
    unreadable,
)
from folkmoot.kit.text.normalise import normalise, normalise_name
from folkmoot.pure.names.spelling import spelled
from folkmoot.pure.verdict import DeniedError, require


def read_body(text: str) -> str:
    """Return a comment's words as they are kept, without blank lines at either end.

    Raises:
        DeniedError: `body_unreadable`, `body_empty`, `body_too_long`.
    """
    body = _read(normalise, text, "body").strip("\n")
    require(unfit_body(body))
    return body


def read_name(text: str) -> str:
    """Return a display name as it is kept; "" for none.

    Raises:
        DeniedError: `name_unreadable`, `name_too_long`.
    """
    name = spelled(_read(normalise, text, "name"))
    require(unfit_name(name))
    return name


def read_email(text: str) -> str:
    """Return an e-mail address without blanks around it; "" for none.

    Raises:
        DeniedError: `email_unreadable`.
    """
    email = _read(normalise_name, text, "email")
    require(unfit_email(email))
    return email


def read_reason(text: str) -> str:
    """Return a removal's reason as it is kept.

    Raises:
        DeniedError: `reason_unreadable`, `reason_empty`, `reason_too_long`.
    """
    reason = _read(normalise, text, "reason").strip()
    require(unfit_reason(reason))
    return reason


def read_pick_reason(text: str) -> str:
    """Return the reason why a comment is put forward, as it is kept: one line.

    Raises:
        DeniedError: `reason_unreadable`, `pick_reason_empty`, `pick_reason_too_long`.
    """
    reason = " ".join(_read(normalise, text, "reason").split())
    require(unfit_pick_reason(reason))
    return reason


def _read(how: Callable[[str], str], text: str, field: str) -> str:
    try:
        return how(text)
    except ValueError as error:
        raise DeniedError(unreadable(field, str(error))) from error
