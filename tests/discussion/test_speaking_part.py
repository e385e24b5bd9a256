"""In which part somebody speaks, and whether they ask: written down when they speak, at no cost to guests."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.articles.models import Article, Author, Byline, Page
from folkmoot.articles.values import PageKind
from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.import_comments import ImportedComment, import_comments
from folkmoot.discussion.values import CommentState
from folkmoot.readers.models import Account
from folkmoot.readers.values import Actor, Role
from tests.cast import BO, NOON
from tests.discussion.stage import Stage, stranger

pytestmark = pytest.mark.both_databases


def sign(stage: Stage, account_id: int) -> None:
    """Make the stage's page an article that carries the name of an account."""
    Page.objects.filter(id=stage.page_id).update(kind=PageKind.ARTICLE)
    article = Article.objects.create(
        page_id=stage.page_id,
        publication_id=stage.publication_id,
        slug="bridge",
        headline="The bridge",
        state="published",
        published_at=NOON,
        created_at=NOON,
    )
    author = Author.objects.create(publication_id=stage.publication_id, slug="bo", name=BO, account_id=account_id)
    Byline.objects.create(article=article, author=author)


def test_author_and_staff_are_told_apart_from_readers(stage):
    writer, moderator = stage.staff(Role.AUTHOR), stage.staff(Role.MODERATOR)
    left = Account.objects.create_user("left@bridge.example", name="Left the paper")
    sign(stage, left.id)
    Byline.objects.create(
        article=Article.objects.get(),
        author=Author.objects.create(
            publication_id=stage.publication_id, slug="w", name="W", account_id=writer.account_id
        ),
    )
    elsewhere = stage.another_thread()
    said = {
        "the author, who works here": stage.say(by=writer),
        "the author, who has left": stage.say(by=Actor(account_id=left.id)),
        "the author under another piece": stage.say(by=writer, thread_id=elsewhere),
        "a moderator": stage.say(by=moderator),
        "a guest": stage.say(by=stranger()),
    }
    parts = {}
    for who, posted in said.items():
        row = stage.row(posted.comment_id)
        parts[who] = (row.by_author, row.by_staff, posted.comment.author.badges)
    assert parts == {
        "the author, who works here": (True, True, ("author", "staff")),
        "the author, who has left": (True, False, ("author",)),
        "the author under another piece": (False, True, ("staff",)),
        "a moderator": (False, True, ("staff",)),
        "a guest": (False, False, ("guest",)),
    }


def test_a_guest_pays_nothing_for_it(stage):
    counted = []
    for actor in (stage.guest(), stage.staff()):
        stage.say(by=actor)
        with CaptureQueriesContext(
            connection,
        ) as sent:
            stage.say("Who pays for it?", by=actor)
        counted.append([query["sql"] for query in sent if "articles_byline" in query["sql"]])
    assert [len(sent) for sent in counted] == [0, 1]


def test_whether_a_comment_asks_follows_its_words(stage):
    asker = stage.guest()
    posted = stage.say("Who pays for it?", by=asker)
    told = stage.say("> Who pays for it?\n\nThe town.")
    assert [stage.row(one.comment_id).asks for one in (posted, told)] == [True, False]
    edit_comment(
        publication_id=stage.publication_id, comment_id=posted.comment_id, actor=asker, body="The town pays.", now=NOON
    )
    assert not stage.row(posted.comment_id).asks


def test_an_import_says_who_asked_and_who_wrote_the_piece(stage):
    def imported(source: str, *badges: str) -> ImportedComment:
        return ImportedComment(
            thread_id=stage.thread_id, parent_id=None, root_id=None, parent_place=None, depth=0,
            reader_id=stage.guest().reader_id, name=BO, badges=badges, source=source, html=f"<p>{source}</p>",
            renderer_version=1, state=CommentState.PUBLISHED, listed=True, reason="", created_at=NOON,
        )  # fmt: skip

    comments = [imported("Who pays?"), imported("The town.", "author")]
    ids = import_comments(publication_id=stage.publication_id, comments=comments, now=NOON)
    rows = [stage.row(comment_id) for comment_id in ids]
    assert [(row.asks, row.by_author, row.by_staff) for row in rows] == [(True, False, False), (False, True, False)]
