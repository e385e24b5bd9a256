"""The demo: a whole publication with an argument going on, made once."""

from __future__ import annotations

import stat
from random import Random

import pytest
from django.conf import settings
from django.core.management import CommandError

from folkmoot.articles.models import (
    Article,
    Author,
    Correction,
    FixedPage,
    Page,
    Publication,
    Revision,
    Withdrawal,
)
from folkmoot.articles.queries import article_by_slug
from folkmoot.cli.demo.script import play, texts, thread_of
from folkmoot.cli.demo.staff import STAFF, TOWNSPEOPLE, passwords_path, read_passwords
from folkmoot.cli.demo.timing import printed_at, said_at
from folkmoot.cli.management.commands.demo import is_loopback
from folkmoot.discussion.models import Comment, Hold, Pick, Thread, Vote
from folkmoot.discussion.queries import open_questions, read_edits
from folkmoot.discussion.values import LONG_CHARS
from folkmoot.kit import clock
from folkmoot.readers.models import Account, Reader, StaffRole
from folkmoot.readers.values import Role
from tests.cast import NOON
from tests.cli.starting import start

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(first_start):
    return Thread.objects.get(page__title="Close the old bridge, or carry it?")


def test_the_thread_shows_three_hundred_comments_and_the_fates_of_three_more(thread):
    assert thread.comment_count == 300
    states = Comment.objects.filter(thread=thread).values_list("state", flat=True)
    assert {state: list(states).count(state) for state in set(states)} == {
        "published": 300,
        "held": 1,
        "removed": 1,
        "withdrawn": 1,
    }


def test_the_screener_itself_held_what_is_held_and_the_removal_says_why(thread):
    assert [hold.comment.state for hold in Hold.objects.all()] == ["held"]
    assert Hold.objects.get().sentence
    assert "house rule 1" in Comment.objects.get(state="removed").removal.reason


def test_somebody_corrected_a_figure_and_somebody_had_much_to_say(thread):
    (edited,) = Comment.objects.filter(thread=thread).exclude(edited_at=None)
    versions = read_edits(edited.id, edited.publication_id).versions
    assert [piece.text for piece in versions[0].pieces if piece.kind == "gone"] == ["17", "ten"]
    (long,) = [row for row in Comment.objects.filter(thread=thread) if len(row.source) > LONG_CHARS]
    assert long.source.endswith("I only keep the book.")


def test_replies_reach_deep_and_some_readers_gave_no_name(thread):
    comments = Comment.objects.filter(thread=thread)
    assert {depth for (depth,) in comments.values_list("depth")} >= set(range(6))
    assert comments.filter(name="").count() >= 10
    assert comments.exclude(name="").values("name").distinct().count() >= 40


def test_each_comment_says_something_of_its_own(thread):
    words = list(Comment.objects.values_list("source", flat=True))
    assert len(set(words)) == len(words)


def test_votes_split_by_camp_except_where_both_camps_agree(thread):
    camp = {line.words: line.camp for line in thread_of("01-close-or-carry")}
    up = dict.fromkeys("cknb", 0)
    down = dict.fromkeys("cknb", 0)
    for comment in Comment.objects.filter(thread=thread):
        up[camp[comment.source]] += comment.up
        down[camp[comment.source]] += comment.down
    share = {name: up[name] / (up[name] + down[name]) for name in camp.values()}
    assert share["b"] > 0.85
    assert max(share["c"], share["k"]) < 0.7
    assert Vote.objects.count() > 1_000


def test_articles_and_pages_are_there_to_be_read(first_start):
    assert Article.objects.filter(state="published").count() == len(texts("articles")) == 8
    assert {page.slug for page in FixedPage.objects.all()} == {"about", "imprint", "privacy", "house-rules"}
    assert all(150 <= len(article.source.split()) <= 500 for article in texts("articles"))


def test_one_article_was_taken_back_and_says_why_and_one_shows_what_was_corrected(first_start):
    (taken_back,) = Withdrawal.objects.select_related("article")
    assert taken_back.article.slug == "a-buyer-for-the-bridge"
    assert taken_back.at < clock.now()
    changed = {
        page.article.slug for page in Page.objects.filter(revisions__public_at__isnull=False, revisions__number=2)
    }
    assert changed == {article.facts["slug"] for article in texts("articles") if "misprint" in article.facts}


def test_its_articles_say_who_told_it_whom_they_quote_and_what_was_wrong(first_start):
    publication = Publication.objects.get()
    argued = article_by_slug(publication.id, "close-the-old-bridge-or-carry-it")
    assert ["The Costerford Courier", "a person informed of the talks"] in [
        [link.source.name for link in chain] for chain in argued.chains
    ]
    assert [one.speaker for one in argued.quotations] == ["Ines Halloran", "Per Aldous"]
    corrected = article_by_slug(publication.id, "how-the-council-will-vote")
    assert [one.right for one in corrected.corrections] == [
        "It meets at seven. The doors open at six, and the gallery fills early."
    ]
    assert "seven in the evening" in corrected.body_html
    texts_of_it = Revision.objects.filter(page_id=corrected.page_id).order_by("number")
    assert ["six in the evening" in text.html for text in texts_of_it] == [True, False]
    assert not Revision.objects.filter(public_at__gt=clock.now()).exists()


