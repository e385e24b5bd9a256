"""One spelling for every text that comes in: what two readers see as the same is stored as the same."""

from __future__ import annotations

import re
import unicodedata

from folkmoot.pure.words import gettext_noop as _

NUL = "\x00"
SURROGATE = re.compile("[\ud800-\udfff]")
CARRIAGE_RETURN = re.compile(r"\r\n?")
# Letters that turn the direction of what follows, or that nobody sees: a name made of them can pass for another.
UNSEEN_IN_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def normalise(text: str) -> str:
    r"""Return `text` in NFC, with \r\n and \r as \n.

    Raises:
        ValueError: it holds a NUL or a lone surrogate, which no database and no UTF-8 file can keep; the
            message is a sentence for people.
    """
    if NUL in text:
        message = _("This text holds a NUL character, which cannot be kept. Please write it anew.")
        raise ValueError(message)
    if not text.isascii() and SURROGATE.search(text):
        message = _("This text holds half of a letter, which cannot be kept. Please write it anew.")
        raise ValueError(message)
    if "\r" in text:
        text = CARRIAGE_RETURN.sub("\n", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def normalise_name(text: str) -> str:
    """Return a display name in NFC on one line, with single spaces and none at the ends.

    Raises:
        ValueError: as `normalise`, or it holds a control or direction mark, by which one name can look like another.
    """
    name = " ".join(normalise(text).split())
    if UNSEEN_IN_NAMES.search(name):
        message = _("This name holds a character that cannot be seen. Please write it anew.")
        raise ValueError(message)
    return name
