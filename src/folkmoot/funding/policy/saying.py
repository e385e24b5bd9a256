"""Which names, messages and addresses of givers can be kept."""

from __future__ import annotations

import re

from folkmoot.funding.values.giving import (
    EMAIL_MAX_CHARS,
    KEY_MAX_CHARS,
    KEY_MIN_CHARS,
    MESSAGE_MAX_CHARS,
    NAME_MAX_CHARS,
)
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

EMAIL = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>().]+")


def unfit_email(email: str) -> Denial | None:
    """Refuse a gift without an address that could be one: the receipt and the way to end it are sent there."""
    if not email:
        sentence = _("We need your e-mail address: the receipt goes there, with a link to change or end your gift.")
        return Denial(code="email_missing", sentence=sentence, field="email")
    return None if len(email) <= EMAIL_MAX_CHARS and EMAIL.fullmatch(email) else no_email()


def no_email() -> Denial:
    """Refuse what is no address, or holds characters that cannot be seen."""
    sentence = _("This does not look like an e-mail address. Please write it anew.")
    return Denial(code="email_unreadable", sentence=sentence, field="email")


def unfit_name(name: str, *, named: bool) -> Denial | None:
    """Refuse a name that is too long, and none where one shall be shown."""
    if named and not name:
        sentence = _("To be named among the supporters, write the name that shall stand there.")
        return Denial(code="name_missing", sentence=sentence, field="name")
    return _too_long("name", name, NAME_MAX_CHARS)


def unfit_message(message: str) -> Denial | None:
    """Refuse a message that is too long."""
    return _too_long("message", message, MESSAGE_MAX_CHARS)


def unreadable(field: str, sentence: str) -> Denial:
    """Refuse a text with characters that cannot be kept or seen, in the words of whoever tried."""
    return Denial(code=f"{field}_unreadable", sentence=sentence, field=field)


def unfit_key(key: str) -> Denial | None:
    """Refuse an Idempotency-Key that somebody else could guess, or that is longer than we keep."""
    if not key or KEY_MIN_CHARS <= len(key) <= KEY_MAX_CHARS:
        return None
    sentence = _("An Idempotency-Key has %(least)s to %(most)s characters.")
    values = {"least": KEY_MIN_CHARS, "most": KEY_MAX_CHARS}
    return Denial(code="bad_idempotency_key", sentence=sentence, values=values, field="Idempotency-Key")


def key_of_another() -> Denial:
    """Refuse a key that came before with another gift."""
    sentence = _("This form was sent before with something else in it. Look it over and send it once more.")
    return Denial(code="idempotency_mismatch", sentence=sentence)


def _too_long(field: str, text: str, limit: int) -> Denial | None:
    if len(text) <= limit:
        return None
    sentence = _("This may have %(limit)s characters; you wrote %(count)s.")
    return Denial(code=f"{field}_too_long", sentence=sentence, values={"limit": limit, "count": len(text)}, field=field)
