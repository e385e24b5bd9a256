"""Whole articles, fixed pages, the sitemap, the chrome."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.articles.commands.save_fixed_page import save_fixed_page
from folkmoot.articles.models import LinkMention
from folkmoot.articles.queries import (
    article_by_slug,
    chrome_of,
    fixed_page_by_slug,
    recent_articles,
    redirect_for,
    sitemap_articles,
    sitemap_pages,
)
from folkmoot.articles.values import FixedPageDraft, SourceFormat
from folkmoot.pure.verdict import DeniedError
from tests.articles.writing import publish, publish_many, write
from tests.cast import ADA, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def save_page(
    publication_id: int, *, page_id: int | None = None, title: str = "Imprint", slug: str = "", **changes
) -> int:
    draft = FixedPageDraft(title=title, source="Who we are.", source_format=SourceFormat.MARKDOWN, slug=slug, **changes)
    return save_fixed_page(publication_id=publication_id, page_id=page_id, draft=draft, account_id=None, now=NOON)


def test_an_article_is_read_with_everything_that_belongs_to_it(gazette):
    article_id = publish(gazette.id)
    LinkMention.objects.create(page_id=article_id, url="https://elsewhere.example/", title="Elsewhere", at=NOON)
    article = article_by_slug(gazette.id, "the-bridge-is-tired")
    assert article.page_id == article_id
    assert '<p id="b-' in article.body_html
    assert [link.name for link in article.tags] == ["Bridge", "Money"]
    assert [link.name for link in article.bylines] == [ADA]
    assert [mention.url for mention in article.mentions] == ["https://elsewhere.example/"]
    assert article.updated_at is None


def test_the_feed_holds_the_newest(gazette):
    publish_many(gazette.id, 4)
    assert [article.headline for article in recent_articles(gazette.id, 2)] == ["Article 3", "Article 2"]


def test_the_sitemap_dates_an_article_by_its_last_edit(gazette):
    article_id = publish(gazette.id)
    write(gazette.id, article_id=article_id, source="Shorter.", now=NOON + timedelta(hours=1))
    save_page(gazette.id)
    (article,) = sitemap_articles(gazette.id, 1)
    assert (article.path, article.updated_at) == ("/articles/the-bridge-is-tired/", NOON + timedelta(hours=1))
    pages = {entry.path: entry.updated_at for entry in sitemap_pages(gazette.id)}
    assert pages == dict.fromkeys(("/", "/section/town/", "/author/ada-bruckner/", "/imprint/"), NOON)


def test_a_fixed_page_is_read_and_stands_in_the_footer(gazette):
    page_id = save_page(gazette.id)
    assert fixed_page_by_slug(gazette.id, "imprint").page_id == page_id
    assert [link.path for link in chrome_of(gazette.id).fixed_pages] == ["/imprint/"]


def test_a_hidden_fixed_page_shows_nowhere(gazette):
    save_page(gazette.id, published=False)
    assert fixed_page_by_slug(gazette.id, "imprint") is None
    assert chrome_of(gazette.id).fixed_pages == ()
    assert [entry.path for entry in sitemap_pages(gazette.id)] == ["/"]


def test_the_footer_goes_by_position_and_may_leave_a_page_out(gazette):
    save_page(gazette.id, title="About", position=2)
    save_page(gazette.id, title="Imprint", position=1)
    save_page(gazette.id, title="Thanks", in_footer=False)
    assert [link.name for link in chrome_of(gazette.id).fixed_pages] == ["Imprint", "About"]


def test_a_fixed_page_that_moves_leaves_a_redirect(gazette):
    page_id = save_page(gazette.id)
    save_page(gazette.id, page_id=page_id, slug="legal")
    assert redirect_for(gazette.id, "/imprint/") == "/legal/"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": ""}, "title_missing"),
        ({"slug": "desk"}, "slug_reserved"),
        ({"slug": "taken"}, "slug_taken"),
        ({"title": "?", "slug": "?"}, "slug_missing"),
    ],
)
def test_what_cannot_be_a_fixed_page_is_refused(gazette, changes, code):
    save_page(gazette.id, slug="taken")
    with pytest.raises(DeniedError) as caught:
        save_page(gazette.id, **changes)
    assert caught.value.denial.code == code
