"""What an import makes of a site: publication, articles, pages, addresses, facts; and what a second one adds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from folkmoot.articles.models import Article, Author, FixedPage, Publication, Redirect
from folkmoot.articles.queries import redirect_for
from folkmoot.articles.values import ArticleState
from folkmoot.discussion.models import Comment
from folkmoot.discussion.queries.miscounts import find_miscounts
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.portability.values import BadFileError
from folkmoot.readers.models import Reader
from tests.cast import NOON
from tests.portability.exports import SITE, comment, item, skips

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def said(text):
    return Comment.objects.get(source=text)


def test_the_first_import_makes_the_publication_of_the_channel(bring):
    bring(item(1))
    made = Publication.objects.get()
    assert (made.slug, made.name, made.tagline, made.language) == (
        "ferry-example",
        "The Ferry News",
        "Both banks",
        "en-GB",
    )
    assert (made.base_url, made.hosts) == (SITE, ["ferry.example"])


def test_with_several_publications_one_must_be_chosen(bring):
    bring(item(1))
    Publication.objects.create(slug="other", name="Other", base_url="https://other.example", created_at=NOON)
    with pytest.raises(BadFileError, match="choose one by --publication: ferry-example, other"):
        bring(item(2))
    with pytest.raises(BadFileError, match="no publication elsewhere"):
        bring(item(2), slug="elsewhere")
    bring(item(2), slug="other")
    assert Article.objects.get(slug="ferry-2").publication.slug == "other"


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"wp__status": "publish"}, ArticleState.PUBLISHED),
        ({"wp__status": "future"}, ArticleState.SCHEDULED),
        ({"wp__status": "draft"}, ArticleState.DRAFT),
        ({"wp__status": "pending"}, ArticleState.DRAFT),
        ({"wp__status": "private"}, ArticleState.DRAFT),
        ({"wp__status": "publish", "wp__post_password": "secret"}, ArticleState.DRAFT),
        ({"wp__status": "workflow-7"}, ArticleState.DRAFT),
    ],
)
def test_articles_keep_their_state_and_nothing_hidden_becomes_public(bring, fields, state):
    report = bring(item(1, **fields))
    article = Article.objects.get()
    assert article.state == state
    assert dict(report.articles) == {state: 1}
    dated = datetime(2024, 5, 1, 10, tzinfo=UTC) if state in (ArticleState.PUBLISHED, ArticleState.SCHEDULED) else None
    assert article.published_at == dated


def test_the_trash_stays_out_unless_asked_for(bring):
    assert skips(bring(item(1, wp__status="trash")), "post") != set()
    assert Article.objects.count() == 0
    bring(item(1, wp__status="trash"), include=["trash"])
    assert Article.objects.get().state == ArticleState.WITHDRAWN


def test_an_article_brings_its_text_names_and_dates(bring):
    bring(
        item(
            1,
            "First.\n\nSecond <b>bold</b>.",
            title="Toll &amp; <i>trouble</i>",
            excerpt__encoded="<p>In short.</p>",
            terms=[("category", "Town"), ("category", "Money"), ("post_tag", "Ferry"), ("post_format", "Aside")],
            wp__post_modified_gmt="2024-06-01 00:00:00",
        )
    )
    article = Article.objects.get()
    assert (article.headline, article.standfirst) == ("Toll & trouble", "In short.")
    assert article.section is not None
    assert article.section.name == "Town"
    assert set(article.tags.values_list("name", flat=True)) == {"Money", "Ferry"}
    assert [byline.author.name for byline in article.bylines.all()] == ["Ada Brückner"]
    assert article.current is not None
    assert [block.text for block in article.current.blocks.all()] == ["First.", "Second bold."]
    assert article.current.created_at == datetime(2024, 6, 1, tzinfo=UTC)


def test_co_authors_stand_for_the_creator_and_no_address_is_a_name(bring):
    bring(item(1, terms=[("author", "Bo"), ("author", "Clem")]), item(2, dc__creator="hermione@ferry.example"))
    assert set(Author.objects.values_list("name", flat=True)) == {"Bo", "Clem", "hermione"}


def test_local_times_are_moved_by_the_offset_of_the_site(bring):
    bring(item(1), item(2, wp__post_date="2024-12-24 18:00:00", wp__post_date_gmt="0000-00-00 00:00:00"))
    assert Article.objects.get(slug="ferry-2").published_at == datetime(2024, 12, 24, 16, tzinfo=UTC)


def test_pages_become_fixed_pages_that_never_hide_an_address_of_ours(bring):
    report = bring(
        item(1, wp__post_type="page", wp__post_name="about"),
        item(2, wp__post_type="page", wp__post_name="support", wp__post_parent=1),
        item(3, wp__post_type="page", wp__status="draft", wp__post_name=""),
    )
    rows = FixedPage.objects.order_by("page_id").values_list("slug", "published", "in_footer")
    assert list(rows) == [("about", True, True), ("support-2", True, False), ("ferry-3", False, True)]
    assert report.pages == 3


def test_old_addresses_lead_to_the_article(bring):
    bring(item(5, link=f"{SITE}/2024/05/%d0%bf%d0%b0%d1%80%d0%be%d0%bc/", meta={"_wp_old_slug": "first-try"}))
    publication_id = Publication.objects.get().id
    for old in (
        "/?p=5",
        "/2024/05/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC/",
        "/2024/05/%d0%bf%d0%b0%d1%80%d0%be%d0%bc/",
        "/2024/05/first-try/",
    ):
        assert redirect_for(publication_id, old) == "/articles/ferry-5/", old
    assert not Redirect.objects.filter(path="/").exists()


def test_two_items_of_one_slug_or_one_id_both_come(bring):
    report = bring(item(1), item(2, wp__post_name="ferry-1"), item(2, title="Another", wp__post_name="x"), item(1))
    assert sorted(Article.objects.values_list("slug", flat=True)) == ["ferry-1", "ferry-1-2", "x"]
    assert skips(report, "post") == {("1", "it stands in the file twice")}


def test_one_fact_for_the_articles_and_one_for_the_comments(bring):
    bring(item(1, inside=comment(1)), item(2, inside=comment(2)))
    told = {row.kind: row.payload for row in OutboxEntry.objects.filter(kind__endswith="_imported")}
    assert set(told) == {"articles.articles_imported", "discussion.comments_imported"}
    assert len(told["articles.articles_imported"]["page_ids"]) == 2
    assert len(told["discussion.comments_imported"]["thread_ids"]) == 2
    assert OutboxEntry.objects.filter(kind__startswith="discussion.").count() == 1


def test_a_later_export_adds_only_what_is_new(bring):
    first = comment(1, "old")
    bring(item(1, inside=first))
    report = bring(item(1, inside=first + comment(2, "new", parent=1)), item(2))
    assert report.as_json() | {"skipped": [], "seconds": 0} == {
        "format": "wxr",
        "articles": 1,
        "pages": 0,
        "threads": 1,
        "comments": {"published": 1, "held": 0, "removed": 0},
        "votes": 0,
        "skipped": [],
        "unchanged": 2,
        "seconds": 0,
    }
    assert said("new").parent == said("old")
    assert said("old").reply_count == 1
    assert find_miscounts() == []


def test_a_dry_run_reports_the_same_and_writes_nothing(bring):
    items = [item(1, inside=comment(1) + comment(2, approved=0)), item(2, wp__post_type="page")]
    dry = bring(*items, dry_run=True)
    assert Publication.objects.count() == Reader.objects.count() == OutboxEntry.objects.count() == 0
    assert dry.as_json() == bring(*items).as_json()
    assert bring(*items, dry_run=True).unchanged == 4
