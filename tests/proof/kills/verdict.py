"""The ledger beside the store: what is lost, double or from nobody."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.proof.kills.book import Book, Comment, Said


@dataclass(slots=True)
class Verdict:
    """Sentences about what is wrong, by the promise that was broken; all empty when every promise was kept.

    Attributes:
        lost: acknowledged and not there, or not so.
        double: asked for once and there more than once.
        phantom: there, and never asked for or refused.
        factless: rows whose facts do not tell their story.
        miscounts: counters that differ from a recount.
        damage: what the database finds wrong with itself.
    """

    lost: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    phantom: list[str] = field(default_factory=list)
    factless: list[str] = field(default_factory=list)
    miscounts: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)


def judge(book: Book, stored: dict[str, Any]) -> Verdict:
    """Return what is wrong with the store, as `store.look` described it."""
    verdict = Verdict(factless=stored["factless"], miscounts=stored["miscounts"], damage=stored["damage"])
    rows: dict[str, list[list[Any]]] = defaultdict(list)
    for row in stored["comments"]:
        rows[row[1].partition(" ")[0]].append(row)
    for mark, comment in book.comments.items():
        _judge_comment(verdict, comment, rows.pop(mark, []))
    verdict.phantom += [f"nobody asked for comment {row[0]}" for others in rows.values() for row in others]
    verdict.phantom += [f"reader {number} never said anything" for number in stored["silent"]]
    _judge_votes(verdict, book, stored["votes"])
    return verdict


def _judge_comment(verdict: Verdict, comment: Comment, rows: list[list[Any]]) -> None:
    if len(rows) > 1:
        verdict.double.append(f"{comment.mark} is there as {[row[0] for row in rows]}")
        return
    number, source, state, reader_id, key = rows[0] if rows else (None, "", "", None, None)
    found = Said(state, source) if rows else None
    if found not in comment.may_be:
        broken = verdict.phantom if comment.may_be == {None} else verdict.lost
        broken.append(f"{comment.mark} is {found}; it should be {comment.may_be}")
    elif comment.comment_id is not None and (number, reader_id, key) != (
        comment.comment_id,
        comment.reader_id,
        comment.key,
    ):
        verdict.lost.append(f"{comment.mark} was acknowledged as {comment} and is {rows[0]}")


def _judge_votes(verdict: Verdict, book: Book, votes: list[tuple[int, int, int]]) -> None:
    found = {(reader, comment): value for reader, comment, value in votes}
    for pair in found.keys() | book.votes.keys():
        value, may_be = found.get(pair, 0), book.votes.get(pair, {0})
        if value not in may_be:
            broken = verdict.phantom if may_be == {0} else verdict.lost
            broken.append(f"the vote of reader {pair[0]} on comment {pair[1]} is {value}; it should be {may_be}")
