"""Facts from the outbox, as frames. Everything that `live` asks the database is asked here, off the event loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from folkmoot.articles.events import ArticleWithdrawn, FixedPageSaved, HostsChanged
from folkmoot.discussion.events import CountedFact, SettingsChanged, TalliesShown, VoteCast
from folkmoot.discussion.queries import counts_of_threads, open_threads, places_of, shown_tallies
from folkmoot.kit.outbox.sequence import Told, facts_after, last_seq
from folkmoot.live.frames import Frame, Standing, frames_of
from folkmoot.live.meters import meter_frames

READ_AT_ONCE = 1_000
MOST_AT_ONCE = 10_000
"""How far back anybody is led through the database: what happened before is for the pages to tell."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What happened between two places of the sequence.

    Attributes:
        upto: every fact up to this one has been read.
        frames: what there is to say, in order.
        pages: articles and fixed pages of which nobody knows without asking whether everybody may still read them.
        hosts_changed: a publication may be at home elsewhere.
    """

    upto: int
    frames: tuple[Frame, ...]
    pages: frozenset[int] = frozenset()
    hosts_changed: bool = False


def read_batch(after: int, *, now: datetime) -> Batch:
    """Return what follows `after`, at most a thousand facts. One query, and few more where there is something to say."""
    return _batch(after, facts_after(after, READ_AT_ONCE), now)


def read_past(after: int, upto: int, *, now: datetime) -> tuple[Frame, ...] | None:
    """Return what there is to say of the facts above `after` and up to `upto`, in order.

    None: some of them are not kept any more, or they are more than anybody wants to hear.
    """
    if upto - after > MOST_AT_ONCE:
        return None
    told: list[Told] = []
    place = after
    while place < upto and (some := facts_after(place, READ_AT_ONCE)):
        told += [one for one in some if one.seq <= upto]
        place = some[-1].seq
    if not told or told[0].seq != after + 1:  # numbers have no gaps: what is missing was thrown away with its age
        return None
    return _batch(after, told, now).frames


def whereabouts() -> int:
    """Return the place of the last fact. One query."""
    return last_seq()


def _batch(after: int, told: Sequence[Told], now: datetime) -> Batch:
    """Return the facts as frames. Of several votes on one comment the last one tells the tally; nobody needs the others."""
    votes = {one.fact.comment_id: one.seq for one in told if isinstance(one.fact, VoteCast)}
    threads = {one.fact.thread_id for one in told if isinstance(one.fact, CountedFact)}
    of_age = {each for one in told if isinstance(one.fact, TalliesShown) for each in one.fact.comment_ids}
    switched = {one.fact.publication_id for one in told if isinstance(one.fact, SettingsChanged)}
    standing = Standing(
        counts=counts_of_threads(threads) if threads else {},
        tallies=shown_tallies(votes.keys() | of_age, now=now) if votes or of_age else {},
        places=places_of(of_age) if of_age else {},
        open_threads={publication_id: open_threads(publication_id) for publication_id in switched},
    )
    wanted = (one for one in told if not isinstance(one.fact, VoteCast) or votes[one.fact.comment_id] == one.seq)
    frames = [frame for one in wanted for frame in frames_of(one.seq, one.fact, standing)]
    return Batch(
        upto=told[-1].seq if told else after,
        frames=tuple(sorted([*frames, *meter_frames(told)], key=lambda frame: frame.seq)),
        pages=frozenset(one.fact.page_id for one in told if isinstance(one.fact, ArticleWithdrawn | FixedPageSaved)),
        hosts_changed=any(isinstance(one.fact, HostsChanged) for one in told),
    )
