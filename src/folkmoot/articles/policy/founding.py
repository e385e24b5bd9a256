"""Who may found the newspaper of an empty house."""

from __future__ import annotations

from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

PASSWORD_MAX_CHARS = 1_000
OWNER_MAX_CHARS = 80


def wrong_code() -> Denial:
    """Refuse whoever does not know the code that only the terminal shows."""
    sentence = _("This is not the code that folkmoot serve has printed in its terminal.")
    return Denial(code="wrong_founding_code", sentence=sentence, field="code")


def founded_already() -> Denial:
    """Refuse to found a second newspaper through the first one's door."""
    return Denial(code="founded_already", sentence=_("A newspaper lives here already."))


def weak_password(sentence: str) -> Denial:
    """Refuse a password that is easy to guess, in the words of whoever judged it."""
    return Denial(code="weak_password", sentence=sentence, field="password")


def too_many_codes(retry_after_s: int) -> Denial:
    """Refuse a further guess at the code for a while."""
    sentence = _("Too many wrong codes. Please wait a few minutes, or start folkmoot serve anew for a new one.")
    return Denial(code="too_fast", sentence=sentence, retry_after_s=retry_after_s)


def password_too_long(password: str) -> Denial | None:
    """Refuse a password so long that to hash it would be work for nothing."""
    if len(password) <= PASSWORD_MAX_CHARS:
        return None
    sentence = _("This may have at most %(limit)s characters.")
    return Denial(code="too_long", sentence=sentence, field="password", values={"limit": PASSWORD_MAX_CHARS})


def owner_missing(name: str) -> Denial | None:
    """Refuse a newspaper that nobody answers for, or a name too long to stand beside a comment."""
    if not name.strip():
        return Denial(code="owner_missing", sentence=_("Say who answers for it: your name."), field="owner_name")
    if len(name) > OWNER_MAX_CHARS:
        sentence = _("This may have at most %(limit)s characters.")
        return Denial(code="too_long", sentence=sentence, field="owner_name", values={"limit": OWNER_MAX_CHARS})
    return None


def bad_email() -> Denial:
    """Refuse what is no e-mail address: one signs in with it."""
    return Denial(code="bad_email", sentence=_("This is not an e-mail address."), field="email")
