"""One vote a reader, the last word counts, and the tally is exact whoever votes at the same moment."""

from __future__ import annotations

import pytest

from folkmoot.discussion.commands.cast_vote import cast_vote
from folkmoot.discussion.models import Comment, Vote
from folkmoot.discussion.queries import find_miscounts, votes_in_thread
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.models import Reader
from folkmoot.readers.values import Actor
from tests.cast import NOON
from tests.discussion.crowd import together
from tests.discussion.stage import set_stage, stranger
from tests.discussion.test_post_comment import LINKS, denial

VOTERS = 16


def vote(stage, comment_id: int, value: int, by: Actor | None = None):
    """Vote as somebody."""
    return cast_vote(
        publication_id=stage.publication_id, comment_id=comment_id, actor=by or stranger(), value=value, now=NOON
    )


@pytest.mark.django_db
@pytest.mark.both_databases
class TestOneVote:
    """What one vote does."""

    def test_the_last_word_counts(self, stage):
        comment_id, reader = stage.say().comment_id, stage.guest()
        tallies = [(vote(stage, comment_id, value, reader)) for value in (1, 1, -1, -1, 0, 1)]
        assert [(tally.up, tally.down, tally.mine) for tally in tallies] == [
            *((1, 0, 1), (1, 0, 1), (0, 1, -1)),
            *((0, 1, -1), (0, 0, 0), (1, 0, 1)),
        ]
        row = stage.row(comment_id)
        assert (row.up, row.down, row.rank) == (1, 0, 1)
        assert votes_in_thread(stage.thread_id, reader.reader_id) == {comment_id: 1}
        assert find_miscounts() == []

    def test_the_same_word_again_is_no_news(self, stage):
        comment_id, reader = stage.say().comment_id, stage.guest()
        vote(stage, comment_id, 1, reader)
        facts = OutboxEntry.objects.count()
        vote(stage, comment_id, 1, reader)
        assert OutboxEntry.objects.count() == facts

    def test_a_fact_tells_the_vote_before_and_now(self, stage):
        comment_id, reader = stage.say().comment_id, stage.guest()
        for value in (1, -1):
            vote(stage, comment_id, value, reader)
        payload = OutboxEntry.objects.latest("id").payload
        assert (payload["before"], payload["value"], payload["reader_id"]) == (1, -1, reader.reader_id)

    def test_a_stranger_becomes_a_guest_by_voting(self, stage):
        comment_id = stage.say().comment_id
        before = Reader.objects.count()
        assert vote(stage, comment_id, 1).guest_token
        assert Reader.objects.count() == before + 1

    def test_a_refused_vote_makes_nobody_a_guest(self, stage):
        held = stage.say(LINKS).comment_id
        before = Reader.objects.count()
        assert denial(vote, stage, held, 1) == "unknown_comment"
        assert denial(vote, stage, 10**9, 1) == "unknown_comment"
        assert denial(vote, stage, held, 2) == "bad_vote"
        assert Reader.objects.count() == before

    def test_nobody_votes_for_themselves(self, stage):
        author = stage.guest()
        assert denial(vote, stage, stage.say(by=author).comment_id, 1, author) == "own_comment"

    def test_nobody_votes_in_another_publication(self, stage):
        other = set_stage(host="other.example")
        assert denial(vote, other, stage.say().comment_id, 1) == "unknown_comment"


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
class TestManyVotes:
    """What happens when everybody presses at once."""

    def test_sixteen_readers_are_counted_sixteen_times(self, stage):
        comment_id = stage.say().comment_id
        readers = [stage.guest() for _ in range(VOTERS)]
        together(
            [
                lambda reader=reader, value=1 - 2 * (n % 2): vote(stage, comment_id, value, reader)
                for n, reader in enumerate(readers)
            ]
        )
        row = stage.row(comment_id)
        assert (row.up, row.down, row.rank) == (VOTERS // 2, VOTERS // 2, 0)
        assert find_miscounts() == []

    def test_one_reader_pressing_sixteen_times_counts_once(self, stage):
        comment_id, reader = stage.say().comment_id, stage.guest()
        together([lambda: vote(stage, comment_id, 1, reader)] * VOTERS)
        row = stage.row(comment_id)
        assert (row.up, row.down, Vote.objects.count()) == (1, 0, 1)

    def test_sixteen_posts_at_once_are_counted_and_a_key_makes_one(self, stage):
        root = stage.say().comment_id
        together([lambda: stage.say(parent=root)] * 8 + [lambda: stage.say("Once.", key="k" * 22)] * 8)
        assert Comment.objects.count() == 1 + 8 + 1
        assert stage.thread().comment_count == 10
        assert find_miscounts() == []

    def test_the_same_words_of_a_stranger_sent_sixteen_times_at_once_are_one_comment(self, stage):
        posted = together([lambda: stage.say("Once.")] * VOTERS)
        assert len({answer.comment_id for answer in posted}) == Comment.objects.count() == 1

    def test_one_key_in_two_threads_at_once_stands_for_one_of_them(self, stage):
        second = stage.another_thread()

        def post(thread_id):
            try:
                return stage.say("Once.", key="k" * 22, thread_id=thread_id).comment_id
            except DeniedError as error:
                return error.denial.code

        answers = together([lambda thread_id=thread_id: post(thread_id) for thread_id in [stage.thread_id, second] * 4])
        assert Comment.objects.count() == 1
        assert set(answers) == {Comment.objects.get().id, "idempotency_mismatch"}
