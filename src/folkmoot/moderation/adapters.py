"""What lower rooms asked for."""

from __future__ import annotations

from django.conf import settings

from folkmoot.discussion.ports import Answer, Screening, Submitted
from folkmoot.moderation.policy import find_reason


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
