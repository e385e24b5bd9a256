"""From what a giver typed to what we keep: normalised, or refused with the field that is at fault."""

from __future__ import annotations

from collections.abc import Callable

from folkmoot.funding.policy.saying import no_email, unfit_email, unfit_message, unfit_name, unreadable
from folkmoot.kit.text.normalise import normalise, normalise_name
from folkmoot.pure.verdict import DeniedError, require


def read_email(text: str) -> str:
    """Return an address as it is kept.

    Raises:
        DeniedError: `email_missing`, `email_unreadable`.
    """
    try:
        email = normalise_name(text)
    except ValueError as error:  # its words are about names
        raise DeniedError(no_email()) from error
    require(unfit_email(email))
    return email


def read_name(text: str, *, named: bool) -> str:
    """Return a supporter's name as it is kept; "" for none.

    Raises:
        DeniedError: `name_missing` where one shall be shown, `name_unreadable`, `name_too_long`.
    """
    name = _read(normalise_name, text, "name")
    require(unfit_name(name, named=named))
    return name


def read_message(text: str) -> str:
    """Return a supporter's words as they are kept, without blank lines at either end; "" for none.

    Raises:
        DeniedError: `message_unreadable`, `message_too_long`.
    """
    message = _read(normalise, text, "message").strip()
    require(unfit_message(message))
    return message


def _read(how: Callable[[str], str], text: str, field: str) -> str:
    try:
        return how(text)
    except ValueError as error:
        raise DeniedError(unreadable(field, str(error))) from error
