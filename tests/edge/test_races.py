"""Readers, writers and renderings at the same time: every race that the shelf must not lose."""

from __future__ import annotations

import asyncio

import pytest

from tests.edge.front import NEVER_STALE, Front


@pytest.fixture
def front(tmp_path):
    return Front(folder=tmp_path)


def write(front, words, *, takedown=False):
    """Change what the page says, and tell."""
    front.press.words = words
    front.epochs.tell(["thread-1"], takedown=takedown)


async def settle(front):
    """Return when no page is being rendered any more."""
    await asyncio.gather(*front.edge._reading._renders._flights.values())


async def begun(front, path="/page"):
    """Start a request and return its task when its rendering has begun."""
    task = asyncio.create_task(front.ask(path))
    await front.press.begun.acquire()
    return task


def test_a_hundred_readers_of_one_page_wait_for_one_rendering(front):
    async def crowd():
        front.press.gate.clear()
        first = await begun(front)
        others = [asyncio.create_task(front.ask()) for _ in range(99)]
        await asyncio.sleep(0)
        front.press.gate.set()
        return await asyncio.gather(first, *others)

    assert {reply.words for reply in asyncio.run(crowd())} == {"first"}
    assert len(front.press.scopes) == 1
    assert front.counts.coalesced == 99


def test_a_leader_who_goes_away_stops_nothing(front):
    async def crowd():
        front.press.gate.clear()
        leader = await begun(front)
        follower = asyncio.create_task(front.ask())
        await asyncio.sleep(0)
        leader.cancel()
        await asyncio.gather(leader, return_exceptions=True)
        front.press.gate.set()
        return (await follower).words, (await front.ask()).words

    assert asyncio.run(crowd()) == ("first", "first")
    assert len(front.press.scopes) == 1


def test_a_rendering_that_nobody_waits_for_any_more_is_still_kept(front):
    async def lonely():
        front.press.gate.clear()
        leader = await begun(front)
        leader.cancel()
        await asyncio.gather(leader, return_exceptions=True)
        front.press.gate.set()
        await settle(front)
        return (await front.ask()).words

    assert asyncio.run(lonely()) == "first"
    assert len(front.press.scopes) == 1


def test_a_rendering_that_fails_fails_for_those_who_wait_and_for_nobody_else(front):
    async def failing(scope):
        raise ZeroDivisionError

    async def crowd():
        press, front.edge._reading._renders._render = front.press, failing
        with pytest.raises(ZeroDivisionError):
            await front.ask()
        front.edge._reading._renders._render = press
        return await front.ask()

    assert asyncio.run(crowd()).words == "first"


def test_a_rendering_that_raced_a_write_is_never_taken_for_current(tmp_path):
    front = Front(folder=tmp_path, routes=NEVER_STALE)

    async def race():
        front.press.gate.clear()
        early = await begun(front)
        write(front, "second")  # after the rendering read the database, before it is done
        front.clock.pass_by(0.01)
        late = asyncio.create_task(front.ask())
        await asyncio.sleep(0)
        front.press.gate.set()
        return (await early).words, (await late).words, (await front.ask()).words

    early, late, after = asyncio.run(race())
    assert early == "first"  # asked before the write was acknowledged: either is true
    assert (late, after) == ("second", "second")
    assert len(front.press.scopes) == 2


def test_who_arrives_as_a_rendering_lands_that_was_taken_down_meanwhile_waits_for_another(front):
    async def race():
        front.press.gate.clear()
        early = await begun(front)
        write(front, "second", takedown=True)
        front.clock.pass_by(0.01)
        front.press.gate.set()
        late = asyncio.create_task(front.ask())  # in the same turn of the loop, before anybody hears of the landing
        return (await early).words, await late

    early, late = asyncio.run(race())
    assert early == "second"
    assert (late.status, late.words) == (200, "second")


def test_a_page_is_served_old_for_a_second_at_most_while_it_is_made_anew_once(front):
    async def story():
        await front.ask()
        front.clock.pass_by(5)
        await front.ask()  # known to be current now
        write(front, "second")
        front.clock.pass_by(0.9)
        front.press.gate.clear()
        old = [(await front.ask()).words for _ in range(10)]
        await front.press.begun.acquire()
        await front.press.begun.acquire()  # the first one was of the first page
        front.clock.pass_by(0.2)
        patient = asyncio.create_task(front.ask())
        await asyncio.sleep(0)
        waited = not patient.done()
        front.press.gate.set()
        return old, waited, (await patient).words, (await front.ask()).words

    old, waited, patient, after = asyncio.run(story())
    assert old == ["first"] * 10
    assert waited
    assert (patient, after) == ("second", "second")
    assert len(front.press.scopes) == 2
    assert front.counts.stale == 10


