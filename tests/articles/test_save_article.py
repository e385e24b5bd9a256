"""Saving articles: revisions, blocks that keep their keys, addresses, names made on first use."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.models import Article, Block, Publication, Revision
from folkmoot.articles.queries import article_by_slug, redirect_for
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.values import Role
from tests.articles.writing import BRIDGE, HERALD, found, publish, write
from tests.cast import ADA, BO, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LATER = NOON + timedelta(hours=1)


def blocks_of(article_id: int) -> list[tuple[str, str]]:
    current = Article.objects.get(page_id=article_id).current
    return list(Block.objects.filter(revision=current).values_list("key", "text"))


def facts() -> list[str]:
    return list(OutboxEntry.objects.order_by("id").values_list("kind", flat=True))


def refused(publication_id: int, **changes) -> tuple[str, str | None]:
    with pytest.raises(DeniedError) as caught:
        write(publication_id, **changes)
    assert caught.value.denial.sentence.endswith(".")
    return caught.value.denial.code, caught.value.denial.field


def test_a_new_article_is_a_draft_with_its_first_revision(gazette):
    article = Article.objects.get(page_id=write(gazette.id))
    assert (article.state, article.slug, article.published_at) == ("draft", "the-bridge-is-tired", None)
    assert article.page.url == "/articles/the-bridge-is-tired/"
    assert (article.current.number, article.current.source) == (1, BRIDGE.source)
    assert "articles.article_published" not in facts()


def test_sections_tags_and_authors_are_made_on_first_use_and_found_on_the_next(gazette):
    first = Article.objects.get(page_id=write(gazette.id, author_names=(ADA, BO)))
    second = Article.objects.get(
        page_id=write(gazette.id, section_name="TOWN", author_names=(BO,), tag_names=("bridge",))
    )
    assert first.section == second.section
    assert [byline.author.name for byline in first.bylines.all()] == [ADA, BO]
    assert set(second.tags.all()) < set(first.tags.all())


def test_authors_and_tags_follow_the_last_draft(gazette):
    article_id = write(gazette.id, author_names=(ADA, BO))
    write(gazette.id, article_id=article_id, author_names=(BO,), tag_names=(), section_name="")
    article = Article.objects.get(page_id=article_id)
    assert [byline.author.name for byline in article.bylines.all()] == [BO]
    assert not article.tags.exists()
    assert article.section is None


def test_an_edit_makes_a_revision_whose_blocks_keep_their_keys(gazette):
    article_id = write(gazette.id)
    before = blocks_of(article_id)
    write(gazette.id, article_id=article_id, source="A new opening.\n\n" + BRIDGE.source.replace("1874", "1878"))
    after = blocks_of(article_id)
    assert [key for key, _ in after][1:] == [key for key, _ in before]
    assert Revision.objects.filter(page_id=article_id).count() == 2
    html = Article.objects.get(page_id=article_id).current.html
    assert all(f'id="b-{key}"' in html for key, _ in after)


def test_saving_the_same_text_again_makes_no_revision(gazette):
    article_id = write(gazette.id)
    write(gazette.id, article_id=article_id, tag_names=(), author_names=(BO,))
    assert Revision.objects.filter(page_id=article_id).count() == 1


def test_an_edit_of_a_published_article_is_told_and_dated(gazette):
    article_id = publish(gazette.id)
    write(gazette.id, article_id=article_id, source="Shorter.", now=LATER)
    assert Article.objects.get(page_id=article_id).updated_at == LATER
    assert facts()[-1] == "articles.article_revised"


def test_two_articles_of_one_headline_get_two_addresses(gazette):
    slugs = [Article.objects.get(page_id=write(gazette.id)).slug for _ in range(3)]
    assert slugs == ["the-bridge-is-tired", "the-bridge-is-tired-2", "the-bridge-is-tired-3"]


def test_an_address_stays_when_the_headline_changes(gazette):
    article_id = write(gazette.id)
    write(gazette.id, article_id=article_id, headline="The bridge is very tired")
    assert Article.objects.get(page_id=article_id).slug == "the-bridge-is-tired"


def test_a_changed_address_of_a_published_article_leaves_a_redirect(gazette):
    article_id = publish(gazette.id)
    write(gazette.id, article_id=article_id, slug="bridge")
    assert redirect_for(gazette.id, "/articles/the-bridge-is-tired/") == "/articles/bridge/"
    write(gazette.id, article_id=article_id, slug="the-bridge-is-tired")
    assert redirect_for(gazette.id, "/articles/the-bridge-is-tired/") is None
    assert redirect_for(gazette.id, "/articles/bridge/") == "/articles/the-bridge-is-tired/"


def test_a_headline_without_letters_still_gets_an_address(gazette):
    assert Article.objects.get(page_id=write(gazette.id, headline="!!!")).slug == "article"


def test_what_cannot_be_kept_is_refused_at_its_field(gazette):
    write(gazette.id, slug="taken")
    assert refused(gazette.id, headline="  ") == ("headline_missing", "headline")
    assert refused(gazette.id, headline="x" * 401) == ("too_long", "headline")
    assert refused(gazette.id, tag_names=("x" * 201,)) == ("too_long", "tag_names")
    assert refused(gazette.id, source="a\x00b") == ("bad_text", "source")
    assert refused(gazette.id, slug="taken") == ("slug_taken", "slug")
    assert refused(gazette.id, slug="?!") == ("slug_missing", "slug")
    assert Article.objects.count() == 1


def test_the_same_address_may_stand_in_two_publications(gazette):
    other = found(HERALD)
    assert Article.objects.get(page_id=write(gazette.id)).slug == Article.objects.get(page_id=write(other.id)).slug
    publish(other.id, slug="only-here")
    assert article_by_slug(gazette.id, "only-here") is None


def test_an_article_of_another_publication_cannot_be_saved(gazette):
    other = found(HERALD)
    article_id = write(other.id)
    with pytest.raises(Article.DoesNotExist):
        write(gazette.id, article_id=article_id)


@pytest.mark.parametrize("role", [Role.OWNER, Role.EDITOR, Role.AUTHOR])
def test_owners_editors_and_authors_may_write(gazette, role):
    account_id = make_account(email="ada@example.org", password=None)
    give_role(account_id=account_id, publication_id=gazette.id, role=role, given_by=None)
    save_article(publication_id=gazette.id, article_id=None, draft=BRIDGE, account_id=account_id, now=NOON)
    assert Revision.objects.get().account_id == account_id


@pytest.mark.parametrize("role", [None, Role.MODERATOR, Role.TREASURER])
def test_nobody_else_may_write(gazette, role):
    account_id = make_account(email="bo@example.org", password=None)
    if role:
        give_role(account_id=account_id, publication_id=gazette.id, role=role, given_by=None)
    with pytest.raises(DeniedError) as caught:
        save_article(publication_id=gazette.id, article_id=None, draft=BRIDGE, account_id=account_id, now=NOON)
    assert caught.value.denial.code == "not_allowed"
    assert not Article.objects.exists()


def test_a_role_in_one_publication_is_none_in_another(gazette):
    other = found(HERALD)
    account_id = make_account(email="ada@example.org", password=None)
    give_role(account_id=account_id, publication_id=other.id, role=Role.OWNER, given_by=None)
    with pytest.raises(DeniedError):
        save_article(publication_id=gazette.id, article_id=None, draft=BRIDGE, account_id=account_id, now=NOON)
    assert Publication.objects.count() == 2
