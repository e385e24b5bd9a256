"""When a comment is read by a person first. An interim answer until rules and scores decide. Pure.

Each finding is a code for programs and a sentence for its author; nothing here ever deletes or refuses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as field_of

from folkmoot.pure.words import gettext_noop as _

MAX_LINKS = 2
LONG_CHARS = 6_000
SAME_WORDS_MIN_CHARS = 40
SAME_WORDS_MAX = 2
LINK = re.compile(r"<a href=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Why a comment waits: a code, and a sentence whose names stand for `values` (`kit.words.Sayable`)."""

    code: str
    sentence: str
    plural: str = ""
    values: Mapping[str, object] = field_of(default_factory=dict)


def find_reason(
    *, source: str, html: str, recent_count: int, same_words_count: int, hold_after_comments: int
) -> Finding | None:
    """Return the first reason to read a comment before it appears, or None.

    Args:
        source: its words, normalised.
        html: as rendered; links are counted there, where they work.
        recent_count: comments by the same reader in the last ten minutes.
        same_words_count: comments with exactly these words in the last 24 hours, by anyone.
        hold_after_comments: the owner's limit for `recent_count`; 0 for none.
    """
    links = len(LINK.findall(html))
    if links > MAX_LINKS:
        sentence = _("It has %(links)s links; more than %(limit)s are read first.")
        return Finding(code="many_links", sentence=sentence, values={"links": links, "limit": MAX_LINKS})
    if len(source) > LONG_CHARS:
        return Finding(code="very_long", sentence=_("It is very long; such comments are read first."))
    if hold_after_comments and recent_count >= hold_after_comments:
        return Finding(code="many_comments", sentence=_("You wrote a lot in a short time, so this one is read first."))
    if len(source) >= SAME_WORDS_MIN_CHARS and same_words_count >= SAME_WORDS_MAX:
        return Finding(code="same_words", sentence=_("The same words were posted several times today."))
    return None
