"""What is told to those who follow a thread while it grows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import starmap
from typing import NamedTuple

from folkmoot.discussion.models import THREAD_IS_PUBLIC, Comment, Thread
from folkmoot.discussion.queries.settings import settings_of
from folkmoot.discussion.values import SettingsView
from folkmoot.discussion.values.tallies import tally_of

MOST_TOLD = 1_000


class Place(NamedTuple):
    """Where a comment stands."""

    comment_id: int
    thread_id: int
    root_id: int
    parent_id: int | None


PLACE_COLUMNS = ("id", "thread_id", "root_id", "parent_id")


def page_to_follow(thread_id: int, publication_id: int) -> int | None:
    """Return the page of a thread that everybody may read; None where there is none. One query."""
    found = Thread.objects.filter(THREAD_IS_PUBLIC, id=thread_id, publication_id=publication_id)
    return found.values_list("page_id", flat=True).first()


def counts_of_threads(thread_ids: Iterable[int]) -> dict[int, int]:
    """Return thread → number of published comments. One query."""
    return dict(Thread.objects.filter(id__in=set(thread_ids)).values_list("id", "comment_count"))


def open_threads(publication_id: int) -> tuple[int, ...]:
    """Return the threads of a publication in which one can speak unless all are read-only, the newest first. One query.

    At most a thousand: that many are followed at the same time at most, and mostly the newest.
    """
    found = Thread.objects.filter(THREAD_IS_PUBLIC, publication_id=publication_id, closed_at=None)
    return tuple(found.order_by("-id").values_list("id", flat=True)[:MOST_TOLD])


def places_of(comment_ids: Iterable[int]) -> dict[int, Place]:
    """Return comment → where it stands, in the order of ids. One query."""
    found = Comment.objects.filter(id__in=set(comment_ids)).order_by("id")
    return {one.comment_id: one for one in starmap(_place, found.values_list(*PLACE_COLUMNS))}


def _place(comment_id: int, thread_id: int, root_id: int | None, parent_id: int | None) -> Place:
    """Return a place; who answers nobody is a root."""
    return Place(comment_id, thread_id, root_id or comment_id, parent_id)


def shown_tallies(comment_ids: Iterable[int], *, now: datetime) -> dict[int, dict[str, int]]:
    """Return comment → `up`, and `down` where one can also find it not good; without those whose tally is hidden.

    One query, and one for each publication.
    """
    columns = ("id", "publication_id", "up", "down", "created_at")
    found = Comment.objects.filter(id__in=set(comment_ids), listed=True).values_list(*columns)
    settings: dict[int, SettingsView] = {}
    shown = {}
    for comment_id, publication_id, up, down, created_at in found:
        if publication_id not in settings:
            settings[publication_id] = settings_of(publication_id)
        tally = tally_of(up, down, created_at, settings[publication_id], now=now)
        if tally.up is not None and tally.down is not None:
            shown[comment_id] = {"up": tally.up} | ({"down": tally.down} if settings[publication_id].downvotes else {})
    return shown
