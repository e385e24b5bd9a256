"""Front page, sections, authors, tags: teasers by the time of publication, newest first.

Paging is by key, never by count: the cursor names the last teaser shown, so the hundredth page costs what
the first one costs and nothing is shown twice when an article appears meanwhile.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

from folkmoot.articles.models import Article, Author, Section, Tag
from folkmoot.articles.policy import bad_cursor
from folkmoot.articles.queries.rows import teasers_of
from folkmoot.articles.values import ArticleState, ListView, TeaserView, author_path, section_path, tag_path
from folkmoot.pure.verdict import DeniedError

TEASERS_A_PAGE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
CURSOR = re.compile(r"([0-9a-f]{1,15})-([0-9a-f]{1,15})")


def front(publication_id: int, *, lead_id: int | None = None, before: str | None = None) -> ListView:
    """Return the lead and the newest teasers of a publication, or those before a cursor. Four queries at most.

    Args:
        lead_id: the article that the editor put first; it stands nowhere else. The newest leads where it is None, or no
            longer published.

    Raises:
        DeniedError: `bad_cursor`.
    """
    chosen = _published(publication_id)
    lead = None if lead_id is None else chosen.filter(page_id=lead_id).first()
    if lead is None:
        return _list(chosen, path="/", title="", intro="", before=before)
    view = _list(chosen.exclude(page_id=lead.page_id), path="/", title="", intro="", before=before)
    return view if before else replace(view, teasers=(*teasers_of([lead]), *view.teasers))


def section(publication_id: int, slug: str, *, before: str | None = None) -> ListView | None:
    """Return the teasers of a section, or None if there is no such section. Three queries.

    Raises:
        DeniedError: `bad_cursor`.
    """
    row = Section.objects.filter(publication_id=publication_id, slug=slug).first()
    if row is None:
        return None
    chosen = _published(publication_id).filter(section=row)
    return _list(chosen, path=section_path(slug), title=row.name, intro="", before=before)


def author(publication_id: int, slug: str, *, before: str | None = None) -> ListView | None:
    """Return the teasers of an author under their biography, or None if nobody has this slug. Three queries.

    Raises:
        DeniedError: `bad_cursor`.
    """
    row = Author.objects.filter(publication_id=publication_id, slug=slug).first()
    if row is None:
        return None
    chosen = _published(publication_id).filter(bylines__author=row)
    return _list(chosen, path=author_path(slug), title=row.name, intro=row.biography, before=before)


def tag(publication_id: int, slug: str, *, before: str | None = None) -> ListView | None:
    """Return the teasers of a tag, or None if there is no such tag. Three queries.

    Raises:
        DeniedError: `bad_cursor`.
    """
    row = Tag.objects.filter(publication_id=publication_id, slug=slug).first()
    if row is None:
        return None
    chosen = _published(publication_id).filter(tags=row)
    return _list(chosen, path=tag_path(slug), title=row.name, intro="", before=before)


def _published(publication_id: int) -> QuerySet[Article]:
    return (
        Article.objects.filter(publication_id=publication_id, state=ArticleState.PUBLISHED)
        .select_related("section", "picture")
        .order_by("-published_at", "-page_id")
    )


def _list(chosen: QuerySet[Article], *, path: str, title: str, intro: str, before: str | None) -> ListView:
    if before:
        at, page_id = _read_cursor(before)
        # The first condition is implied by the second; it lets the index begin at the right place.
        chosen = chosen.filter(published_at__lte=at).filter(Q(published_at__lt=at) | Q(page_id__lt=page_id))
    teasers = teasers_of(chosen[: TEASERS_A_PAGE + 1])
    more = len(teasers) > TEASERS_A_PAGE
    shown = teasers[:TEASERS_A_PAGE]
    next_path = f"{path}?before={_cursor(shown[-1])}" if more else None
    return ListView(title=title, intro=intro, path=path, teasers=shown, next_path=next_path)


def _cursor(teaser: TeaserView) -> str:
    return f"{(teaser.published_at - EPOCH) // MICROSECOND:x}-{teaser.page_id:x}"


def _read_cursor(cursor: str) -> tuple[datetime, int]:
    parts = CURSOR.fullmatch(cursor)
    try:
        if parts:
            return EPOCH + int(parts[1], 16) * MICROSECOND, int(parts[2], 16)
    except OverflowError:
        pass  # a year that no calendar has
    raise DeniedError(bad_cursor())
