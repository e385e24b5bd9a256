"""Questions that wait: whose they are, when they leave, and what finding them costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from folkmoot.articles.models import Article, Author, Byline, Page
from folkmoot.articles.values import PageKind
from folkmoot.discussion.commands.open_thread import open_thread
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.models import Comment
from folkmoot.discussion.queries import open_questions
from folkmoot.discussion.values import QUESTIONS_A_PAGE
from folkmoot.readers.models import Account
from folkmoot.readers.values import Actor, Role
from tests.cast import BO, NOON
from tests.discussion.plans import steps
from tests.discussion.stage import Stage
from tests.discussion.test_api_posting import LINKS

pytestmark = pytest.mark.both_databases


@pytest.fixture
def author(stage) -> Actor:
    return stage.staff(Role.AUTHOR)


def article(stage: Stage, account_id: int | None, slug: str) -> int:
    """Publish an article under an account's name and return its thread."""
    url = f"/articles/{slug}/"
    page = Page.objects.create(publication_id=stage.publication_id, kind=PageKind.ARTICLE, url=url, title=slug)
    row = Article.objects.create(
        page=page, publication_id=stage.publication_id, slug=slug, headline=slug, state="published",
        published_at=NOON, created_at=NOON,
    )  # fmt: skip
    signed, _ = Author.objects.get_or_create(
        publication_id=stage.publication_id, slug=f"a{account_id}", defaults={"name": BO, "account_id": account_id}
    )
    Byline.objects.create(article=row, author=signed)
    return open_thread(page_id=page.id, now=NOON)


def asked(stage: Stage, account_id: int | None, *, before: int | None = None) -> list[int]:
    """Return the ids of the questions that wait."""
    found = open_questions(stage.publication_id, of_account=account_id, before=before)
    return [question.id for question in found.questions]


def test_a_question_waits_until_author_or_staff_reply_to_it(stage, author):
    mine, others = article(stage, author.account_id, "mine"), article(stage, None, "others")
    first = stage.say("Who pays?", thread_id=mine).comment_id
    second = stage.say("How long?", thread_id=mine, parent=first).comment_id
    stage.say("It is old.", thread_id=mine)
    elsewhere = stage.say("Who painted it?", thread_id=others).comment_id
    stage.say(f"{LINKS} Why?", thread_id=mine)
    stage.say("Who else asks?", thread_id=mine, by=author)
    stage.say("The town, I think.", thread_id=mine, parent=second)
    assert asked(stage, author.account_id) == [second, first]
    assert asked(stage, None) == [elsewhere, second, first]
    answer = stage.say("The state does.", thread_id=mine, parent=first, by=author)
    assert asked(stage, author.account_id) == [second]
    its_author = Actor(reader_id=answer.comment.author.id, account_id=author.account_id)
    withdraw_comment(publication_id=stage.publication_id, comment_id=answer.comment_id, actor=its_author, now=NOON)
    assert asked(stage, author.account_id) == [second, first]
    stage.say("The state does, or so it says.", thread_id=mine, parent=first, by=author)
    stage.say("Nobody knows.", thread_id=mine, parent=second, by=stage.staff(Role.MODERATOR))
    assert asked(stage, author.account_id) == []
    stranger_here = Account.objects.create_user("new@bridge.example", name="New")
    assert asked(stage, stranger_here.id) == []


def test_pages_of_questions_follow_each_other_over_many_threads(stage, author):
    threads = [article(stage, author.account_id, f"piece-{number}") for number in range(3)]
    reader = stage.guest()
    rows = [
        Comment(
            publication_id=stage.publication_id, thread_id=threads[number % 3], reader_id=reader.reader_id, name=BO,
            source="Why?", html="<p>Why?</p>", renderer_version=1, state="published", listed=True, asks=True,
            created_at=NOON,
        )
        for number in range(QUESTIONS_A_PAGE + 7)
    ]  # fmt: skip
    ids = [comment.id for comment in Comment.objects.bulk_create(rows)]
    for thread_id in threads:
        stage.say(thread_id=thread_id)
    first = open_questions(stage.publication_id, of_account=author.account_id)
    assert [question.id for question in first.questions] == ids[: -QUESTIONS_A_PAGE - 1 : -1]
    second = open_questions(stage.publication_id, of_account=author.account_id, before=first.before)
    assert [question.id for question in second.questions] == ids[6::-1]
    assert second.before is None


def test_three_queries_whatever_is_there_and_none_reads_all_comments(stage, author):
    for number in range(4):
        thread_id = article(stage, author.account_id, f"piece-{number}")
        for _ in range(30):
            stage.say(thread_id=thread_id)
        stage.say("Who pays?", thread_id=thread_id)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # a table as small as this one is read whole, and rightly
            cursor.execute("SET LOCAL enable_seqscan = off")
    taken = steps(lambda: open_questions(stage.publication_id, of_account=author.account_id))
    of_the_discussion = [step for step in taken if "discussion_" in step.sql]
    assert len(of_the_discussion) == 3
    assert not any(step.reads_it_all for step in of_the_discussion)
    assert all("questions_in_thread" in step.plan for step in of_the_discussion[:2])


def test_the_desk_shows_ones_own_and_editors_all(stage, author):
    thread_id = article(stage, author.account_id, "mine")
    asked = stage.say("Who <b>pays?", name="", thread_id=thread_id)
    question = asked.comment_id
    pages = {}
    for who, actor in {"author": author, "editor": stage.staff(Role.EDITOR)}.items():
        client = Client()
        client.force_login(Account.objects.get(id=actor.account_id))
        pages[who] = {path: client.get(f"/desk/questions/{path}").content.decode() for path in ("", "?of=all")}
    link = f'href="/comments/{question}#reply"'
    assert [link in pages["author"][path] for path in ("", "?of=all")] == [True, True]
    assert [link in pages["editor"][path] for path in ("", "?of=all")] == [False, True]
    assert "Under all articles" not in pages["author"][""]
    assert "No question is waiting under your articles." in pages["editor"][""]
    assert "Who &lt;b&gt;pays" in pages["author"][""]
    assert f'<bdi>Anonymous</bdi> <span class="mark">{asked.comment.author.mark}</span>' in pages["author"][""]
