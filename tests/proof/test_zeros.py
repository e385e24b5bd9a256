"""The checks of the proofs find what they are there to find."""

from __future__ import annotations

import pytest

from folkmoot.discussion.models import Comment, Thread
from folkmoot.kit.outbox.models import OutboxEntry
from tests.discussion.stage import set_stage
from tests.proof.zeros import everything_wrong

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
def said():
    """Return the promises of three comments, all kept."""
    stage = set_stage()
    return {words: stage.say(words).comment_id for words in ("One.", "Two.", "Three.")}


def test_what_was_promised_and_kept_is_all_right(said):
    assert everything_wrong(said, said) == []


def test_a_lost_comment_is_found_out(said):
    OutboxEntry.objects.filter(payload__comment_id=said["Two."]).delete()
    Comment.objects.filter(id=said["Two."]).update(source="Else.")
    found = everything_wrong(said, said)
    assert f"'Two.' was acknowledged as {said['Two.']}" in found
    assert "nobody sent 'Else.'" in found
    assert f"no fact tells of comment {said['Two.']}" in found


def test_a_double_is_found_out(said):
    Comment.objects.filter(id=said["Two."]).update(source="One.")
    assert "'One.' is there 2 times" in everything_wrong(said, said)


def test_a_fact_of_nothing_is_found_out(said):
    entry = OutboxEntry.objects.filter(payload__comment_id=said["One."]).get()
    entry.payload = {**entry.payload, "comment_id": 10**6}
    entry.save()
    assert "a fact tells of comment 1000000, which is not there" in everything_wrong(said, said)


def test_a_counter_that_is_off_is_found_out(said):
    Thread.objects.update(comment_count=7)
    assert any(sentence.endswith("says 7 comments and has 3") for sentence in everything_wrong(said, said))
