"""The ledger: what was asked of the house and what it answered, kept where no kill reaches.

For every comment and every vote it knows what may be true now. That is one thing as a rule; two while a request is on
its way, or where one was refused after an earlier try had been lost. A wish is written down before it is sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

PUBLISHED, WITHDRAWN = "published", "withdrawn"


@dataclass(frozen=True, slots=True)
class Said:
    """What a comment is: its state and its words."""

    state: str
    source: str


@dataclass(slots=True, eq=False)
class Comment:
    """One comment that was asked for. The first word of its source, its mark, is nobody else's.

    Attributes:
        may_be: what it is, or None for "not there".
        comment_id: known once it was acknowledged, and then it must not change.
    """

    mark: str
    key: str
    thread_id: int
    may_be: set[Said | None] = field(default_factory=lambda: {None})
    comment_id: int | None = None
    reader_id: int | None = None

    @property
    def shown(self) -> Said | None:
        """Return what it surely is, if it is surely public."""
        if len(self.may_be) == 1:
            (said,) = self.may_be
            if said is not None and said.state == PUBLISHED:
                return said
        return None


@dataclass(slots=True)
class Wish:
    """One request, from before it is sent until it is decided.

    Attributes:
        truth: the set in the ledger that it may change.
        then: what that set is once the wish is acknowledged.
        doubted: some try of it may have been carried out without an answer.
    """

    kind: str
    method: str
    path: str
    payload: dict[str, object] | None
    truth: set
    then: set
    key: str = ""
    before: frozenset = frozenset()
    doubted: bool = False


class Book:
    """The whole ledger of one run."""

    def __init__(self) -> None:
        self.comments: dict[str, Comment] = {}
        self.votes: dict[tuple[int, int], set[int]] = {}
        self.acknowledged: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        self.asked = self.in_doubt = self.kept_in_doubt = 0
        self.surprises: list[str] = []
        self.on_acknowledged: Callable[[], None] | None = None

    def new_comment(self, mark: str, key: str, thread_id: int) -> Comment:
        """Open the page of a comment that is about to be asked for."""
        self.comments[mark] = Comment(mark, key, thread_id)
        return self.comments[mark]

    def vote_of(self, reader_id: int, comment_id: int) -> set[int]:
        """Return what this reader's vote may be: a set that wishes change."""
        return self.votes.setdefault((reader_id, comment_id), {0})

    def begin(self, wish: Wish) -> None:
        """Write a wish down: from now on it may come true."""
        self.asked += 1
        wish.before = frozenset(wish.truth)
        wish.truth |= wish.then

    def doubt(self, wish: Wish, why: str) -> None:
        """Write down that a try brought no decision; it may have been carried out."""
        self.failures[why] += 1
        if not wish.doubted:
            self.in_doubt += 1
        wish.doubted = True

    def acknowledge(self, wish: Wish) -> None:
        """Write down that the house promised it; whoever waits for a promise strikes now."""
        self.acknowledged[wish.kind] += 1
        wish.truth.clear()
        wish.truth |= wish.then
        if self.on_acknowledged is not None:
            strike, self.on_acknowledged = self.on_acknowledged, None
            strike()

    def refuse(self, wish: Wish, code: str) -> None:
        """Write down that the house said no: to a first try nothing happened, of an earlier one we cannot know."""
        self.refused[code] += 1
        if not wish.doubted:
            wish.truth.clear()
            wish.truth |= wish.before
