"""A post is kept once, appears or waits, and is refused in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.discussion.commands.purge_submissions import purge_submissions
from folkmoot.discussion.models import Comment, Hold, Submission, Thread
from folkmoot.discussion.queries import find_miscounts, read_comment
from folkmoot.discussion.values import BODY_MAX_CHARS, CommentState
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.models import Reader
from folkmoot.readers.queries import guest_reader_id
from folkmoot.readers.values import Role
from tests.cast import BO, GUS, NOON
from tests.discussion.stage import SECOND_NETWORK, set_stage, stranger
from tests.plugin import ON_POSTGRES

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
KEY = "a-key-that-nobody-can-guess"
LINKS = "https://a.example https://b.example https://c.example"


def denial(act, *args, **kwargs) -> str:
    """Return the code with which an act is refused."""
    with pytest.raises(DeniedError) as caught:
        act(*args, **kwargs)
    return caught.value.denial.code


def test_a_stranger_who_speaks_becomes_a_guest_and_is_read(stage):
    posted = stage.say("Keep *it*.")
    row = stage.row(posted.comment_id)
    assert (posted.state, posted.reason, posted.repeated) == (CommentState.PUBLISHED, "", False)
    assert (row.source, row.html, row.name, row.depth, row.listed) == (
        "Keep *it*.",
        "<p>Keep <em>it</em>.</p>\n",
        GUS,
        0,
        True,
    )
    assert guest_reader_id(posted.guest_token, publication_id=stage.publication_id) == row.reader_id
    assert posted.comment == read_comment(row.id, stage.publication_id)
    assert stage.thread().comment_count == 1


def test_a_known_guest_needs_no_new_token(stage):
    guest = stage.guest()
    posted = stage.say(by=guest)
    assert posted.guest_token is None
    assert stage.row(posted.comment_id).reader_id == guest.reader_id


def test_an_account_speaks_under_its_own_name(stage):
    posted = stage.say(by=stage.staff(Role.EDITOR), name="Somebody else")
    row = stage.row(posted.comment_id)
    assert (row.name, row.badges) == ("The editor", ["staff"])


def test_a_post_by_a_known_guest_takes_eleven_statements(stage):
    guest = stage.guest()
    stage.say(by=guest)
    with CaptureQueriesContext(connection) as captured:
        stage.say(by=guest)
    # The test's own transaction turns BEGIN and COMMIT into SAVEPOINT and RELEASE. PostgreSQL tells other machines.
    assert [query["sql"].split()[0] for query in captured] == [
        *("SELECT", "SAVEPOINT", "SELECT", "SELECT", "SELECT", "SELECT"),
        *("INSERT", "INSERT", "INSERT", "UPDATE", *(["SELECT"] if ON_POSTGRES else []), "RELEASE"),
    ]


def test_a_reply_hangs_under_its_parent_and_counts_there(stage):
    root = stage.say().comment_id
    child = stage.say(parent=root).comment_id
    grandchild = stage.row(stage.say(parent=child).comment_id)
    assert (grandchild.root_id, grandchild.parent_id, grandchild.depth) == (root, child, 2)
    assert [stage.row(comment_id).reply_count for comment_id in (root, child)] == [1, 1]
    assert find_miscounts() == []


def test_a_post_leaves_one_fact_that_says_where(stage):
    root = stage.say().comment_id
    OutboxEntry.objects.all().delete()
    posted = stage.say(parent=root)
    entry = OutboxEntry.objects.get()
    assert entry.kind == "discussion.comment_published"
    assert entry.keys == [
        f"thread-{stage.thread_id}",
        f"comment-{posted.comment_id}",
        f"count-{stage.thread_id}",
        f"talk-{stage.publication_id}",
    ]
    wanted = {"thread_id": stage.thread_id, "comment_id": posted.comment_id, "parent_id": root, "root_id": root}
    assert wanted.items() <= entry.payload.items()


def test_a_comment_that_must_be_read_first_waits_unseen_with_its_reason(stage):
    posted = stage.say(LINKS)
    assert (posted.state, posted.comment.state) == (CommentState.HELD, CommentState.HELD)
    assert posted.reason == Hold.objects.get(comment_id=posted.comment_id).sentence != ""
    assert read_comment(posted.comment_id, stage.publication_id) is None
    assert stage.thread().comment_count == 0
    assert OutboxEntry.objects.latest("id").kind == "discussion.comment_held"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "body_empty"),
        (" \n\t\u3000", "body_empty"),
        ("x" * (BODY_MAX_CHARS + 1), "body_too_long"),
        ("a\x00b", "body_unreadable"),
        ("\ud800", "body_unreadable"),
    ],
)
def test_a_body_that_cannot_be_kept_is_refused_at_its_field(stage, body, code):
    with pytest.raises(DeniedError) as caught:
        stage.say(body or " ")
    assert (caught.value.denial.code, caught.value.denial.field) == (code, "body")
    assert Comment.objects.count() == 0


def test_the_longest_body_is_counted_in_letters_not_in_bytes(stage):
    assert stage.say("\U0001f309" * 5_000).state is CommentState.PUBLISHED
    assert len(stage.row(stage.say("e\u0301" * BODY_MAX_CHARS).comment_id).source) == BODY_MAX_CHARS


@pytest.mark.parametrize(("name", "code"), [("x" * 51, "name_too_long"), ("\u202ered", "name_unreadable")])
def test_a_name_that_cannot_be_shown_is_refused_at_its_field(stage, name, code):
    with pytest.raises(DeniedError) as caught:
        stage.say(name=name)
    assert (caught.value.denial.code, caught.value.denial.field) == (code, "name")


@pytest.mark.parametrize("email", ["nonsense", "a b@c.example", "a@b@c", "\ud800@b.example", "a@" + "b" * 254])
def test_an_address_that_cannot_be_one_is_refused_at_its_field(stage, email):
    with pytest.raises(DeniedError) as caught:
        stage.say(email=email)
    assert (caught.value.denial.code, caught.value.denial.field) == ("email_unreadable", "email")


def test_one_can_speak_without_a_name(stage):
    assert stage.say(name="").comment.author.name == ""


def test_there_is_nothing_to_say_in_a_thread_that_is_not_there(stage):
    other = set_stage(host="other.example")
    assert denial(stage.say, thread_id=10**9) == "unknown_thread"
    assert denial(stage.say, thread_id=other.thread_id) == "unknown_thread"


def test_a_closed_thread_is_closed(stage):
    Thread.objects.update(closed_at=NOON)
    assert denial(stage.say) == "thread_closed"


def test_only_what_can_be_read_here_can_be_answered(stage):
    other = set_stage(host="other.example")
    strange_parents = [10**9, other.say().comment_id, stage.say(LINKS).comment_id]
    assert {denial(stage.say, parent=parent) for parent in strange_parents} == {"wrong_parent"}
    assert Comment.objects.filter(parent__isnull=False).count() == 0


def test_the_same_stranger_saying_the_same_in_ten_minutes_says_it_once(stage):
    first, second = stage.say("Keep it."), stage.say("Keep it.", now=NOON + timedelta(minutes=9))
    assert second.comment_id == first.comment_id
    assert (second.repeated, second.guest_token) == (True, None)
    assert (Comment.objects.count(), Reader.objects.count()) == (1, 1)


def test_a_repeat_is_found_over_midnight(stage):
    first = stage.say("Keep it.", now=NOON.replace(hour=23, minute=58))
    assert (
        stage.say("Keep it.", now=NOON.replace(hour=23, minute=59) + timedelta(minutes=4)).comment_id
        == first.comment_id
    )


def test_a_repeat_is_found_by_whoever_became_a_guest_meanwhile(stage):
    first = stage.say("Keep it.")
    again = stage.say("Keep it.", by=type(stranger())(reader_id=stage.row(first.comment_id).reader_id))
    assert again.comment_id == first.comment_id


@pytest.mark.parametrize(
    "other",
    [
        {"body": "Tear it down."},
        {"name": BO},
        {"by": stranger(SECOND_NETWORK)},
        {"now": NOON + timedelta(minutes=11)},
    ],
)
def test_two_strangers_both_stand(stage, other):
    first, second = stage.say("Keep it."), stage.say(**{"body": "Keep it.", **other})
    assert first.comment_id != second.comment_id
    assert stage.thread().comment_count == 2


def test_the_same_words_elsewhere_in_the_thread_stand(stage):
    root = stage.say("Keep it.").comment_id
    assert not stage.say("Keep it.", parent=root).repeated


def test_somebody_elses_repeat_of_a_held_comment_shows_nothing_of_it(stage):
    stage.say(LINKS)
    again = stage.say(LINKS)
    assert (again.repeated, again.state) == (True, CommentState.HELD)
    assert (again.comment.body_html, again.comment.author) == ("", None)


def test_a_retry_with_its_key_finds_its_comment_and_its_token_again(stage):
    first = stage.say("Keep it.", key=KEY)
    again = stage.say("Keep it.", key=KEY, now=NOON + timedelta(days=3))
    assert (again.comment_id, again.guest_token) == (first.comment_id, first.guest_token)
    assert Comment.objects.count() == 1


def test_a_retry_is_answered_after_the_thread_closed(stage):
    first = stage.say("Keep it.", key=KEY)
    Thread.objects.update(closed_at=NOON)
    assert stage.say("Keep it.", key=KEY).comment_id == first.comment_id


@pytest.mark.parametrize("other", [{"body": "Tear it down."}, {"name": BO}, {"email": "bo@bridge.example"}])
def test_a_key_stands_for_one_request_only(stage, other):
    stage.say("Keep it.", key=KEY)
    assert denial(stage.say, **{"body": "Keep it.", "key": KEY, **other}) == "idempotency_mismatch"


def test_another_key_is_another_comment(stage):
    assert stage.say("Keep it.", key=KEY).comment_id != stage.say("Keep it.", key=KEY + "2").comment_id


def test_keys_of_two_publications_do_not_meet(stage):
    other = set_stage(host="other.example")
    assert stage.say("Keep it.", key=KEY).comment_id != other.say("Keep it.", key=KEY).comment_id


@pytest.mark.parametrize("key", ["short", "x" * 201])
def test_a_key_must_be_long_enough_that_nobody_guesses_it(stage, key):
    assert denial(stage.say, key=key) == "bad_idempotency_key"


def test_no_address_is_kept_as_it_came(stage):
    stage.say(email="ada@bridge.example")
    kept = [str(row) for table in (Comment, Submission, Reader) for row in table.objects.values()]
    assert not any(word in line for line in kept for word in ("ada@bridge.example", stranger().network))


def test_how_a_post_was_sent_is_forgotten_unless_it_had_a_key(stage):
    stage.say("Without a key.", now=NOON)
    stage.say("With a key.", key="k" * 22, now=NOON)
    assert purge_submissions(now=NOON + timedelta(hours=23)) == 0
    assert purge_submissions(now=NOON + timedelta(hours=25)) == 1
    assert Submission.objects.get().key == "k" * 22