def test_each_author_signs_with_their_own_account(first_start):
    signed = dict(Author.objects.exclude(account=None).values_list("name", "account__email"))
    writers = [*(member for member in STAFF if member.beat), *TOWNSPEOPLE]
    assert signed == {member.name: member.email for member in writers}
    assert not StaffRole.objects.filter(account__email__in=[member.email for member in TOWNSPEOPLE]).exists()
    assert sum(Role.AUTHOR in member.roles for member in STAFF) == 2


def test_everything_happened_before_the_start(first_start):
    now = clock.now()
    assert not Article.objects.filter(published_at__gt=now).exists()
    assert not Comment.objects.filter(created_at__gt=now).exists()
    assert not Vote.objects.filter(at__gt=now).exists()
    assert all(
        answer.created_at > answer.parent.created_at
        for answer in Comment.objects.exclude(parent=None).select_related("parent")
    )


@pytest.mark.parametrize("hour", [0, 3, 6, 7, 23])
def test_whenever_it_starts_readers_have_written_before_it_and_slept_at_night(hour):
    now = NOON.replace(hour=hour, minute=30)
    lines = thread_of("01-close-or-carry")
    times = said_at(lines, opened_at=printed_at(6, now=now), now=now, dice=Random(1783))
    assert max(times) < now
    assert min(time.hour for time in times) >= 6
    assert all(line.parent is None or times[line.parent] < time for line, time in zip(lines, times, strict=True))


def test_a_second_start_adds_nothing_and_says_the_same_passwords(first_start):
    before = [
        model.objects.count()
        for model in (Article, Revision, Correction, FixedPage, Thread, Comment, Vote, Reader, Account)
    ]
    again = start(port=8001)
    assert [
        model.objects.count()
        for model in (Article, Revision, Correction, FixedPage, Thread, Comment, Vote, Reader, Account)
    ] == before
    for password in read_passwords(settings.FOLKMOOT.data).values():
        assert password in first_start
        assert password in again
    assert "http://127.0.0.1:8001/desk/sign-in/" in again


def test_a_start_on_another_port_changes_the_address_on_every_page(first_start):
    start(port=8002)
    assert Publication.objects.get().base_url == "http://127.0.0.1:8002"


def test_the_passwords_open_the_desk_and_only_their_owner_can_read_them(first_start):
    passwords = read_passwords(settings.FOLKMOOT.data)
    assert all(Account.objects.get(email=email).check_password(word) for email, word in passwords.items())
    assert set(passwords) == {member.email for member in STAFF}
    assert stat.S_IMODE(passwords_path(settings.FOLKMOOT.data).stat().st_mode) == 0o600


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "news.example", ""])
def test_the_demo_serves_this_machine_only(host):
    with pytest.raises(CommandError, match="this machine only") as refused:
        start(host=host)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_every_name_of_this_machine_will_do(host):
    assert is_loopback(host)


def test_the_demo_keeps_out_of_another_newspapers_folder(first_start):
    Publication.objects.update(slug="herald", name="The Herald")
    with pytest.raises(CommandError, match=r"holds The Herald already.+folder of its own") as refused:
        start()
    assert refused.value.returncode == 1
    assert Publication.objects.count() == 1


def test_a_play_keeps_who_answers_whom():
    lines = play(["> c Ada\nOne.\n\nStill one.\n\n>> k -\nTwo.\n\n>> n Bo | removed Rule 1\nThree.\n\n> b Ada\nFour."])
    assert [(line.parent, line.name, line.words) for line in lines] == [
        (None, "Ada", "One.\n\nStill one."),
        (0, "", "Two."),
        (0, "Bo", "Three."),
        (None, "Ada", "Four."),
    ]
    assert (lines[2].fate, lines[2].reason) == ("removed", "Rule 1")


@pytest.mark.parametrize("text", ["c Ada\nOne.", "> x Ada\nOne.", "> c Ada\nOne.\n\n>>> k Bo\nToo deep."])
def test_a_play_that_cannot_be_read_is_refused(text):
    with pytest.raises(ValueError, match="not a comment of a play"):
        play([text])


def test_the_editors_put_two_comments_forward_and_questions_wait_for_their_authors(thread):
    picks = {pick.kind: pick for pick in Pick.objects.filter(thread=thread)}
    assert picks.keys() == {"pinned", "featured"}
    assert all(pick.reason for pick in picks.values())
    publication_id = thread.publication_id
    for email in ("nell@harrowmere.example", "hester@harrowmere.example"):
        account_id = Account.objects.get(email=email).id
        assert open_questions(publication_id, of_account=account_id).questions


def test_one_discussion_goes_slowly_and_says_so_beside_its_form(first_start, client):
    (slow,) = Thread.objects.exclude(slow_s=None)
    assert (slow.slow_s, slow.page.title) == (300, "How the council will vote, and what you can still do")
    said = client.get(f"/threads/{slow.id}/", headers={"host": "127.0.0.1"}).content.decode()
    assert "In this discussion everybody may comment once in 5 minutes." in said
