"""What a search finds, put together for its page: articles, comments, or some of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.utils.translation import gettext

from folkmoot.articles import queries as articles
from folkmoot.articles.values import FoundArticle, Link
from folkmoot.discussion import queries as discussion
from folkmoot.discussion.values import FoundComment, comment_path
from folkmoot.pure.search.excerpt import Piece, excerpt, marked
from folkmoot.pure.search.query import QUERY_MAX_CHARS, Query, read_query

SEARCH_PATH = "/search"
ALONE = 20
TOGETHER = 6
MOST_SKIPPED = 200
"""Beyond the two hundredth best nobody looks; by time one may go on to the end."""

CURSOR_MAX_CHARS = 20
FoundT = TypeVar("FoundT", FoundArticle, FoundComment)


class Kind(StrEnum):
    """What is looked through."""

    ALL = "all"
    ARTICLES = "articles"
    COMMENTS = "comments"


class By(StrEnum):
    """What comes first."""

    RELEVANCE = "relevance"
    TIME = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address of the page says, as far as it can be understood. Nothing in it is an error."""

    typed: str
    query: Query
    kind: Kind
    by: By
    after: int | None

    @classmethod
    def read(cls, typed: str, kind: str, by: str, after: str) -> Asked:
        """Return what was asked; a kind, an order or a cursor that nobody knows is taken for none."""
        return cls(
            typed=" ".join(typed[:QUERY_MAX_CHARS].replace("\0", " ").split()),
            query=read_query(typed),
            kind=Kind(kind) if kind in set(Kind) else Kind.ALL,
            by=By(by) if by in set(By) else By.RELEVANCE,
            after=_number(after),
        )

    def path(self, *, kind: Kind | None = None, by: By | None = None, after: int | None = None) -> str:
        """Return the address of the same search, otherwise."""
        kind, by = kind or self.kind, by or self.by
        parts = [("q", self.typed)]
        parts += [("in", kind)] if kind is not Kind.ALL else []
        parts += [("by", by)] if by is not By.RELEVANCE else []
        parts += [("after", f"{after:x}")] if after is not None else []
        return f"{SEARCH_PATH}?{urlencode(parts)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing that was found. `name` is who wrote a comment; `context` leads to what surrounds it."""

    path: str
    heading: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    at: datetime
    context: Link | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Results of one kind. `more_path` leads to those that follow, if there are any."""

    kind: Kind
    results: tuple[Result, ...]
    more_path: str | None


def find(asked: Asked, publication_id: int) -> tuple[Group, ...]:
    """Return what was found, a group for each kind that was looked through and has something. Eight queries at most."""
    if not asked.query:
        return ()
    kinds = [Kind.ARTICLES, Kind.COMMENTS] if asked.kind is Kind.ALL else [asked.kind]
    groups = [
        _articles(asked, publication_id) if kind is Kind.ARTICLES else _comments(asked, publication_id)
        for kind in kinds
    ]
    return tuple(group for group in groups if group.results)


def _articles(asked: Asked, publication_id: int) -> Group:
    found, more_path = _page(asked, publication_id, Kind.ARTICLES, articles.best_articles, articles.newest_articles)
    return Group(kind=Kind.ARTICLES, results=tuple(_of_article(one, asked.query) for one in found), more_path=more_path)


def _comments(asked: Asked, publication_id: int) -> Group:
    found, more_path = _page(asked, publication_id, Kind.COMMENTS, discussion.best_comments, discussion.newest_comments)
    return Group(kind=Kind.COMMENTS, results=tuple(_of_comment(one, asked.query) for one in found), more_path=more_path)


def _page(
    asked: Asked,
    publication_id: int,
    kind: Kind,
    best: Callable[..., tuple[FoundT, ...]],
    newest: Callable[..., tuple[FoundT, ...]],
) -> tuple[tuple[FoundT, ...], str | None]:
    """Return one page of a kind, and the address of what follows, or None."""
    alone = asked.kind is kind
    size, after = (ALONE, asked.after) if alone else (TOGETHER, None)
    if asked.by is By.TIME:
        found = newest(asked.query, publication_id, before=after, limit=size + 1)
        go_on = found[size - 1].place if len(found) > size else None
    else:
        skip = min(max(after or 0, 0), MOST_SKIPPED)
        found = best(asked.query, publication_id, skip=skip, limit=size + 1)
        go_on = skip + size if len(found) > size and skip + size < MOST_SKIPPED else None
    if go_on is None:
        return found[:size], None
    return found[:size], asked.path(kind=kind, after=go_on if alone else None)


def _of_article(found: FoundArticle, query: Query) -> Result:
    teaser = found.teaser
    body = excerpt(found.text, query)
    says_it = any(piece.found for piece in body)
    return Result(
        path=teaser.path,
        heading=marked(teaser.headline, query),
        excerpt=body if says_it or not teaser.standfirst else marked(teaser.standfirst, query),
        at=teaser.published_at,
        context=teaser.section,
        names=tuple(author.name for author in teaser.bylines),
    )


def _of_comment(found: FoundComment, query: Query) -> Result:
    return Result(
        path=comment_path(found.id),
        heading=(Piece(found.thread.title, found=False),),
        excerpt=excerpt(found.text, query),
        at=found.created_at,
        names=(found.author.said(gettext("Anonymous")),),
    )


def _number(text: str) -> int | None:
    """Return the cursor of a page, None for what is none."""
    try:
        return int(text[:CURSOR_MAX_CHARS], 16)
    except ValueError:
        return None
