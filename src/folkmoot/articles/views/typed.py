"""What somebody types, as the article it would become. Nothing is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.articles.commands.spell import spelled_article
from folkmoot.articles.commands.write_revision import rendered, sources_as_json
from folkmoot.articles.forms import ArticleFields
from folkmoot.articles.models import Author, Section, Tag
from folkmoot.articles.queries.desk import desk_article
from folkmoot.articles.queries.previews import article_in_any_state, links_of_names, picture_for
from folkmoot.articles.queries.whole import sources_in
from folkmoot.articles.values import (
    ArticleView,
    CitationView,
    PictureView,
    QuotationView,
    SourceFormat,
    article_path,
)
from folkmoot.kit.text.articles import BlockHtml, compose
from folkmoot.pure.slugs import slug_of

UNBEGUN = 0


def article_as_typed(
    publication_id: int, article_id: int | None, fields: ArticleFields, *, now: datetime
) -> ArticleView:
    """Return the article that the fields of a form would make; its date, corrections and mentions are as they are.

    Raises:
        DeniedError: `bad_text`.
    """
    draft = spelled_article(fields.draft())
    stored = article_in_any_state(publication_id, article_id, now=now) if article_id else None
    text = rendered(
        headline=draft.headline,
        standfirst=draft.standfirst,
        source=draft.source,
        source_format=draft.source_format,
        sources=draft.sources,
    )
    keys = [f"typed-{place}" for place in range(len(text.blocks))]
    typed = ArticleView(
        id=article_id or UNBEGUN,
        page_id=article_id or UNBEGUN,
        slug=draft.slug or slug_of(draft.headline),
        path=article_path(draft.slug or slug_of(draft.headline)),
        headline=draft.headline or _("No headline yet"),
        standfirst=draft.standfirst,
        body_html=compose(text.blocks, keys),
        section=next(iter(links_of_names(publication_id, [draft.section_name], Section)), None)
        if draft.section_name
        else None,
        tags=links_of_names(publication_id, draft.tag_names, Tag),
        bylines=links_of_names(publication_id, draft.author_names, Author),
        published_at=stored.published_at if stored else now,
        updated_at=stored.updated_at if stored else None,
        picture=_picture(publication_id, fields),
        sources=sources_in(sources_as_json(draft.sources)),
        citations=tuple(
            CitationView(block=key, sources=block.cites)
            for block, key in zip(text.blocks, keys, strict=True)
            if block.cites
        ),
        quotations=tuple(_quotation(block, key) for block, key in zip(text.blocks, keys, strict=True) if block.speaker),
    )
    if stored is None:
        return typed
    return replace(typed, mentions=stored.mentions, corrections=stored.corrections, changes=stored.changes)


def format_of(publication_id: int, article_id: int) -> SourceFormat | None:
    """Return how the text of an article is written, None if there is no such article."""
    article = desk_article(publication_id, article_id)
    return article.source_format if article else None


def _picture(publication_id: int, fields: ArticleFields) -> PictureView | None:
    """Return the lead picture with the words that are being typed for it."""
    picture = picture_for(publication_id, fields.picture_id)
    return replace(picture, alt=fields.alt, caption=fields.caption, credit=fields.credit) if picture else None


def _quotation(block: BlockHtml, key: str) -> QuotationView:
    source = block.cites[-1] if block.cites else None
    return QuotationView(block=key, speaker=block.speaker, role=block.role, source=source)
