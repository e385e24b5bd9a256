"""Front page, sections, authors, tags: order, paging, and what they cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.queries import article_by_slug, author, front, recent_articles, section, tag
from folkmoot.articles.queries.lists import TEASERS_A_PAGE
from folkmoot.pure.verdict import DeniedError
from tests.articles.writing import HERALD, found, publish, publish_many, write
from tests.cast import ADA, BO, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def before_of(next_path: str | None) -> str:
    assert next_path is not None
    return next_path.partition("?before=")[2]


def all_headlines(publication_id: int) -> list[str]:
    found, view = [], front(publication_id)
    while True:
        found += [teaser.headline for teaser in view.teasers]
        if view.next_path is None:
            return found
        view = front(publication_id, before=before_of(view.next_path))


def queries_of(ask) -> int:
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


def test_the_front_page_shows_the_newest_first_and_nothing_unpublished(gazette):
    publish_many(gazette.id, 3)
    write(gazette.id, headline="Draft")
    hidden = publish(gazette.id, headline="Withdrawn")
    withdraw_article(article_id=hidden, reason="A promise.", account_id=None, now=NOON)
    assert [teaser.headline for teaser in front(gazette.id).teasers] == ["Article 2", "Article 1", "Article 0"]
    assert front(gazette.id).next_path is None


def test_a_teaser_says_where_by_whom_and_in_which_section(gazette):
    publish(gazette.id, author_names=(BO, ADA))
    (teaser,) = front(gazette.id).teasers
    assert teaser.path == "/articles/the-bridge-is-tired/"
    assert [link.path for link in teaser.bylines] == ["/author/bo-lindqvist/", "/author/ada-bruckner/"]
    assert teaser.section.path == "/section/town/"


def test_pages_follow_each_other_without_gap_or_repetition(gazette):
    publish_many(gazette.id, TEASERS_A_PAGE * 2 + 3)
    expected = [f"Article {number}" for number in reversed(range(TEASERS_A_PAGE * 2 + 3))]
    assert all_headlines(gazette.id) == expected


def test_articles_of_the_same_moment_are_paged_by_their_number(gazette):
    for number in range(TEASERS_A_PAGE + 5):
        publish(gazette.id, headline=f"Article {number}")
    headlines = all_headlines(gazette.id)
    assert len(headlines) == len(set(headlines)) == TEASERS_A_PAGE + 5


def test_an_article_that_appears_meanwhile_shifts_nothing(gazette):
    publish_many(gazette.id, TEASERS_A_PAGE + 2)
    first = front(gazette.id)
    publish(gazette.id, headline="Breaking")
    second = front(gazette.id, before=before_of(first.next_path))
    assert [teaser.headline for teaser in second.teasers] == ["Article 1", "Article 0"]


@pytest.mark.parametrize("cursor", ["x", "-", "1-", "zz-1", "1" * 40 + "-1", "1-" + "f" * 40, "0-0-0"])
def test_a_damaged_cursor_is_refused(gazette, cursor):
    with pytest.raises(DeniedError) as caught:
        front(gazette.id, before=cursor)
    assert caught.value.denial.code == "bad_cursor"


def test_sections_authors_and_tags_list_their_own(gazette):
    publish(gazette.id, headline="One", section_name="Town", author_names=(ADA,), tag_names=("Bridge",))
    publish(gazette.id, headline="Two", section_name="Sport", author_names=(BO,), tag_names=())
    assert [teaser.headline for teaser in section(gazette.id, "town").teasers] == ["One"]
    assert [teaser.headline for teaser in author(gazette.id, "bo-lindqvist").teasers] == ["Two"]
    assert [teaser.headline for teaser in tag(gazette.id, "bridge").teasers] == ["One"]
    assert section(gazette.id, "town").title == "Town"


def test_a_section_author_or_tag_of_another_publication_is_not_here(gazette):
    publish(found(HERALD).id, headline="One")
    assert section(gazette.id, "town") is None
    assert author(gazette.id, "ada-bruckner") is None
    assert tag(gazette.id, "bridge") is None
    assert front(gazette.id).teasers == ()


def test_a_list_costs_the_same_number_of_queries_however_long_it_is(gazette):
    publish_many(gazette.id, TEASERS_A_PAGE + 5, author_names=(ADA, BO))
    slug = "article-3"
    assert queries_of(lambda: front(gazette.id)) == 2
    assert queries_of(lambda: section(gazette.id, "town")) == 3
    assert queries_of(lambda: author(gazette.id, "ada-bruckner")) == 3
    assert queries_of(lambda: tag(gazette.id, "bridge")) == 3
    assert queries_of(lambda: recent_articles(gazette.id, 20)) == 3
    assert queries_of(lambda: article_by_slug(gazette.id, slug)) == 5


def test_a_page_deep_in_the_list_is_found_through_the_index(gazette):
    publish_many(gazette.id, TEASERS_A_PAGE + 5)
    cursor = before_of(front(gazette.id).next_path)
    with CaptureQueriesContext(connection) as queries:
        front(gazette.id, before=cursor)
    statement = queries[0]["sql"]
    with connection.cursor() as asked:
        if connection.vendor == "sqlite":
            asked.execute(f"EXPLAIN QUERY PLAN {statement}")
        else:
            asked.execute("SET LOCAL enable_seqscan = off")
            asked.execute("SET LOCAL enable_sort = off")
            asked.execute(f"EXPLAIN {statement}")
        plan = str(asked.fetchall())
    assert "article_by_time" in plan
    assert "TEMP B-TREE" not in plan
