"""In which part somebody speaks: as the author of what is discussed, as staff, or as any reader."""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot.articles.models import Byline
from folkmoot.readers.values import Actor

AUTHOR_BADGE = "author"
STAFF_BADGE = "staff"


@dataclass(frozen=True, slots=True)
class SpeakingPart:
    """Whether somebody is an author of the thread's article, and whether they work for the publication."""

    by_author: bool
    by_staff: bool

    @property
    def badges(self) -> list[str]:
        """Return the codes of the words beside the name; the nearer to the article, the earlier."""
        return [AUTHOR_BADGE] * self.by_author + [STAFF_BADGE] * self.by_staff


NOBODY_SPECIAL = SpeakingPart(by_author=False, by_staff=False)


def speaking_part(actor: Actor, thread_id: int) -> SpeakingPart:
    """Return the part in which an actor speaks under an article. One query for an account, none for a guest."""
    if actor.account_id is None:
        return NOBODY_SPECIAL
    own = Byline.objects.filter(article__page__thread=thread_id, author__account=actor.account_id)
    return SpeakingPart(by_author=own.exists(), by_staff=bool(actor.roles))
