"""Everybody who may stand at a door, and the short ways to say who is let in."""

from __future__ import annotations

from collections.abc import Collection

GUESTS = ("stranger", "guest", "speaker")
"""Someone who never acted here; a guest; the guest who wrote the comment in question."""

STAFF = ("author", "moderator", "treasurer", "editor", "owner", "superuser")
SIGNED_IN = ("account", "owner elsewhere", *STAFF)
"""Also an account without a role here, and the owner of another publication in the same house."""

PEOPLE = (*GUESTS, *SIGNED_IN)
WRITERS = ("author", "editor", "owner", "superuser")
EDITORS = ("editor", "owner", "superuser")
DECIDERS = ("moderator", "editor", "owner", "superuser")

NO_THREAD = ("elsewhere", "withdrawn")
NO_COMMENT = ("elsewhere", "page withdrawn")
"""States in which the public finds nothing: of another publication, or under a page that has gone from view."""

Answers = dict[str, int]
"""Person → status."""


def everyone(status: int) -> Answers:
    """Let everybody get the same answer."""
    return dict.fromkeys(PEOPLE, status)


def only(people: Collection[str], status: int, *, others: int) -> Answers:
    """Let these get one answer, and all others another."""
    return {person: status if person in people else others for person in PEOPLE}


def at_desk(people: Collection[str], status: int) -> Answers:
    """Let these members of staff in, ask whoever is not signed in to do so (302), refuse the rest (403)."""
    return only(people, status, others=403) | dict.fromkeys(GUESTS, 302)
