"""What an import brings: states, trees, readers, addresses; and what it never brings."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from folkmoot.articles.models import Article, Author, FixedPage, LinkMention, Publication, Redirect
from folkmoot.articles.queries import redirect_for
from folkmoot.articles.values import ArticleState
from folkmoot.discussion.models import Comment, Hold, Removal, Thread
from folkmoot.discussion.queries.miscounts import find_miscounts
from folkmoot.discussion.values import CommentState
from folkmoot.kit.keys import keyed_hash
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.portability.values import BadFileError
from folkmoot.readers.models import Reader
from tests.cast import NOON
from tests.portability.exports import SITE, comment, export, import_file, item, write

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def bring(tmp_path):
    def bring_(*items, **options):
        return import_file(write(tmp_path, export(*items)), **options)

    return bring_


def skips(report, what):
    return {(skip.source_id, skip.reason) for skip in report.skipped if skip.what == what}


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


def test_comments_keep_tree_state_and_counters(bring):
    inside = (
        comment(3, "third", parent=2)
        + comment(1, "first")
        + comment(2, "second", parent=1)
        + comment(4, "waits", approved=0)
        + comment(5, "under a waiting one", parent=4)
        + comment(6, "lost", parent=99)
        + comment(7, "round", parent=8)
        + comment(8, "and round", parent=7)
    )
    report = bring(item(1, inside=inside))

    assert (said("third").parent, said("third").root, said("third").depth) == (said("second"), said("first"), 2)
    assert said("first").reply_count == said("second").reply_count == 1
    assert (said("first").parent_id, said("first").root_id, said("first").depth) == (None, None, 0)
    assert (said("waits").state, said("waits").listed) == (CommentState.HELD, True)
    assert Hold.objects.get().comment == said("waits")
    assert said("lost").parent is None
    assert said("round").parent is None
    assert said("and round").parent == said("round")
    assert {source_id for source_id, _reason in skips(report, "parent")} == {"6", "7"}
    assert Thread.objects.get().comment_count == 7
    assert report.as_json()["comments"] == {"published": 7, "held": 1, "removed": 0}
    assert find_miscounts() == []


def test_spam_and_trash_come_only_on_request_and_never_to_light(bring):
    inside = (
        comment(1, "buy", approved="spam")
        + comment(2, "gone", approved="trash")
        + comment(3, "answered", approved="trash")
        + comment(4, "an answer", parent=3)
    )
    without = bring(item(1, inside=inside))
    assert Comment.objects.count() == 1
    assert said("an answer").parent is None
    assert len(skips(without, "comment")) == 3

    with_them = bring(item(1, inside=inside), include=["spam", "trash"])

    assert with_them.as_json()["comments"] == {"published": 0, "held": 0, "removed": 3}
    assert with_them.unchanged == 2
    assert {row.comment.source: row.reason for row in Removal.objects.select_related("comment")} == {
        "buy": "It was spam on the old site.",
        "gone": "It was in the trash of the old site.",
        "answered": "It was in the trash of the old site.",
    }
    assert not Comment.objects.filter(source__in=["buy", "gone"], listed=True).exists()
    assert find_miscounts() == []


def test_what_was_removed_is_listed_where_its_replies_are(bring):
    inside = comment(3, "answered", approved="trash") + comment(4, "an answer", parent=3)
    bring(item(1, inside=inside), include=["trash"])
    assert said("an answer").parent == said("answered")
    assert (said("answered").state, said("answered").listed) == (CommentState.REMOVED, True)


@pytest.mark.parametrize("kind", ["private", "order_note", "review", "webmention_draft"])
def test_kinds_that_were_never_public_stay_out(bring, kind):
    report = bring(item(1, inside=comment(1, type=kind)))
    assert Comment.objects.count() == 0
    assert skips(report, "comment") == {("1", f"the type {kind} is not a reader's comment")}


def test_pingbacks_are_mentions_and_never_comments(bring):
    inside = (
        comment(1, type="pingback", author="A blog &#8230;", author_url="https://blog.example/x")
        + comment(2, type="trackback", author_url="https://blog.example/x")
        + comment(3, type="pingback", approved=0, author_url="https://spam.example/")
        + comment(4, type="pingback", author_url="javascript:x()")
    )
    report = bring(item(1, inside=inside))
    assert Comment.objects.count() == 0
    assert list(LinkMention.objects.values_list("url", "title")) == [("https://blog.example/x", "A blog …")]
    assert report.mentions == 2
    assert {skip.source_id for skip in report.skipped} == {"3", "4"}
    assert bring(item(1, inside=inside)).mentions == 0


def test_comments_under_what_is_left_out_are_named(bring):
    attachment = item(2, wp__post_type="attachment", wp__status="inherit", inside=comment(1) + comment(2))
    report = bring(item(1), attachment)
    assert Comment.objects.count() == 0
    assert {source_id for source_id, _reason in skips(report, "comment")} == {"1", "2"}


def test_comments_of_a_draft_stay_with_it(bring):
    bring(item(1, wp__status="draft", inside=comment(1, "early")))
    assert said("early").thread.page.article.state == ArticleState.DRAFT


def test_a_closed_discussion_stays_closed(bring):
    bring(item(1, wp__comment_status="closed", inside=comment(1)), item(2))
    assert Thread.objects.get(page__article__slug="ferry-1").closed_at == NOON
    assert Thread.objects.get(page__article__slug="ferry-2").closed_at is None


def test_the_author_of_the_article_carries_a_badge_and_others_do_not(bring):
    bring(
        item(1, inside=comment(1, "mine", user_id=7) + comment(2, "hers", user_id=8)),
        item(2, dc__creator="bo", inside=comment(3, "a guest here", user_id=7)),
    )
    assert (said("mine").badges, said("hers").badges, said("a guest here").badges) == (["author"], [], [])


def test_one_reader_for_each_address_and_only_its_hash_is_kept(bring):
    inside = (
        comment(1, "a", author="Bo", author_email=" Bo@Ferry.example ")
        + comment(2, "b", author="Bo L.", author_email="bo@ferry.example")
        + comment(3, "c", author="", author_email="")
        + comment(4, "d", author="", author_email="")
    )
    bring(item(1, inside=inside))
    bring(item(1, inside=inside + comment(5, "e", author_email="bo@ferry.example")))

    assert said("a").reader_id == said("b").reader_id == said("e").reader_id
    assert len({said(text).reader_id for text in "acd"}) == 3
    assert (said("a").name, said("b").name, said("c").name) == ("Bo", "Bo L.", "")
    assert said("a").reader.claim_hash == keyed_hash("claim", "bo@ferry.example")
    assert Reader.objects.filter(claim_hash="").count() == 2


def test_names_lose_what_could_deceive_and_never_show_an_address(bring):
    bring(
        item(
            1, inside=comment(1, "a", author="Bo\u202e &amp; <b>Clem</b>") + comment(2, "b", author="ada@ferry.example")
        )
    )
    assert (said("a").name, said("b").name) == ("Bo & Clem", "ada")


def test_votes_without_voters_are_named_and_not_invented(bring):
    report = bring(item(1, inside=comment(1, "a", meta={"wpdiscuz_votes": "12"})))
    assert (said("a").up, said("a").down) == (0, 0)
    assert skips(report, "votes") == {("1", "the file counts votes without saying whose they are")}
    assert report.as_json()["votes"] == 0


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


def test_replies_in_any_order_over_many_batches_find_their_parents(bring):
    numbers = list(range(1, 261))
    shuffled = sorted(numbers, key=lambda number: number * 7919 % 263)
    inside = "".join(comment(number, f"c{number}", parent=number // 2) for number in shuffled)
    report = bring(item(1, inside=inside))
    assert report.comments[CommentState.PUBLISHED] == 260
    wrong = [n for n in numbers[1:] if said(f"c{n}").parent != said(f"c{n // 2}")]
    assert wrong == []
    assert said("c260").depth == 8
    assert find_miscounts() == []


def test_a_dry_run_reports_the_same_and_writes_nothing(bring):
    items = [item(1, inside=comment(1) + comment(2, approved=0)), item(2, wp__post_type="page")]
    dry = bring(*items, dry_run=True)
    assert Publication.objects.count() == Reader.objects.count() == OutboxEntry.objects.count() == 0
    assert dry.as_json() == bring(*items).as_json()
    assert bring(*items, dry_run=True).unchanged == 4
