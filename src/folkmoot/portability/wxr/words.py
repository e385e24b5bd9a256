"""Names and titles of an export, as they may stand on a page here."""

from __future__ import annotations

import re
from html import unescape

from folkmoot.kit.text.normalise import UNSEEN_IN_NAMES, normalise_name
from folkmoot.pure.names.spelling import cleaned

TAG = re.compile(r"<[^<>]*>")
HALF_A_PAIR = re.compile("[\ud800-\udfff]")


def one_line(text: str, max_chars: int) -> str:
    """Return the text without tags, entities, invisible signs and line ends, cut to `max_chars`."""
    bare = UNSEEN_IN_NAMES.sub(" ", HALF_A_PAIR.sub("", unescape(TAG.sub("", text))))
    return normalise_name(bare)[:max_chars].rstrip()


def person(text: str, max_chars: int) -> str:
    """Return a name as a reader could have given it, "" where nothing of it can be kept; of an e-mail address only what stands before the @, so that none is published."""
    name = cleaned(one_line(text, len(text)), max_chars)
    return name.partition("@")[0] if "@" in name and " " not in name else name


def storable(text: str) -> str:
    """Return the text without what no database keeps: NUL and halves of surrogate pairs."""
    return HALF_A_PAIR.sub("�", text.replace("\x00", ""))
