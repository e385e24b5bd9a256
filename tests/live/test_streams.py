"""What a reader hears over a real line, and who is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from folkmoot.articles.models import Page
from folkmoot.articles.values import PageKind
from folkmoot.discussion.commands.cast_vote import cast_vote
from folkmoot.discussion.commands.change_settings import change_settings
from folkmoot.discussion.commands.close_thread import close_thread, reopen_thread
from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.events import CommentHeld, CommentsImported, TalliesShown
from folkmoot.discussion.models import DiscussionSettings
from folkmoot.discussion.queries import settings_of
from folkmoot.kit import clock
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.kit.outbox.sequence import stamp
from folkmoot.readers.values import Role
from tests.cast import NOON
from tests.discussion.stage import set_stage
from tests.live.listening import beside, listening, tell

pytestmark = pytest.mark.both_databases


def test_whatever_happens_to_a_comment_is_told_with_what_changed(stage):
    author, voter, staff = stage.guest(), stage.guest(), stage.staff()
    where = {"publication_id": stage.publication_id}

    def happens():
        root = stage.say(by=author).comment_id
        reply = stage.say(by=author, parent=root).comment_id
        edit_comment(**where, comment_id=root, actor=author, body="The bridge stands.", now=NOON)
        cast_vote(**where, comment_id=root, value=1, actor=voter, now=NOON)
        withdraw_comment(**where, comment_id=reply, actor=author, now=NOON)
        remove_comment(**where, comment_id=root, actor=staff, reason="Not about the bridge.", now=NOON)
        stage.say("See https://a.example https://b.example https://c.example https://d.example")
        close_thread(**where, thread_id=stage.thread_id, actor=staff, now=NOON)
        reopen_thread(**where, thread_id=stage.thread_id, actor=staff, now=NOON)
        with transaction.atomic():
            emit(CommentsImported(**where, at=NOON, source="wxr", thread_ids=(stage.thread_id,)))
        return root, reply

    async def scene(house):
        reader = await house.follow()
        assert reader.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert reader.headers["cache-control"] == "no-store"
        assert reader.headers["x-accel-buffering"] == "no"
        assert 2_000 <= reader.retry_ms <= 5_000
        root, reply = await beside(happens)
        events = await reader.hear(9)
        of_root = {"comment_id": root, "root_id": root, "parent_id": None}
        of_reply = {"comment_id": reply, "root_id": root, "parent_id": root}
        count = events[0].data["count"]
        assert [(event.name, event.data) for event in events] == [
            ("comment", of_root | {"count": count}),
            ("comment", of_reply | {"count": events[1].data["count"]}),
            ("edited", of_root),
            ("tally", of_root | {"up": 1, "down": 0}),
            ("removed", of_reply | {"count": events[4].data["count"]}),
            ("removed", of_root | {"count": 0}),
            ("closed", {"state": "closed"}),
            ("closed", {"state": "open"}),
            ("reset", {}),
        ]
        seqs = [event.seq for event in events]
        assert seqs == sorted(set(seqs))

    with listening(stage) as house:
        house.play(scene)


def test_hidden_tallies_and_downvotes_that_there_are_not_are_not_told(stage):
    now = clock.now()
    young, old = (stage.say(now=now - timedelta(seconds=age_s)).comment_id for age_s in (60, 7_200))
    DiscussionSettings.objects.create(publication_id=stage.publication_id, downvotes=False, tallies_after_s=3_600)
    voter = stage.guest()

    def vote():
        for comment_id in (young, old):
            cast_vote(publication_id=stage.publication_id, comment_id=comment_id, value=1, actor=voter, now=now)
        return tell(stage)

    async def scene(house):
        reader = await house.follow()
        last = await beside(vote)
        await reader.until(lambda: reader.events[-1:] and reader.events[-1].data["comment_id"] == last)
        told = [event.data for event in reader.events if event.name == "tally"]
        assert told == [{"comment_id": old, "root_id": old, "parent_id": None, "up": 1}]

    with listening(stage) as house:
        house.play(scene)


def test_open_pages_hear_of_the_switch_and_of_tallies_that_may_be_seen_now(stage):
    now = clock.now()
    owner, where = stage.staff(Role.OWNER), {"publication_id": stage.publication_id}
    root = stage.say(now=now - timedelta(seconds=3_601)).comment_id
    reply = stage.say(parent=root, now=now - timedelta(seconds=3_601)).comment_id
    young = stage.say(now=now).comment_id
    held = replace(settings_of(stage.publication_id), tallies_after_s=3_600)
    closed = stage.another_thread()
    close_thread(**where, thread_id=closed, actor=owner, now=now)

    def happens():
        for settings in (held, replace(held, read_only=True), held):
            change_settings(**where, actor=owner, settings=settings, now=now)
        cast_vote(**where, comment_id=young, value=1, actor=stage.guest(), now=now)
        with transaction.atomic():
            emit(TalliesShown(**where, at=now, thread_ids=(stage.thread_id,), comment_ids=(root, reply, young)))
        tell(stage)
        tell(stage, thread_id=closed)

    async def scene(house):
        reader, elsewhere = await house.follow(), await house.follow(closed)
        await beside(happens)
        events = await reader.hear(5)
        assert [(event.name, event.data) for event in events[:4]] == [
            ("closed", {"state": "closed", "read_only": True}),
            ("closed", {"state": "open", "read_only": False}),
            ("tally", {"comment_id": root, "root_id": root, "parent_id": None, "up": 0, "down": 0}),
            ("tally", {"comment_id": reply, "root_id": root, "parent_id": root, "up": 0, "down": 0}),
        ]
        assert [event.name for event in (events[4], *await elsewhere.hear(1))] == ["comment", "comment"]

    stamp()  # what was said before has its number, so nobody who begins to follow now is told of it
    with listening(stage) as house:
        house.play(scene)


def test_who_was_away_hears_what_followed_from_memory_or_from_the_outbox(stage):
    told, begun = [], []

    async def away(house):
        reader = await house.follow()
        begun.append(reader.last_id)
        told.append(await beside(tell, stage))
        await reader.hear(1)
        await reader.leave()
        other = await house.follow()  # somebody stays, so the ring goes on
        told.extend([await beside(tell, stage) for _ in range(2)])
        await beside(tell, stage, fact=CommentHeld, code="links", was_public=False, unlisted=False)
        await other.hear(2)
        back = await house.follow(last_id=reader.last_id)
        assert [event.data["comment_id"] for event in await back.hear(2)] == told[1:]

    with listening(stage) as house:
        house.play(away)

    async def after_a_restart(house):
        readers = [await house.follow(after=begun[0]) for _ in range(3)]
        for reader in readers:
            assert [event.data["comment_id"] for event in await reader.hear(3)] == told
        newest = await beside(tell, stage)
        for reader in readers:
            assert (await reader.hear(4))[-1].data["comment_id"] == newest

    with listening(stage) as house:
        house.play(after_a_restart)


def test_the_page_says_from_where_it_must_be_told(stage):
    stage.say()
    seq = stage.thread().seq

    async def scene(house):
        latest = await beside(tell, stage)
        reader = await house.follow(after=seq)
        await reader.until(lambda: reader.events[-1:] and reader.events[-1].data["comment_id"] == latest)
        assert len(reader.events) <= 2  # on PostgreSQL the first comment may not have had its number yet

    with listening(stage) as house:
        house.play(scene)


def test_who_was_away_for_longer_than_facts_are_kept_is_told_to_look_for_themselves(stage):
    for _ in range(3):
        tell(stage)
    stamp()
    OutboxEntry.objects.order_by("id").first().delete()

    async def scene(house):
        gone = await house.follow(after=0)
        assert [event.name for event in await gone.hear(1)] == ["reset"]
        latest = await beside(tell, stage)
        assert [event.data.get("comment_id") for event in await gone.hear(2)] == [None, latest]

    with listening(stage) as house:
        house.play(scene)


def test_a_sign_of_life_says_how_far_one_is_and_finds_out_who_comes_from_another_database(stage):
    async def scene(house):
        quiet = await house.follow(await beside(stage.another_thread))
        stranger = await house.follow(last_id=10**9)
        await beside(tell, stage)
        behind = quiet.last_id
        await quiet.until(lambda: quiet.last_id > behind)
        assert quiet.beats > 0
        assert quiet.events == []
        await stranger.until(lambda: stranger.events[-1:] and stranger.events[-1].name == "reset")
        assert stranger.last_id < 10**9
        latest = await beside(tell, stage)
        await stranger.until(lambda: stranger.events[-1].data.get("comment_id") == latest)

    with listening(stage, beat_s=0.1) as house:
        house.play(scene)


def test_nobody_follows_what_not_everybody_may_read(stage):
    elsewhere = set_stage(host="elsewhere")
    hidden = stage.another_thread()
    page = Page.objects.get(thread__id=hidden)
    Page.objects.filter(id=page.id).update(kind=PageKind.ARTICLE)  # an article without a published text
    streams, post = "/live/threads/%d", {"method": "POST"}
    asked = [
        (404, "unknown_thread", {"path": streams % 10**15}),
        (404, "unknown_thread", {"path": streams % elsewhere.thread_id}),
        (404, "unknown_thread", {"path": streams % hidden}),
        (404, "not_found", {"path": "/live/"}),
        (404, "not_found", {"path": "/live/threads/1/../2"}),
        (404, "not_found", {"path": streams % stage.thread_id + "0" * 19}),
        (405, "method_not_allowed", {"path": streams % stage.thread_id, **post}),
        (421, "unknown_host", {"host": "nobody.example"}),
    ]

    async def scene(house):
        for status, code, how in asked:
            reader = await house.follow(**how)
            assert (reader.status, (await reader.refusal())["code"]) == (status, code), how
            assert reader.headers["content-type"] == "application/problem+json"
        assert house.front.live.open == 0

    with listening(stage) as house:
        house.play(scene)


@pytest.mark.parametrize(("caps", "status"), [({"live_per_network": 2}, 429), ({"live_max": 2}, 503)])
def test_beyond_a_limit_one_is_told_to_come_later_and_finds_room_when_somebody_left(stage, caps, status):
    async def scene(house):
        first, _second = await house.follow(), await house.follow()
        refused = await house.follow()
        assert (refused.status, refused.headers["retry-after"]) == (status, "30")
        assert (await refused.refusal())["code"] == "too_many_streams"
        await first.leave()
        while (again := await house.follow()).status != 200:
            assert again.status == status
        assert house.front.live.open == 2
        assert house.front.live.refused >= 1

    with listening(stage, **caps) as house:
        house.play(scene)
