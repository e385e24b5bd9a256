"""A discussion is as public as its page: under a draft or a withdrawn article only the desk sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from folkmoot.articles.commands.publish_article import publish_article
from folkmoot.articles.commands.save_fixed_page import save_fixed_page
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.models import Article, Page
from folkmoot.articles.values import ArticleState, FixedPageDraft, SourceFormat
from folkmoot.discussion.commands.cast_vote import cast_vote
from folkmoot.discussion.commands.close_thread import close_thread
from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.open_thread import open_thread
from folkmoot.discussion.commands.release_comment import release_comment
from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.models import Thread
from folkmoot.discussion.queries import (
    comment_for_staff,
    counts_by_address,
    counts_by_page,
    held_comments,
    own_comment,
    own_comments,
    read_comment,
    read_focus,
    read_thread,
    thread_of_page,
)
from folkmoot.discussion.values import CommentState
from folkmoot.readers.values import Actor
from tests.articles.writing import publish
from tests.cast import NOON
from tests.discussion.plans import steps
from tests.discussion.stage import Stage
from tests.discussion.test_post_comment import LINKS, denial

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
RULES = FixedPageDraft(title="Rules", source="Speak.", source_format=SourceFormat.MARKDOWN, slug="rules")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stage whose page has gone from view, with a comment that was shown and one that waits, both by one guest."""

    stage: Stage
    author: Actor
    shown_id: int
    held_id: int


def withdraw(page_id: int) -> None:
    withdraw_article(article_id=page_id, reason="A promise.", account_id=None, now=NOON)


def schedule_again(page_id: int) -> None:
    withdraw(page_id)
    publish_article(article_id=page_id, account_id=None, now=NOON, published_at=NOON + timedelta(days=1))


def make_a_draft(page_id: int) -> None:
    """Leave what an import leaves of a draft that was discussed where it came from."""
    Article.objects.filter(page_id=page_id).update(state=ArticleState.DRAFT, published_at=None)


def unpublish(page_id: int) -> None:
    page = Page.objects.get(id=page_id)
    gone = replace(RULES, published=False)
    save_fixed_page(publication_id=page.publication_id, page_id=page_id, draft=gone, account_id=None, now=NOON)


@pytest.fixture(params=[withdraw, schedule_again, make_a_draft, unpublish], ids=lambda hide: hide.__name__)
def hide(request):
    """The ways in which a page goes from view."""
    return request.param


@pytest.fixture
def open_stage(stage, hide):
    """A stage under a page of ours, which can go from view that way."""
    publication = {"publication_id": stage.publication_id}
    if hide is unpublish:
        page_id = save_fixed_page(**publication, page_id=None, draft=RULES, account_id=None, now=NOON)
    else:
        page_id = publish(stage.publication_id)
    return Stage(stage.publication_id, page_id, open_thread(page_id=page_id, now=NOON))


@pytest.fixture
def hidden(open_stage, hide):
    """The same after the page went from view."""
    author = open_stage.guest()
    shown_id, held_id = (open_stage.say(body, by=author).comment_id for body in ("Keep it.", LINKS))
    hide(open_stage.page_id)
    return Hidden(open_stage, author, shown_id, held_id)


def test_what_can_be_read_before_it_goes_from_view_cannot_be_read_after(open_stage, hide):
    guest = open_stage.guest()
    comment_id, where = open_stage.say(by=guest).comment_id, open_stage.publication_id
    address = Page.objects.get(id=open_stage.page_id).url

    def seen() -> list[object]:
        return [
            thread_of_page(open_stage.page_id),
            read_thread(open_stage.thread_id, where),
            read_comment(comment_id, where),
            read_comment(comment_id, where, actor=guest),
            read_comment(comment_id, where, actor=open_stage.staff()),
            read_focus(comment_id, where),
            own_comment(comment_id, where, reader_id=guest.reader_id, now=NOON),
            own_comments(guest.reader_id, where, now=NOON),
            counts_by_page([open_stage.page_id]),
            counts_by_address(where, [address]).get(address),
        ]

    assert all(seen())
    hide(open_stage.page_id)
    assert not any(seen())


def test_nobody_speaks_votes_or_changes_anything_there(hidden):
    where = {"publication_id": hidden.stage.publication_id, "comment_id": hidden.shown_id, "now": NOON}
    for actor in (hidden.author, hidden.stage.guest(), hidden.stage.staff()):
        assert denial(hidden.stage.say, by=actor) == "unknown_thread"
        assert denial(hidden.stage.say, by=actor, parent=hidden.shown_id) == "unknown_thread"
        assert denial(cast_vote, **where, actor=actor, value=1) == "unknown_comment"
        assert denial(edit_comment, **where, actor=actor, body="Other words.") == "unknown_comment"
        assert denial(withdraw_comment, **where, actor=actor) == "unknown_comment"


def test_the_desk_reads_and_decides_there_all_the_same(hidden):
    stage, moderator = hidden.stage, hidden.stage.staff()
    where = {"publication_id": stage.publication_id, "actor": moderator, "now": NOON}
    assert [waiting.id for waiting in held_comments(stage.publication_id)] == [hidden.held_id]
    assert comment_for_staff(hidden.shown_id, stage.publication_id).source == "Keep it."
    release_comment(comment_id=hidden.held_id, **where)
    remove_comment(comment_id=hidden.shown_id, reason="Not about the bridge.", **where)
    close_thread(thread_id=stage.thread_id, **where)
    assert [stage.row(row_id).state for row_id in (hidden.held_id, hidden.shown_id)] == [
        CommentState.PUBLISHED,
        CommentState.REMOVED,
    ]
    assert Thread.objects.get(id=stage.thread_id).closed_at == NOON


def test_asking_whether_the_page_is_public_is_no_statement_of_its_own_and_reads_no_table_whole(stage):
    page_id = publish(stage.publication_id)
    thread_id = open_thread(page_id=page_id, now=NOON)
    comment_id = stage.say(thread_id=thread_id).comment_id
    for act in (
        lambda: read_thread(thread_id, stage.publication_id),
        lambda: read_comment(comment_id, stage.publication_id),
        lambda: stage.say(thread_id=thread_id),
    ):
        (asked,) = [step for step in steps(act) if "articles_article" in step.sql]
        assert "discussion_" in asked.sql
        # SQLite's words; PostgreSQL rightly reads the whole of a table with one row. U0 is the outbox, read from its end.
        assert not re.search(r"SCAN (?!U0\b)|MATERIALIZE|LIST SUBQUERY|CO-ROUTINE", asked.plan), asked.plan