def test_whoever_has_just_acted_is_shown_no_old_page(front):
    async def story():
        await front.ask()
        write(front, "second")
        front.clock.pass_by(0.1)
        other = (await front.ask("/page", ("Cookie", "theme=dark"))).words
        own = (await front.ask("/page", ("Cookie", "theme=dark; acted=1"))).words
        return other, own

    assert asyncio.run(story()) == ("first", "second")


def test_a_page_nobody_looked_at_for_long_is_not_served_old(front):
    async def story():
        await front.ask()
        write(front, "second")
        front.clock.pass_by(1.1)
        return (await front.ask()).words

    assert asyncio.run(story()) == "second"


def test_a_busy_page_rests_between_renderings(front):
    async def story():
        await front.ask()
        front.shelf.get((1, "/page", "")).render_s = 0.1
        write(front, "second")
        front.clock.pass_by(0.2)
        await front.ask()
        await asyncio.sleep(0)
        return len(front.press.scopes)

    assert asyncio.run(story()) == 1  # it rests until half a second after the last one


def test_what_was_taken_down_is_never_served_old(front):
    async def story():
        await front.ask()
        write(front, "without it", takedown=True)
        return (await front.ask()).words

    assert asyncio.run(story()) == "without it"
    assert front.counts.stale == 0


def test_a_rendering_that_raced_a_takedown_is_shown_to_nobody(front):
    async def race():
        front.press.gate.clear()
        asked_before = await begun(front)
        write(front, "without it", takedown=True)
        front.press.gate.set()
        return (await asked_before).words, (await front.ask()).words

    assert asyncio.run(race()) == ("without it", "without it")


def test_a_takedown_while_a_coding_is_made_is_seen_before_anything_is_sent(front):
    async def race():
        front.press.words = "with it. " * 100
        renders = front.edge._reading._renders
        compress = renders.variant

        async def slow(page, coding, key):
            variant = await compress(page, coding, key)
            if b"with it" in page.rendered.body:
                write(front, "gone", takedown=True)
            return variant

        renders.variant = slow
        return (await front.ask("/page", ("Accept-Encoding", "gzip"))).words

    assert asyncio.run(race()) == "gone"


def test_a_page_taken_down_again_and_again_is_refused_at_last(front):
    async def race():
        renders = front.edge._reading._renders
        make = renders.variant

        async def hounded(page, coding, key):
            front.epochs.tell(["thread-1"], takedown=True)
            return await make(page, coding, key)

        renders.variant = hounded
        return await front.ask()

    reply = asyncio.run(race())
    assert reply.status == 503
    assert "retry-after" in reply.headers


def test_a_shut_shelf_serves_only_what_was_rendered_for_the_request(front):
    async def story():
        await front.ask()
        front.shelf.shut()
        front.press.words = "second"  # another machine wrote it; nobody told us
        fresh = (await front.ask()).words
        front.press.words = "third"
        front.clock.pass_by(0.01)
        fresher = (await front.ask()).words
        front.shelf.reopen()
        after = [(await front.ask()).words for _ in range(2)]
        return fresh, fresher, after

    assert asyncio.run(story()) == ("second", "third", ["third", "third"])
    assert len(front.press.scopes) == 4


def test_behind_a_shut_shelf_a_rendering_begun_earlier_is_not_shown_to_a_later_reader(front):
    async def story():
        front.shelf.shut()
        front.press.gate.clear()
        early = await begun(front)
        front.press.words = "second"
        front.clock.pass_by(0.01)
        late = asyncio.create_task(front.ask())
        await asyncio.sleep(0)
        front.press.gate.set()
        return (await early).words, (await late).words

    assert asyncio.run(story()) == ("first", "second")


def test_two_processes_that_share_the_epochs_know_of_each_others_writes(tmp_path):
    one, other = Front(folder=tmp_path), Front(folder=tmp_path)

    async def story():
        await one.ask()
        other.epochs.tell(["thread-1"], takedown=True)
        one.press.words = "second"
        return (await one.ask()).words

    assert asyncio.run(story()) == "second"
