"""The few words that a comment, an order or a thread can be."""

from __future__ import annotations

from enum import StrEnum


class CommentState(StrEnum):
    """What has become of a comment."""

    PUBLISHED = "published"
    HELD = "held"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class Order(StrEnum):
    """How roots are ordered. `top` is (up − down, id) descending."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TOP = "top"


class Filter(StrEnum):
    """Which comments of a thread are shown alone: those in which its article's author, or its staff, speak."""

    AUTHOR = "author"
    STAFF = "staff"


class ThreadState(StrEnum):
    """Whether one can still speak."""

    OPEN = "open"
    CLOSED = "closed"


class ClosedBecause(StrEnum):
    """Why a thread is closed."""

    STAFF = "staff"
    AGE = "age"


class NamePolicy(StrEnum):
    """Under which name one speaks: any or none, some name, or one's account's."""

    OPTIONAL = "optional"
    REQUIRED = "required"
    ACCOUNTS = "accounts"


class GuestVotes(StrEnum):
    """What the votes of guests weigh: as much as any, less, or nothing (they cannot vote)."""

    FULL = "full"
    LOWER = "lower"
    NONE = "none"


class PickKind(StrEnum):
    """How staff put a comment forward."""

    PINNED = "pinned"
    FEATURED = "featured"
