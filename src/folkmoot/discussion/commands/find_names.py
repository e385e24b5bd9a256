"""Who is called something like it: accounts, authors, the publication, and others in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from folkmoot.articles.models import Author, Publication
from folkmoot.discussion.models import Comment
from folkmoot.kit.sql import rows, table
from folkmoot.readers.models import Account

NAMESAKES_LOOKED_AT = 20
NEVER = 2**63 - 1


class Bearer(StrEnum):
    """Who bears a name."""

    PUBLICATION = "publication"
    STAFF = "staff"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class BorneName:
    """A name, and what kind of bearer it has."""

    bearer: Bearer
    name: str


def names_like(
    skeletons: Sequence[str], *, publication_id: int, thread_id: int, reader_id: int | None
) -> tuple[BorneName, ...]:
    """Return what has one of these skeletons, and the publication itself. One query, however many accounts there are.

    Accounts are those of the whole installation, because each may speak in every publication; authors are the
    publication's. Readers are others who had used it in the thread before this one did; twenty are looked at.

    Args:
        reader_id: whose name it is, if they have acted before.
    """
    found = rows(
        _statement(len(skeletons)),
        publication_id,
        *skeletons,
        publication_id,
        *skeletons,
        *(thread_id, *skeletons, reader_id or 0),
        *(thread_id, *skeletons, reader_id or 0, NEVER),
    )
    return tuple(BorneName(Bearer(bearer), name) for bearer, name in found)


def names_of_the_house(
    skeletons: Sequence[str], *, publication_id: int, account_id: int
) -> tuple[str, tuple[str, ...]]:
    """Return what the publication is called, and its bylines with one of these skeletons that are not this account's. Two queries."""
    name = Publication.objects.values_list("name", flat=True).get(id=publication_id)
    authors = Author.objects.filter(publication_id=publication_id, name_skeleton__in=skeletons)
    return name, tuple(authors.exclude(account_id=account_id).values_list("name", flat=True))


@cache
def _statement(count: int) -> str:
    """Return the query for so many skeletons: each of its parts is a seek in an index."""
    any_of = f"name_skeleton IN ({', '.join(['%s'] * count)})"
    return f"""
        SELECT '{Bearer.PUBLICATION}', name FROM {table(Publication)} WHERE id = %s
        UNION ALL SELECT '{Bearer.STAFF}', name FROM {table(Account)} WHERE {any_of}
        UNION ALL SELECT '{Bearer.STAFF}', name FROM {table(Author)} WHERE publication_id = %s AND {any_of}
        UNION ALL SELECT '{Bearer.READER}', name FROM (
            SELECT name FROM {table(Comment)}
            WHERE thread_id = %s AND {any_of} AND listed AND NOT (name_skeleton = '') AND reader_id <> %s
            AND id < coalesce((
                SELECT min(id) FROM {table(Comment)}
                WHERE thread_id = %s AND {any_of} AND listed AND NOT (name_skeleton = '') AND reader_id = %s
            ), %s)
            LIMIT {NAMESAKES_LOOKED_AT}
        ) AS spoke
    """  # noqa: S608 -- fixed words
