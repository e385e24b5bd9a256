"""What lower rooms asked for."""

from __future__ import annotations

import re

from django.conf import settings

from folkmoot.discussion.ports import Answer, Screening, Submitted
from folkmoot.moderation.policy import Finding, find_reason
from folkmoot.pure.words import gettext_noop as _

ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
"""Whoever gives to be read may want to be followed: where no link is needed, each is read first."""


class InterimScreener:
    """Answers the discussion's `Screener` by length, links, rate and repetition; staff of the publication pass."""

    def __call__(self, submitted: Submitted) -> Screening:
        """Return PUBLISH, or HOLD with a reason."""
        if submitted.actor.roles:
            return Screening(answer=Answer.PUBLISH)
        finding = find_reason(
            source=submitted.source,
            html=submitted.html,
            recent_count=submitted.recent_count,
            same_words_count=submitted.same_words_count,
            hold_after_comments=settings.FOLKMOOT.hold_after_comments,
        )
        if finding is None:
            return Screening(answer=Answer.PUBLISH)
        return Screening(answer=Answer.HOLD, code=finding.code, sentence=finding.sentence, values=finding.values)


def reason_to_hold(_publication_id: int, words: str) -> Finding | None:
    """Fill the port of funding: a supporter's words are shown at once, unless they hold an address or are very long."""
    if ADDRESS.search(words):
        return Finding(code="address", sentence=_("It names an address on the web; such words are read first."))
    return find_reason(source=words, html="", recent_count=0, same_words_count=0, hold_after_comments=0)
