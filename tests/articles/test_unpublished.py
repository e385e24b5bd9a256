"""What is not public: withdrawn with a reason, typed and not saved, read by a colleague who has the link."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.articles.commands.autosave import autosave, forget_autosave
from folkmoot.articles.commands.make_preview_link import end_preview_link, make_preview_link
from folkmoot.articles.commands.publish_article import publish_article, publish_due
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.models import Article, Autosave, PreviewLink, Withdrawal
from folkmoot.articles.queries.history import withdrawn_at, withdrawn_page
from folkmoot.articles.queries.previews import article_in_any_state, open_previews, previewed_article
from folkmoot.articles.queries.typed import typed_by
from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.models import AuditEntry
from folkmoot.readers.values import Role
from tests.articles.test_history import denied
from tests.articles.writing import HERALD, found, publish, write
from tests.cast import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HOUR = timedelta(hours=1)
PATH = "/articles/the-bridge-is-tired/"


def staff(publication_id: int, role: Role = Role.EDITOR, *, name: str = "ed") -> int:
    account_id = make_account(email=f"{name}@example.org", password=None, name=name)
    give_role(account_id=account_id, publication_id=publication_id, role=role, given_by=None)
    return account_id


def token_in(path: str) -> str:
    return path.removeprefix("/desk/preview/").removesuffix("/")


def test_a_withdrawal_says_why_until_the_article_is_published_again(gazette):
    article_id, account_id = publish(gazette.id), staff(gazette.id)
    with denied("reason_missing"):
        withdraw_article(article_id=article_id, reason="  ", account_id=account_id, now=NOON)
    withdraw_article(article_id=article_id, reason="Its source lied.", account_id=account_id, now=NOON + HOUR)
    view = withdrawn_at(gazette.id, PATH)
    assert (view.reason, view.legal, view.at) == ("Its source lied.", False, NOON + HOUR)
    assert withdrawn_page(gazette.id, article_id) == withdrawn_at(gazette.id, PATH.rstrip("/")) == view
    assert withdrawn_at(found(HERALD).id, PATH) is None
    publish_article(article_id=article_id, account_id=account_id, now=NOON + 2 * HOUR)
    assert withdrawn_at(gazette.id, PATH) is None
    assert not Withdrawal.objects.exists()
    withdraw_article(article_id=article_id, reason="An order.", legal=True, account_id=account_id, now=NOON + 3 * HOUR)
    assert withdrawn_at(gazette.id, PATH).legal
    acts = AuditEntry.objects.filter(account_id=account_id).order_by("id").values_list("act", flat=True)
    assert [*acts] == ["article.withdrawn", "article.published", "article.withdrawn"]


def test_an_address_of_before_says_why_too(gazette):
    article_id = publish(gazette.id, slug="old-name")
    article = Article.objects.get()
    write(gazette.id, article_id=article.page_id, slug="new-name", source=article.current.source)
    withdraw_article(article_id=article_id, reason="Its source lied.", account_id=None, now=NOON)
    assert withdrawn_at(gazette.id, "/articles/old-name/").page_id == article_id


def test_a_scheduled_article_is_taken_off_the_schedule_without_a_word_to_readers(gazette):
    article_id = write(gazette.id)
    publish_article(article_id=article_id, account_id=None, now=NOON, published_at=NOON + HOUR)
    withdraw_article(article_id=article_id, account_id=None, now=NOON)
    assert Article.objects.get().state == "draft"
    assert withdrawn_at(gazette.id, PATH) is None


def test_a_withdrawn_article_keeps_its_reason_until_its_new_time_comes(gazette):
    article_id = publish(gazette.id)
    withdraw_article(article_id=article_id, reason="Its source lied.", account_id=None, now=NOON)
    again = {"article_id": article_id, "account_id": None, "published_at": NOON + 3 * HOUR}
    publish_article(now=NOON + HOUR, **again)
    assert withdrawn_at(gazette.id, PATH).reason == "Its source lied."
    withdraw_article(article_id=article_id, account_id=None, now=NOON + 2 * HOUR)
    assert (Article.objects.get().state, Article.objects.get().published_at) == ("withdrawn", NOON)
    publish_article(now=NOON + 2 * HOUR, **again)
    assert publish_due(now=NOON + 3 * HOUR) == 1
    assert withdrawn_at(gazette.id, PATH) is None


def test_a_preview_opens_one_article_for_seven_days_or_until_it_is_ended(gazette):
    article_id, account_id = write(gazette.id), staff(gazette.id)
    make = {"article_id": article_id, "account_id": account_id}
    first, second = token_in(make_preview_link(now=NOON, **make)), token_in(make_preview_link(now=NOON + HOUR, **make))
    assert first not in repr([*PreviewLink.objects.values(), *AuditEntry.objects.values()])
    assert previewed_article(gazette.id, first, now=NOON).id == article_id
    assert previewed_article(found(HERALD).id, first, now=NOON) is None
    assert previewed_article(gazette.id, first[:-1], now=NOON) is None
    assert previewed_article(gazette.id, first, now=NOON + timedelta(days=7)) is None
    rows = open_previews(article_id, now=NOON + 2 * HOUR)
    assert [(row.made_by, row.created_at) for row in rows] == [("ed", NOON + HOUR), ("ed", NOON)]
    end_preview_link(link_id=rows[0].id, now=NOON + 2 * HOUR, **make)
    end_preview_link(link_id=rows[0].id, now=NOON + 3 * HOUR, **make)
    assert previewed_article(gazette.id, second, now=NOON + 3 * HOUR) is None
    assert PreviewLink.objects.get(id=rows[0].id).ended_at == NOON + 2 * HOUR
    assert [row.id for row in open_previews(article_id, now=NOON + 3 * HOUR)] == [rows[1].id]
    shown = article_in_any_state(gazette.id, article_id, now=NOON)
    assert (shown.headline, shown.published_at) == ("The bridge is tired", NOON)


def test_a_withdrawal_ends_every_preview(gazette):
    article_id = publish(gazette.id)
    token = token_in(make_preview_link(article_id=article_id, account_id=None, now=NOON))
    assert previewed_article(gazette.id, token, now=NOON).is_public
    withdraw_article(article_id=article_id, reason="An order.", legal=True, account_id=None, now=NOON)
    assert previewed_article(gazette.id, token, now=NOON) is None


def test_only_who_may_write_an_article_makes_or_ends_its_previews(gazette):
    article_id, other = write(gazette.id), staff(gazette.id, Role.AUTHOR)
    make_preview_link(article_id=article_id, account_id=None, now=NOON)
    for act in (
        lambda: make_preview_link(article_id=article_id, account_id=other, now=NOON),
        lambda: end_preview_link(
            article_id=article_id, link_id=PreviewLink.objects.get().id, account_id=other, now=NOON
        ),
        lambda: autosave(
            publication_id=gazette.id, article_id=article_id, account_id=other, fields={}, version=1, now=NOON
        ),
    ):
        with denied("not_allowed"):
            act()


def test_what_is_typed_is_kept_for_each_account_and_article_until_it_is_forgotten(gazette):
    article_id, one, two = write(gazette.id), staff(gazette.id, name="one"), staff(gazette.id, name="two")
    place = {"publication_id": gazette.id, "article_id": article_id}
    for account_id, words in ((one, "First."), (two, "Mine."), (one, "Second, with \x00 and \ud800.")):
        autosave(account_id=account_id, fields={"source": [words]}, version=1, now=NOON, **place)
    autosave(publication_id=gazette.id, article_id=None, account_id=one, fields={"a": ["b", "c"]}, version=0, now=NOON)
    assert typed_by(one, **place).fields == {"source": ["Second, with \ufffd and \ufffd."]}
    assert typed_by(two, **place).fields == {"source": ["Mine."]}
    assert typed_by(one, publication_id=gazette.id, article_id=None).fields == {"a": ["b", "c"]}
    forget_autosave(account_id=one, **place)
    assert typed_by(one, **place) is None
    assert Autosave.objects.count() == 2
    with denied("too_long"):
        autosave(account_id=one, fields={"source": ["x" * 1_000_001]}, version=1, now=NOON, **place)


def test_nothing_is_kept_for_an_article_of_another_newspaper(gazette):
    elsewhere = write(found(HERALD).id)
    with pytest.raises(Article.DoesNotExist):
        autosave(
            publication_id=gazette.id,
            article_id=elsewhere,
            account_id=staff(gazette.id),
            fields={},
            version=1,
            now=NOON,
        )
