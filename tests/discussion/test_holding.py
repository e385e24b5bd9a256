"""How discussions are held: what votes weigh and when they are shown, how slow it goes, when it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from folkmoot.articles.models import Page
from folkmoot.articles.values import PageKind
from folkmoot.discussion.commands.cast_vote import cast_vote
from folkmoot.discussion.commands.change_settings import change_settings
from folkmoot.discussion.commands.close_by_age import close_by_age
from folkmoot.discussion.commands.close_thread import close_thread, reopen_thread
from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.pace_thread import pace_thread
from folkmoot.discussion.commands.show_tallies import ENTRY, show_tallies
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.models import Comment, Thread
from folkmoot.discussion.queries import find_miscounts, read_window, settings_of, shown_tallies
from folkmoot.discussion.values import DEFAULT_SETTINGS, ClosedBecause, GuestVotes, Order, ThreadState
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.kit.timetable import TimetableRun
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.models import AuditEntry
from folkmoot.readers.values import Role
from tests.cast import NOON
from tests.discussion.stage import FIRST_NETWORK, SECOND_NETWORK, stranger
from tests.discussion.test_post_comment import denial

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def hold(stage, *, now=NOON, **how):
    """Hold discussions in another way, as an owner would say it."""
    settings = replace(settings_of(stage.publication_id), **how)
    change_settings(publication_id=stage.publication_id, actor=stage.staff(Role.OWNER), settings=settings, now=now)


def vote(stage, comment_id, value, by=None, *, now=NOON, **how):
    return cast_vote(
        publication_id=stage.publication_id, comment_id=comment_id, actor=by or stranger(), value=value, now=now, **how
    )


def thread_act(stage, **more):
    """Return what commands about the thread are called with."""
    actor = stage.staff()
    return {"publication_id": stage.publication_id, "thread_id": stage.thread_id, "actor": actor, "now": NOON} | more


def told(stage, *, now):
    """Return the tallies of the thread as a page tells them."""
    window = read_window(stage.thread(), order=Order.NEWEST, after=None, roots=10).told(now=now)
    return [(view.tally.up, view.tally.down, view.tally.choices) for view in window.comments]


def facts(kind):
    return [entry.payload for entry in OutboxEntry.objects.filter(kind=f"discussion.{kind}").order_by("id")]


def test_a_vote_keeps_the_weight_it_was_cast_with_and_a_new_mind_takes_todays(stage):
    comment_id, guest, account = stage.say().comment_id, stage.guest(), stage.staff(Role.AUTHOR)
    vote(stage, comment_id, 1, account)
    hold(stage, guest_votes=GuestVotes.LOWER)
    vote(stage, comment_id, 1, guest)
    other = stage.staff(Role.AUTHOR)
    vote(stage, comment_id, -1, other)
    row = stage.row(comment_id)
    assert (row.up, row.down, row.rank) == (2, 1, 1 + 1 - 3)
    vote(stage, comment_id, -1, account)
    assert stage.row(comment_id).rank == -3 + 1 - 3
    hold(stage, guest_votes=GuestVotes.FULL)
    vote(stage, comment_id, 0, other)
    row = stage.row(comment_id)
    assert (row.up, row.down, row.rank) == (1, 1, -3 + 1)
    assert find_miscounts() == []


def test_a_rank_that_forgets_a_weight_is_found(stage):
    comment_id = stage.say().comment_id
    hold(stage, guest_votes=GuestVotes.LOWER)
    vote(stage, comment_id, 1, stage.staff(Role.AUTHOR))
    Comment.objects.filter(id=comment_id).update(rank=1)
    assert len(find_miscounts()) == 1


def test_where_guests_do_not_vote_they_are_told_so_and_can_only_take_back(stage):
    comment_id, guest = stage.say().comment_id, stage.guest()
    vote(stage, comment_id, 1, guest)
    hold(stage, guest_votes=GuestVotes.NONE)
    assert denial(vote, stage, comment_id, -1, guest) == "guests_do_not_vote"
    assert denial(vote, stage, comment_id, 1) == "guests_do_not_vote"
    assert vote(stage, comment_id, 1, stage.staff(Role.AUTHOR)).up == 2
    assert vote(stage, comment_id, 0, guest).up == 1


def test_without_downvotes_nobody_casts_or_sees_one_and_those_of_before_come_back(stage):
    comment_id, guest = stage.say().comment_id, stage.guest()
    vote(stage, comment_id, -1, guest)
    hold(stage, downvotes=False)
    assert denial(vote, stage, comment_id, -1, stage.guest()) == "no_downvotes"
    assert told(stage, now=NOON) == [(0, 0, (1,))]
    assert shown_tallies([comment_id], now=NOON) == {comment_id: {"up": 0}}
    assert (vote(stage, comment_id, 1).up, vote(stage, comment_id, 1).down) == (1, 0)
    hold(stage, downvotes=True)
    assert told(stage, now=NOON) == [(2, 1, (1, -1))]


def test_for_the_first_hour_votes_count_and_nobody_is_told_how_many(stage):
    hold(stage, tallies_after_s=3600)
    comment_id, soon = stage.say().comment_id, NOON + HOUR - MINUTE
    voted = vote(stage, comment_id, 1, now=soon)
    assert (voted.up, voted.down, voted.mine) == (None, None, 1)
    assert told(stage, now=soon) == [(None, None, (1, -1))]
    assert shown_tallies([comment_id], now=soon) == {}
    assert told(stage, now=NOON + HOUR) == [(1, 0, (1, -1))]
    assert shown_tallies([comment_id], now=NOON + HOUR) == {comment_id: {"up": 1, "down": 0}}


def test_pages_are_made_anew_once_a_comment_is_old_enough(stage):
    hold(stage, tallies_after_s=3600)
    stage.say()
    late = stage.another_thread()
    stage.say(thread_id=late, now=NOON + 10 * MINUTE)
    # The run after one tells it once more, should that one have failed.
    steps = (
        (59, []),
        (60, [stage.thread_id]),
        (62, [stage.thread_id]),
        (65, []),
        (70, [late]),
        (75, [late]),
        (300, []),
    )
    for after, shown in steps:
        now = NOON + after * MINUTE
        before = len(facts("tallies_shown"))
        show_tallies(now=now)
        TimetableRun.objects.update_or_create(name=ENTRY, defaults={"ran_at": now})
        told = facts("tallies_shown")[before:]
        assert [found["thread_ids"] for found in told] == ([shown] if shown else []), after
        assert all(len(found["comment_ids"]) == 1 for found in told)
    assert OutboxEntry.objects.filter(kind="discussion.tallies_shown").first().keys == [f"thread-{stage.thread_id}"]


def test_the_same_button_again_takes_a_vote_back(stage):
    comment_id, reader = stage.say().comment_id, stage.guest()
    answers = [vote(stage, comment_id, value, reader, again_undoes=True) for value in (1, 1, -1, 1)]
    assert [(one.up, one.down, one.mine) for one in answers] == [(1, 0, 1), (0, 0, 0), (0, 1, -1), (1, 0, 1)]


def test_in_a_slow_thread_everybody_waits_their_turn_but_staff(stage):
    pace_thread(**thread_act(stage, slow_s=60))
    guest, said = stage.guest(), "The ferry runs again."
    first = stage.say(said, by=guest).comment_id
    with pytest.raises(DeniedError) as refused:
        stage.say(by=guest, now=NOON + timedelta(seconds=20))
    assert (refused.value.denial.code, refused.value.denial.retry_after_s) == ("slow_mode", 40)
    assert "once in 60 seconds" in refused.value.denial.said
    # Sent again it is the same comment, not a second one; elsewhere there is no hurry.
    assert stage.say(said, by=guest, now=NOON + timedelta(seconds=20)).comment_id == first
    assert stage.say(by=guest, thread_id=stage.another_thread()).comment_id
    assert stage.say(by=guest, now=NOON + MINUTE).comment_id
    staff = stage.staff()
    assert stage.say(by=staff).comment_id != stage.say(by=staff).comment_id


def test_a_stranger_is_as_slow_as_their_network_and_what_is_refused_costs_no_turn(stage):
    hold(stage, slow_s=60)
    assert denial(stage.say, parent=10**9) == "wrong_parent"
    stage.say(by=stranger(FIRST_NETWORK))
    assert denial(stage.say, by=stranger(FIRST_NETWORK), now=NOON + MINUTE / 2) == "slow_mode"
    assert stage.say(by=stranger(SECOND_NETWORK)).comment_id
    # A guest without their cookie is no faster.
    guest = stage.guest()
    stage.say(by=guest, now=NOON + 2 * MINUTE)
    assert denial(stage.say, by=stranger(guest.network), now=NOON + 2 * MINUTE) == "slow_mode"
    pace_thread(**thread_act(stage, slow_s=0))
    assert stage.say(by=stranger(FIRST_NETWORK), now=NOON + 2 * MINUTE).comment_id


def test_threads_close_by_their_age_and_what_staff_reopened_stays_open(stage):
    hold(stage, close_after_days=14)
    fixed = Page.objects.create(publication_id=stage.publication_id, kind=PageKind.FIXED, url="/about/", title="About")
    Thread.objects.create(publication_id=stage.publication_id, page=fixed, created_at=NOON)
    assert stage.thread().closes_at == NOON + 14 * DAY
    assert close_by_age(now=NOON + 14 * DAY - MINUTE) == 0
    assert close_by_age(now=NOON + 14 * DAY) == 1
    thread = stage.thread()
    assert (thread.state, thread.closed_because, thread.closes_at) == (ThreadState.CLOSED, ClosedBecause.AGE, None)
    assert [fact["because"] for fact in facts("thread_closed")] == ["age"]
    assert denial(stage.say) == "thread_closed"
    reopen_thread(**thread_act(stage))
    assert (close_by_age(now=NOON + 15 * DAY), stage.thread().closes_at) == (0, None)
    assert stage.say(now=NOON + 15 * DAY).comment_id
    close_thread(**thread_act(stage))
    assert stage.thread().closed_because is ClosedBecause.STAFF


def test_read_only_stops_words_and_votes_but_nobody_who_takes_theirs_back(stage):
    author = stage.guest()
    comment_id = stage.say(by=author).comment_id
    hold(stage, read_only=True)
    own = {"publication_id": stage.publication_id, "comment_id": comment_id, "actor": author, "now": NOON}
    assert denial(stage.say, by=stage.staff()) == "read_only"
    assert denial(edit_comment, body="Other words.", **own) == "read_only"
    assert denial(vote, stage, comment_id, 1) == denial(vote, stage, comment_id, 0) == "read_only"
    assert stage.thread().state is ThreadState.CLOSED
    assert told(stage, now=NOON) == [(0, 0, ())]
    assert withdraw_comment(**own).body_html == ""
    hold(stage, read_only=False)
    assert stage.say().comment_id


def test_a_change_purges_every_page_is_in_the_log_and_the_same_again_is_no_news(stage):
    for how in ({"downvotes": False}, {"downvotes": False}, {"read_only": True}, {"read_only": False}):
        hold(stage, **how)
    changed = OutboxEntry.objects.filter(kind="discussion.settings_changed")
    assert [entry.keys for entry in changed] == [[f"chrome-{stage.publication_id}"]] * 3
    assert list(AuditEntry.objects.order_by("id").values_list("act", flat=True)) == [
        "discussion.changed",
        "discussion.made_read_only",
        "discussion.opened_again",
    ]


@pytest.mark.parametrize("how", [{"close_after_days": -1}, {"slow_s": 4000}, {"tallies_after_s": 10**6}])
def test_endless_spans_are_refused(stage, how):
    with pytest.raises(DeniedError):
        hold(stage, **how)
    assert settings_of(stage.publication_id) == DEFAULT_SETTINGS


def test_only_those_in_charge_say_how_discussions_are_held(stage):
    for who in (stranger(), stage.staff(Role.MODERATOR), stage.staff(Role.AUTHOR)):
        call = {"publication_id": stage.publication_id, "actor": who, "settings": DEFAULT_SETTINGS, "now": NOON}
        assert denial(change_settings, **call) == "not_allowed"
    assert denial(pace_thread, **thread_act(stage, slow_s=60, actor=stranger())) == "not_allowed"
    assert denial(pace_thread, **thread_act(stage, slow_s=-1)) == "bad_pace"
