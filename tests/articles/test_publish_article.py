"""Publishing now, later, again; withdrawing; what the timetable does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.articles.commands.publish_article import publish_article, publish_due
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.models import Article
from folkmoot.articles.queries import article_by_slug, chrome_of, front, recent_articles, sitemap_articles
from folkmoot.discussion.models import Thread
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.values import Role
from tests.articles.writing import publish, write
from tests.cast import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HOUR = timedelta(hours=1)


def is_public(publication_id: int) -> bool:
    """Whether the article shows anywhere: at its address, on the front page, in the feed, in the sitemap."""
    answers = {
        article_by_slug(publication_id, "the-bridge-is-tired") is not None,
        bool(front(publication_id).teasers),
        bool(recent_articles(publication_id, 10)),
        bool(sitemap_articles(publication_id, 1)),
    }
    assert len(answers) == 1
    return answers.pop()


def told(kind: str) -> int:
    return OutboxEntry.objects.filter(kind=f"articles.{kind}").count()


def denied(code: str):
    return pytest.raises(DeniedError, check=lambda error: error.denial.code == code)


def test_a_draft_is_not_public_and_a_published_article_is_with_a_thread(gazette):
    article_id = write(gazette.id)
    assert not is_public(gazette.id)
    publish_article(article_id=article_id, account_id=None, now=NOON)
    assert is_public(gazette.id)
    assert Thread.objects.get().page_id == article_id
    assert told("article_published") == 1


def test_publishing_again_keeps_the_date_and_the_thread(gazette):
    article_id = publish(gazette.id)
    publish_article(article_id=article_id, account_id=None, now=NOON + HOUR)
    assert Article.objects.get().published_at == NOON
    assert Thread.objects.count() == 1


def test_an_article_may_carry_a_date_in_the_past(gazette):
    publish(gazette.id, published_at=NOON - 1000 * HOUR)
    assert front(gazette.id).teasers[0].published_at == NOON - 1000 * HOUR


def test_an_empty_article_cannot_be_published(gazette):
    article_id = write(gazette.id, source=" ")
    with denied("article_empty"):
        publish_article(article_id=article_id, account_id=None, now=NOON)
    assert not is_public(gazette.id)


def test_a_scheduled_article_waits_for_its_time(gazette):
    article_id = write(gazette.id)
    publish_article(article_id=article_id, account_id=None, now=NOON, published_at=NOON + HOUR)
    assert publish_due(now=NOON + HOUR / 2) == 0
    assert not is_public(gazette.id)
    assert publish_due(now=NOON + 2 * HOUR) == 1
    assert is_public(gazette.id)
    assert Article.objects.get().published_at == NOON + HOUR
    assert publish_due(now=NOON + 2 * HOUR) == 0
    assert told("article_published") == 1


def test_a_scheduled_article_may_be_published_early_under_todays_date(gazette):
    article_id = write(gazette.id)
    publish_article(article_id=article_id, account_id=None, now=NOON, published_at=NOON + HOUR)
    publish_article(article_id=article_id, account_id=None, now=NOON + HOUR / 2)
    assert Article.objects.get().published_at == NOON + HOUR / 2


def test_what_can_be_read_cannot_be_put_off(gazette):
    article_id = publish(gazette.id)
    with denied("already_published"):
        publish_article(article_id=article_id, account_id=None, now=NOON, published_at=NOON + HOUR)
    assert is_public(gazette.id)


def test_a_withdrawn_article_is_gone_until_it_is_published_again(gazette):
    article_id = publish(gazette.id)
    withdraw_article(article_id=article_id, reason="A promise.", account_id=None, now=NOON + HOUR)
    assert not is_public(gazette.id)
    assert told("article_withdrawn") == 1
    publish_article(article_id=article_id, account_id=None, now=NOON + 2 * HOUR)
    assert is_public(gazette.id)
    assert Article.objects.get().published_at == NOON


def test_a_scheduled_article_that_is_withdrawn_is_a_draft_again(gazette):
    article_id = write(gazette.id)
    publish_article(article_id=article_id, account_id=None, now=NOON, published_at=NOON + HOUR)
    withdraw_article(article_id=article_id, reason="A promise.", account_id=None, now=NOON)
    assert publish_due(now=NOON + 2 * HOUR) == 0
    assert Article.objects.get().state == "draft"


def test_a_draft_cannot_be_withdrawn(gazette):
    article_id = write(gazette.id)
    with denied("not_published"):
        withdraw_article(article_id=article_id, reason="A promise.", account_id=None, now=NOON)


def test_every_page_is_told_when_a_section_enters_or_leaves_the_masthead(gazette):
    before = told("publication_changed")
    first = publish(gazette.id)
    assert told("publication_changed") == before + 1
    second = publish(gazette.id, headline="Another")
    assert told("publication_changed") == before + 1
    assert [link.path for link in chrome_of(gazette.id).sections] == ["/section/town/"]
    withdraw_article(article_id=first, reason="A promise.", account_id=None, now=NOON)
    assert told("publication_changed") == before + 1
    withdraw_article(article_id=second, reason="A promise.", account_id=None, now=NOON)
    assert told("publication_changed") == before + 2
    assert chrome_of(gazette.id).sections == ()


def test_a_moderator_may_neither_publish_nor_withdraw(gazette):
    account_id = make_account(email="mo@example.org", password=None)
    give_role(account_id=account_id, publication_id=gazette.id, role=Role.MODERATOR, given_by=None)
    draft, shown = write(gazette.id, headline="Draft"), publish(gazette.id)
    with denied("not_allowed"):
        publish_article(article_id=draft, account_id=account_id, now=NOON)
    with denied("not_allowed"):
        withdraw_article(article_id=shown, reason="No.", account_id=account_id, now=NOON)
    assert is_public(gazette.id)
