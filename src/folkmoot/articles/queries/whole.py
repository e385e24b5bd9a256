"""From rows to whole articles: the text, what it rests on, and what was wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from folkmoot.articles.models import Article, Correction, LinkMention, Revision
from folkmoot.articles.queries.rows import bylines_of, picture_view, section_link, tags_of
from folkmoot.articles.values import (
    ArticleView,
    CitationView,
    CorrectionView,
    MentionView,
    QuotationView,
    SourceKind,
    SourceView,
    article_path,
)

NO_CHANGES: Mapping[int, int] = MappingProxyType({})


def whole_articles(
    chosen: Iterable[Article], *, beside: bool, changes: Mapping[int, int] = NO_CHANGES
) -> tuple[ArticleView, ...]:
    """Return articles whose section, picture and current text were fetched with them; what has no date is left out.

    Three queries, and two more with `beside`: mentions elsewhere and corrections.

    Args:
        changes: how often the text of each changed, by page id, where it is told.
    """
    rows = list(chosen)
    page_ids = [row.page_id for row in rows]
    bylines, tags = bylines_of(page_ids), tags_of(page_ids)
    mentions = mentions_of(page_ids) if beside else {}
    corrections = corrections_of(page_ids) if beside else {}
    return tuple(
        ArticleView(
            id=row.page_id,
            page_id=row.page_id,
            slug=row.slug,
            path=article_path(row.slug),
            headline=row.headline,
            standfirst=row.standfirst,
            body_html=row.current.html,
            section=section_link(row.section),
            tags=tags.get(row.page_id, ()),
            bylines=bylines.get(row.page_id, ()),
            published_at=row.published_at,
            updated_at=row.updated_at,
            picture=picture_view(row.picture),
            mentions=mentions.get(row.page_id, ()),
            changes=changes.get(row.page_id, 0),
            sources=sources_in(row.current.sources),
            citations=citations_in(row.current),
            quotations=quotations_in(row.current),
            corrections=corrections.get(row.page_id, ()),
        )
        for row in rows
        if row.current is not None and row.published_at is not None
    )


def sources_in(kept: Iterable[Mapping[str, Any]]) -> tuple[SourceView, ...]:
    """Return sources as a revision keeps them, in the author's order."""
    return tuple(
        SourceView(
            number=entry["number"],
            kind=SourceKind(entry["kind"]),
            name=entry["name"],
            role=entry["role"],
            url=entry["url"],
            on_word_of=entry["on_word_of"],
        )
        for entry in kept
    )


def citations_in(revision: Revision) -> tuple[CitationView, ...]:
    """Return which blocks of a revision rest on which sources."""
    return tuple(CitationView(block=key, sources=tuple(numbers)) for key, numbers in revision.citations.items())


def quotations_in(revision: Revision) -> tuple[QuotationView, ...]:
    """Return whom a revision quotes, in reading order."""
    return tuple(
        QuotationView(block=entry["block"], speaker=entry["speaker"], role=entry["role"], source=entry["source"])
        for entry in revision.quotations
    )


def corrections_of(page_ids: Iterable[int]) -> dict[int, tuple[CorrectionView, ...]]:
    """Return the corrections of several articles in the order they were made, by page id. One query."""
    found: dict[int, tuple[CorrectionView, ...]] = {}
    for row in Correction.objects.filter(article_id__in=list(page_ids)).order_by("at", "id"):
        view = CorrectionView(at=row.at, wrong=row.wrong, right=row.right)
        found[row.article_id] = (*found.get(row.article_id, ()), view)
    return found


def with_changes(chosen: QuerySet[Article]) -> tuple[list[Article], dict[int, int]]:
    """Return articles, and how often the text of each changed since it could first be read, by page id. One query."""
    public = Revision.objects.filter(page_id=OuterRef("page_id"), public_at__isnull=False).order_by()
    texts = public.values("page_id").annotate(n=Count("id")).values("n")
    rows = list(chosen.annotate(public_texts=Subquery(texts)))
    return list(rows), {row.page_id: row.public_texts - 1 for row in rows if row.public_texts}


def mentions_of(page_ids: Iterable[int]) -> dict[int, tuple[MentionView, ...]]:
    """Return who links to several articles, the oldest first, by page id. One query."""
    found: dict[int, tuple[MentionView, ...]] = {}
    for row in LinkMention.objects.filter(page_id__in=list(page_ids)).order_by("at", "id"):
        view = MentionView(url=row.url, title=row.title, at=row.at)
        found[row.page_id] = (*found.get(row.page_id, ()), view)
    return found
