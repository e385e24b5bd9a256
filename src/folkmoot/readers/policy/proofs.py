"""What proves who somebody is. Facts in, a denial or None out."""

from __future__ import annotations

from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

PASSWORD_MIN_CHARS = 10
PASSWORD_MAX_CHARS = 1_000
KEY_NAME_MAX_CHARS = 80
MAX_PASSKEYS = 20


def bad_password(password: str, *, common: bool) -> Denial | None:
    """Refuse a password that is guessed easily; length counts, signs do not."""
    if len(password) < PASSWORD_MIN_CHARS:
        sentence = _("A password needs %(limit)s characters or more; a few words in a row are easiest to keep in mind.")
        values = {"limit": PASSWORD_MIN_CHARS}
        return Denial(code="password_short", sentence=sentence, values=values, field="password")
    if len(password) > PASSWORD_MAX_CHARS:
        sentence = _("At most %(limit)s characters.")
        values = {"limit": PASSWORD_MAX_CHARS}
        return Denial(code="too_long", sentence=sentence, values=values, field="password")
    if common:
        sentence = _("This password is on the lists that burglars try first.")
        return Denial(code="password_common", sentence=sentence, field="password")
    return None


def wrong_password() -> Denial:
    """Refuse to change something for whoever does not know the present password."""
    return Denial(code="wrong_password", sentence=_("This is not your present password."), field="present")


def wrong_code() -> Denial:
    """Refuse a code that is wrong, too old, or was used before."""
    sentence = _("This code is not right, or it has been used. Wait for the next one and try again.")
    return Denial(code="wrong_code", sentence=sentence, field="code")


def wrong_passkey() -> Denial:
    """Refuse a passkey that is not known here, or did not prove anything."""
    return Denial(code="wrong_passkey", sentence=_("This passkey is not known here. Sign in another way."))


def passkey_not_made() -> Denial:
    """Refuse what a browser sent instead of a new passkey."""
    return Denial(code="wrong_passkey", sentence=_("The passkey was not made. Please try again."))


def bad_key_name(name: str) -> Denial | None:
    """Refuse a passkey whose name says nothing, or too much."""
    if not name:
        return Denial(code="name_missing", sentence=_("Give it a name you will know it by."), field="key_name")
    if len(name) > KEY_NAME_MAX_CHARS:
        sentence = _("A name may have %(limit)s characters.")
        return Denial(code="name_too_long", sentence=sentence, values={"limit": KEY_NAME_MAX_CHARS}, field="key_name")
    return None


def too_many_passkeys(count: int) -> Denial | None:
    """Refuse more passkeys than anybody can tell apart."""
    if count < MAX_PASSKEYS:
        return None
    sentence = _("You have %(limit)s passkeys: remove one that you no longer use.")
    return Denial(code="too_many_passkeys", sentence=sentence, values={"limit": MAX_PASSKEYS})


def last_factor(*, required: bool, others: int) -> Denial | None:
    """Refuse to remove the last second factor where everybody needs one."""
    if not required or others:
        return None
    sentence = _("Everybody here needs a second factor: set up another one before you remove this.")
    return Denial(code="factor_required", sentence=sentence)
