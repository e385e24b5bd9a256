from __future__ import annotations

from datetime import timedelta

from tests.articles.writing import found, publish, publish_many
from tests.cast import NOON
from tests.pages.newspaper import FERRY, Page, words_of


def test_the_newest_article_leads_and_the_rest_follow_by_date(ferry, client):
    publish(ferry.publication_id, headline="A ferry at six", published_at=NOON - timedelta(days=1))
    page = Page(client, "/")
    assert [words_of(item) for item in page.all(".//h2")] == ["The bridge is tired", "A ferry at six"]
    assert page.words(".//article[@class='teaser big']/h2") == "The bridge is tired"
    assert page.words(".//p[@class='edition']") == "News from both banks · Monday, 2 March 2026"


def test_a_teaser_says_how_much_was_said(ferry, client):
    ferry.say()
    assert "1 comment" in Page(client, "/").words(".//article[@class='teaser big']/p[@class='meta']")
    ferry.say()
    assert "2 comments" in Page(client, "/").words(".//article[@class='teaser big']/p[@class='meta']")


def test_masthead_and_footer_lead_to_sections_and_fixed_pages(ferry, client):
    page = Page(client, "/")
    assert [link.get("href") for link in page.all(".//nav[@class='sections']//a")] == ["/section/town/"]
    assert "/house-rules/" in [link.get("href") for link in page.all(".//footer//a")]


def test_earlier_articles_are_one_link_away_and_come_once(ferry, client):
    publish_many(ferry.publication_id, 25)
    first = Page(client, "/")
    onward = first.one(".//p[@class='pager']/a").get("href")
    second = Page(client, onward)
    headlines = [words_of(item) for page in (first, second) for item in page.all(".//h2")]
    assert len(headlines) == len(set(headlines)) == 26
    assert words_of(second.one(".//h1")) == "Earlier articles"


def test_a_new_newspaper_says_that_nothing_was_published_yet(db, client):
    found(FERRY)
    assert "Nothing has been published yet" in Page(client, "/").text


def test_sections_authors_and_tags_list_their_articles(ferry, client):
    for path, heading in (
        ("/section/town/", "Town"),
        ("/author/ada-bruckner/", "Ada Brückner"),
        ("/tag/bridge/", "Bridge"),
    ):
        page = Page(client, path)
        assert words_of(page.one(".//h1")) == heading
        assert [words_of(item) for item in page.all(".//h2")] == ["The bridge is tired"]


def test_a_fixed_page_is_read(ferry, client):
    page = Page(client, "/house-rules/")
    assert words_of(page.one(".//h1")) == "House rules"
    assert "Speak as you would at a table." in page.text
