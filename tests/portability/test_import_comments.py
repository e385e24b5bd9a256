"""What an import makes of comments: states, trees, readers, mentions; and what it never lets in."""

from __future__ import annotations

import pytest

from folkmoot.articles.models import LinkMention
from folkmoot.articles.values import ArticleState
from folkmoot.discussion.models import Comment, Hold, Removal, Thread
from folkmoot.discussion.queries.miscounts import find_miscounts
from folkmoot.discussion.values import CommentState
from folkmoot.kit.keys import keyed_hash
from folkmoot.readers.models import Reader
from tests.cast import NOON
from tests.portability.exports import comment, item, skips

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def said(text):
    return Comment.objects.get(source=text)


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
    assert (said("mine").badges, said("hers").badges, said("a guest here").badges) == (["author"], ["guest"], ["guest"])


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
