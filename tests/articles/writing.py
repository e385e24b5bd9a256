"""A newspaper for the tests, and how its articles come about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from folkmoot.articles.commands.make_publication import make_publication
from folkmoot.articles.commands.publish_article import publish_article
from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.queries import publication_by_slug
from folkmoot.articles.values import (
    ArticleDraft,
    ChangeKind,
    CorrectionDraft,
    PublicationDraft,
    PublicationView,
    SourceFormat,
)
from tests.cast import ADA, NOON

GAZETTE = PublicationDraft(
    slug="gazette", name="The Fordham Gazette", base_url="https://gazette.example", origins=("https://blog.example",)
)
HERALD = PublicationDraft(slug="herald", name="The Herald", base_url="https://herald.example")
BRIDGE = ArticleDraft(
    headline="The bridge is tired",
    standfirst="An engineer explains what the town has heard for years.",
    source="The old bridge has stood since 1874.\n\nIt will not stand for ever.",
    source_format=SourceFormat.MARKDOWN,
    section_name="Town",
    tag_names=("Bridge", "Money"),
    author_names=(ADA,),
    slug="",
)


def found(draft: PublicationDraft = GAZETTE) -> PublicationView:
    """Make a publication and return it as its queries show it."""
    make_publication(draft, now=NOON)
    view = publication_by_slug(draft.slug)
    assert view is not None
    return view


def write(
    publication_id: int,
    *,
    article_id: int | None = None,
    now: datetime = NOON,
    change: ChangeKind | None = ChangeKind.TYPO,
    correction: CorrectionDraft | None = None,
    version: int | None = None,
    **changes,
) -> int:
    """Save an article like `BRIDGE` but for the changes; return its id."""
    return save_article(
        publication_id=publication_id,
        article_id=article_id,
        draft=replace(BRIDGE, **changes),
        account_id=None,
        now=now,
        version=version,
        change=change,
        correction=correction,
    )


def publish(publication_id: int, *, published_at: datetime = NOON, **changes) -> int:
    """Write and publish an article; return its id."""
    article_id = write(publication_id, **changes)
    publish_article(article_id=article_id, account_id=None, now=NOON, published_at=published_at)
    return article_id


def publish_many(publication_id: int, count: int, **changes) -> list[int]:
    """Publish articles a minute apart, oldest first; return their ids."""
    return [
        publish(
            publication_id,
            published_at=NOON - timedelta(minutes=count - number),
            headline=f"Article {number}",
            **changes,
        )
        for number in range(count)
    ]
