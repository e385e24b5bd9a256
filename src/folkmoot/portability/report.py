"""What an import did: for programs as one JSON object, for people as a page of text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from folkmoot.discussion.values import CommentState

IDS_SHOWN = 12


class Skip(NamedTuple):
    """One thing that did not come over, or not as it was."""

    what: str
    source_id: str
    reason: str
    detail: str

    def as_json(self) -> dict[str, str]:
        """Return it as the contract's object."""
        reason = f"{self.reason}: {self.detail}" if self.detail else self.reason
        return {"what": self.what, "id": self.source_id, "reason": reason}


@dataclass(slots=True, kw_only=True)
class Report:
    """Counts of what came in, and every skip with its reason.

    Attributes:
        source_format: "wxr", …
        mentions: pingbacks and trackbacks kept as links; people are told, the JSON contract has no place for them.
        unchanged: articles, pages and comments that were here already.
        warnings: sentences about the file as a whole.
    """

    source_format: str
    articles: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pages: int = 0
    threads: int = 0
    comments: dict[CommentState, int] = field(default_factory=lambda: defaultdict(int))
    mentions: int = 0
    unchanged: int = 0
    seconds: float = 0.0
    warnings: list[str] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)

    def skip(self, what: str, source_id: object, reason: str, detail: str = "") -> None:
        """Add one thing that did not come over, or not as it was; `detail` is what only this one has."""
        self.skipped.append(Skip(what, str(source_id), reason, detail))

    def as_json(self) -> dict[str, Any]:
        """Return the object that `import --json` prints (see the contract of the command line)."""
        return {
            "format": self.source_format,
            "articles": sum(self.articles.values()),
            "pages": self.pages,
            "threads": self.threads,
            "comments": {
                "published": self.comments[CommentState.PUBLISHED],
                "held": self.comments[CommentState.HELD],
                "removed": self.comments[CommentState.REMOVED],
            },
            "votes": 0,
            "skipped": [skip.as_json() for skip in self.skipped],
            "unchanged": self.unchanged,
            "seconds": round(self.seconds, 3),
        }

    def lines(self, *, dry_run: bool) -> Iterator[str]:
        """Yield the report for people."""
        yield "Would import:" if dry_run else "Imported:"
        states = ", ".join(f"{count} {state}" for state, count in sorted(self.articles.items()))
        yield f"  articles  {sum(self.articles.values())}{f' ({states})' if states else ''}"
        yield f"  pages     {self.pages}"
        yield f"  threads   {self.threads}"
        states = ", ".join(f"{self.comments[state]} {state}" for state in CommentState if self.comments[state])
        yield f"  comments  {sum(self.comments.values())}{f' ({states})' if states else ''}"
        yield f"  mentions  {self.mentions}"
        if self.unchanged:
            yield f"Already here, unchanged: {self.unchanged}"
        yield from (f"Note: {warning}" for warning in self.warnings)
        if self.skipped:
            yield f"Not imported, or not as it was ({len(self.skipped)}):"
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for skip in self.skipped:
            groups[skip.what, skip.reason].append(skip.source_id)
        for (what, reason), ids in sorted(groups.items()):
            more = f" and {len(ids) - IDS_SHOWN} more" if len(ids) > IDS_SHOWN else ""
            yield f"  {len(ids):6}  {what}: {reason} [{', '.join(ids[:IDS_SHOWN])}{more}]"
        yield "Never kept: IP addresses, user agents, gravatars, spam-filter data; of e-mail addresses only a keyed hash."
        yield f"{self.seconds:.1f} s"
