"""Which words can be kept, and which cannot."""

from __future__ import annotations

import re

from folkmoot.discussion.values import BODY_MAX_CHARS, EMAIL_MAX_CHARS, REASON_MAX_CHARS
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def unfit_body(body: str) -> Denial | None:
    """Refuse a normalised body that says nothing or too much (code points)."""
    if not body.strip():
        return Denial(
            code="body_empty", sentence=_("There is nothing to post yet: write something first."), field="body"
        )
    if len(body) > BODY_MAX_CHARS:
        sentence = _("A comment may have %(limit)s characters; this one has %(count)s.")
        values = {"limit": BODY_MAX_CHARS, "count": len(body)}
        return Denial(code="body_too_long", sentence=sentence, values=values, field="body")
    return None


def unfit_email(email: str) -> Denial | None:
    """Refuse what cannot be an e-mail address; an empty one is fine. Whether it is theirs is proved when it matters."""
    if not email or (len(email) <= EMAIL_MAX_CHARS and EMAIL.fullmatch(email)):
        return None
    sentence = _("This does not look like an e-mail address; leave it out or write it anew.")
    return Denial(code="email_unreadable", sentence=sentence, field="email")


def unreadable(field: str, sentence: str) -> Denial:
    """Refuse a text with characters that cannot be kept or seen, in the words of whoever tried."""
    return Denial(code=f"{field}_unreadable", sentence=sentence, field=field)


def unfit_reason(reason: str) -> Denial | None:
    """Refuse a removal without a reason that its author can read, or with one longer than we keep."""
    if not reason:
        return Denial(code="reason_empty", sentence=_("Say why: its author will read it."), field="reason")
    if len(reason) > REASON_MAX_CHARS:
        sentence = _("A reason may have %(limit)s characters; this one has %(count)s.")
        values = {"limit": REASON_MAX_CHARS, "count": len(reason)}
        return Denial(code="reason_too_long", sentence=sentence, values=values, field="reason")
    return None
