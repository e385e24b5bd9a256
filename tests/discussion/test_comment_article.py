"""A comment's HTML is kept by all that it is made from."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from folkmoot.discussion.templatetags import discussion
from folkmoot.discussion.values import AuthorView, CommentState, CommentView, TallyView
from tests.cast import ADA, NOON

SAID = CommentView(
    id=1234567,
    thread_id=1,
    parent_id=None,
    depth=0,
    author=AuthorView(id=1, name=ADA),
    body_html="<p>The bridge is tired.</p>",
    created_at=NOON,
    edited_at=None,
    up=3,
    down=1,
    tally=TallyView(3, 1),
    reply_count=2,
    kind="comment",
    state=CommentState.PUBLISHED,
    more_replies=2,
)


@pytest.fixture(autouse=True)
def empty():
    discussion._comment_article.cache_clear()


def made():
    return discussion._comment_article.cache_info().misses


def test_the_same_comment_is_made_once():
    assert discussion.comment_article(SAID) == discussion.comment_article(replace(SAID))
    assert made() == 1


def test_answers_to_it_are_not_part_of_it():
    first = discussion.comment_article(SAID)
    answered = replace(SAID, reply_count=3, more_replies=0, replies=(replace(SAID, id=2, parent_id=1),))
    assert discussion.comment_article(answered) == first
    assert made() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"body_html": "<p>Is it?</p>"},
        {"tally": TallyView(4, 1)},
        {"tally": TallyView(3, 2)},
        {"tally": TallyView(3, 1, (1,))},
        {"tally": TallyView(3, 1, ())},
        {"tally": TallyView(None, None, hidden_s=3600)},
        {"edited_at": NOON},
        {"author": AuthorView(id=1, name="Another")},
        {"author": AuthorView(id=1, name=ADA, badges=("staff",))},
        {"state": CommentState.REMOVED, "author": None, "body_html": ""},
        {"state": CommentState.WITHDRAWN, "author": None, "body_html": ""},
    ],
    ids="-".join,
)
def test_whatever_it_says_differently_makes_it_another(change):
    before = discussion.comment_article(SAID)
    assert discussion.comment_article(replace(SAID, **change)) != before


def test_each_language_and_each_time_zone_has_its_own():
    with timezone.override(ZoneInfo("Europe/Berlin")), translation.override("en"):
        berlin = discussion.comment_article(SAID)
    with timezone.override(ZoneInfo("America/New_York")), translation.override("en"):
        assert discussion.comment_article(SAID) != berlin
    with timezone.override(ZoneInfo("Europe/Berlin")), translation.override("fr"):
        discussion.comment_article(SAID)
    assert made() == 3


def test_numbers_in_addresses_are_written_without_separators(settings):
    settings.USE_THOUSAND_SEPARATOR = True
    with translation.override("de"):
        assert 'href="/comments/1234567"' in discussion.comment_article(SAID)
