"""Let pages be made anew when comments on them are old enough that everybody may see how they were voted on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from folkmoot.discussion.events import CommentFact, CommentHeld, CommentPublished, TalliesShown
from folkmoot.discussion.models import DiscussionSettings
from folkmoot.kit.outbox.by_time import facts_between
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.timetable import last_ran_at

ENTRY = "discussion.show_tallies"
MOST_NAMED = 1_000
"""How many comments open pages are told of at once; whoever looks at others sees their tallies on the next page."""
OVERLAP = timedelta(minutes=1)
"""A run that failed is made good by the next: a page that is made anew once too often says the same."""


def show_tallies(*, now: datetime) -> int:
    """Tell of every comment that came of age since this ran before; return in how many threads."""
    since = (last_ran_at(ENTRY) or now) - OVERLAP
    hiding = DiscussionSettings.objects.filter(tallies_after_s__gt=0)
    return sum(
        _show(publication_id, since - timedelta(seconds=after_s), now - timedelta(seconds=after_s), now)
        for publication_id, after_s in hiding.values_list("publication_id", "tallies_after_s")
    )


def _show(publication_id: int, since: datetime, until: datetime, now: datetime) -> int:
    """Tell of the threads in which somebody spoke between `since` and `until`. What was held then may be there now."""
    spoken = facts_between((CommentPublished.kind, CommentHeld.kind), since, until + timedelta(microseconds=1))
    of_age = {
        fact.comment_id: fact.thread_id
        for fact in spoken
        if isinstance(fact, CommentFact) and fact.publication_id == publication_id
    }
    threads = set(of_age.values())
    if threads:
        newest = tuple(sorted(of_age)[-MOST_NAMED:])
        with transaction.atomic():
            emit(
                TalliesShown(
                    publication_id=publication_id, at=now, thread_ids=tuple(sorted(threads)), comment_ids=newest
                )
            )
    return len(threads)
