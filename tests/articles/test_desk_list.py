"""The desk's list of articles: narrowed down, found by a word, page after page whatever its length."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.articles.commands.publish_article import publish_article
from folkmoot.articles.models import Article, Author, Page
from folkmoot.articles.queries.desk_list import ROWS_A_PAGE, DeskChoice, desk_articles
from folkmoot.articles.values import ArticleState
from folkmoot.readers.models import Account
from folkmoot.readers.values import Role
from tests.articles.desk import staff
from tests.articles.writing import publish, write
from tests.cast import ADA, BO, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LIST = "/desk/articles/"


def headlines(found) -> list[str]:
    return [row.headline for row in found.rows]


def test_links_and_one_field_narrow_the_list_down(gazette):
    editor = staff(gazette.id, Role.EDITOR)
    write(gazette.id, headline="Die Brücke wankt", author_names=(BO,), section_name="Sport")
    publish(gazette.id, headline="The mill is sold")
    later = write(gazette.id, headline="Tomorrow's weather")
    publish_article(article_id=later, account_id=None, now=NOON, published_at=NOON.replace(year=2099))

    def shown(query: str) -> list[str]:
        page = editor.get(LIST + query).content.decode()
        every = ("Die Brücke wankt", "The mill is sold", "Tomorrow&#x27;s weather")
        return [headline for headline in every if f">{headline}<" in page]

    assert shown("?state=draft") == ["Die Brücke wankt"]
    assert shown("?state=scheduled") == ["Tomorrow&#x27;s weather"]
    assert "2099" in editor.get(f"{LIST}?state=scheduled").content.decode()
    assert shown("?author=bo-lindqvist") == ["Die Brücke wankt"]
    assert shown("?section=town") == ["The mill is sold", "Tomorrow&#x27;s weather"]
    assert shown("?q=MILL&state=published") == ["The mill is sold"]
    assert shown("?q=BRÜCKE") == ["Die Brücke wankt"]
    assert shown("?q=%25") == []
    assert shown("?state=nonsense&before=nonsense") != []
    assert "No article is like that." in editor.get(f"{LIST}?q=nothing").content.decode()
    assert 'href="/desk/articles/?q=mill"' in editor.get(f"{LIST}?state=draft&q=mill").content.decode()


def test_mine_is_what_i_began_or_what_carries_my_name(gazette):
    editor = staff(gazette.id, Role.EDITOR)
    write(gazette.id, headline="By Ada", author_names=(ADA,))
    write(gazette.id, headline="By Bo", author_names=(BO,))
    Author.objects.filter(name=ADA).update(account=Account.objects.get())
    editor.post("/desk/articles/new/", {"headline": "Begun by Ada", "source": "Words.", "act": "save"})
    account_id = Account.objects.get().id
    assert headlines(desk_articles(gazette.id, DeskChoice(of_account=account_id))) == ["Begun by Ada", "By Ada"]
    page = editor.get(f"{LIST}?mine=1").content.decode()
    assert "By Bo" not in page
    assert 'href="/desk/articles/"' in page


def test_an_empty_desk_says_what_to_do(gazette):
    assert "The first article is a good place" in staff(gazette.id, Role.EDITOR).get(LIST).content.decode()


def test_the_number_of_comments_stands_beside_what_can_be_discussed(gazette):
    publish(gazette.id)
    page = staff(gazette.id, Role.EDITOR).get(LIST).content.decode()
    assert '<td class="number"><span class="hush">Comments </span>0</td>' in page


def many(publication_id: int, count: int) -> None:
    pages = Page.objects.bulk_create(
        Page(publication_id=publication_id, kind="article", url=f"/articles/{number}/", title="Many")
        for number in range(count)
    )
    Article.objects.bulk_create(
        Article(
            page=page, publication_id=publication_id, slug=page.url[10:-1], headline=f"Number {page.url[10:-1]}",
            state="draft", created_at=NOON,
        )
        for page in pages
    )  # fmt: skip


def test_five_thousand_articles_are_read_by_key_and_the_last_page_costs_what_the_first_does(gazette):
    many(gazette.id, 5_000)
    first = desk_articles(gazette.id, DeskChoice())
    assert len(first.rows) == ROWS_A_PAGE
    assert first.rows[0].headline == "Number 4999"
    second = desk_articles(gazette.id, DeskChoice(), before=first.before)
    assert second.rows[0].headline == "Number 4949"
    end = Article.objects.order_by("page_id")[9].page_id
    with CaptureQueriesContext(
        connection,
    ) as queries:
        last = desk_articles(gazette.id, DeskChoice(state=ArticleState.DRAFT), before=end)
    assert (len(last.rows), last.before) == (9, None)
    assert len(queries) == 2
    assert not any("OFFSET" in query["sql"] for query in queries)
