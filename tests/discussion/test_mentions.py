"""Whoever has spoken in a thread can be spoken to by name."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.discussion.commands.word_comment import html_of
from folkmoot.discussion.models import Comment
from folkmoot.discussion.values import CommentState
from folkmoot.readers.values import Actor
from tests.cast import NOON
from tests.discussion.big_thread import fill
from tests.discussion.plans import steps
from tests.discussion.test_api_posting import LINKS

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def led_to(html: str) -> list[int]:
    """Return the comments to which the mentions lead."""
    return [int(found) for found in re.findall(r'<a class="mention" href="/comments/(\d+)">', html)]


def test_a_mention_leads_to_the_latest_that_they_said_here(stage):
    stage.say(name="Ada")
    latest = stage.say(name="Ada").comment_id
    longer = stage.say(name="Ada Lovelace").comment_id
    stage.say(name="Bo", thread_id=stage.another_thread())
    answer = stage.say("@Ada, @Ada Lovelace: ask @Bo or @ada.", name="Bo", parent=latest)
    assert led_to(answer.comment.body_html) == [latest, longer]
    assert led_to(stage.say("@Bo?").comment.body_html) == [answer.comment_id]


def test_nobody_is_led_to_what_is_hidden_or_gone(stage):
    gone = stage.say(name="Gone").comment_id
    remove_comment(publication_id=stage.publication_id, comment_id=gone, actor=stage.staff(), reason="R.", now=NOON)
    waiting = stage.say(f"Look: {LINKS}", name="Waiting")
    assert waiting.state is CommentState.HELD
    assert led_to(html_of("@Gone @Waiting", stage.thread_id)) == []


def test_an_edit_addresses_people_too(stage):
    bo = stage.say(name="Bo").comment_id
    mine = stage.say("Nobody.")
    me = Actor(reader_id=stage.row(mine.comment_id).reader_id)
    edited = edit_comment(
        publication_id=stage.publication_id, comment_id=mine.comment_id, actor=me, body="@Bo.", now=NOON
    )
    assert led_to(edited.comment.body_html) == [bo]


def test_a_spoiler_is_named_where_it_is_shown_and_nowhere_else(stage):
    said = stage.say(">! It was the butler.")
    assert "<summary>Spoiler</summary>" in said.comment.body_html
    assert "<summary></summary>" in stage.row(said.comment_id).html


def test_one_seek_finds_a_name_among_thousands_of_comments_and_no_sign_costs_none(stage):
    fill(stage.thread_id, now=NOON, size=2_000, wide=500)
    known = stage.say(name="Ada").comment_id
    with CaptureQueriesContext(connection) as sent:
        html_of("No sign here.", stage.thread_id)
    assert len(sent) == 0
    asked = steps(lambda: html_of("@Ada, " * 20, stage.thread_id))
    assert len(asked) == 1
    assert not asked[0].reads_it_all
    assert "names_in_thread" in asked[0].plan
    assert led_to(html_of("@Ada", stage.thread_id)) == [known]
    assert Comment.objects.count() > 2_000
