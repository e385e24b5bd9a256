"""Sitemaps, held against the protocol; and where robots may go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.queries import sitemaps
from folkmoot.kit import clock
from tests.articles.writing import publish, publish_many
from tests.cast import NOON

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "vectors" / "sitemap.xsd"))
BRIDGE = "http://testserver/articles/the-bridge-is-tired/"


def addresses(client, path: str) -> list[str]:
    root = etree.fromstring(client.get(path).content)
    SCHEMA.assertValid(root)
    return [item.text for item in root.iter(f"{MAP}loc")]


def test_the_index_leads_to_everything_that_can_be_read(ferry, client):
    publish(ferry.publication_id, headline="Über uns", slug="über-uns", section_name="Käse & Co")
    index = addresses(client, "/sitemap.xml")
    assert index == ["http://testserver/sitemap-pages.xml", "http://testserver/sitemap-1.xml"]
    found = [address for part in index for address in addresses(client, part.removeprefix("http://testserver"))]
    assert len(found) == len(set(found))
    assert {"http://testserver/", "http://testserver/section/town/", "http://testserver/house-rules/", BRIDGE} <= set(
        found
    )
    for address in found:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address
    assert client.get("/sitemap-2.xml").status_code == client.get("/sitemap-0.xml").status_code == 404


def test_many_articles_are_in_parts_that_stay_as_they_are(ferry, client, monkeypatch):
    monkeypatch.setattr(sitemaps, "SITEMAP_ARTICLES", 4)
    publish_many(ferry.publication_id, 7)
    parts = addresses(client, "/sitemap.xml")[1:]
    assert len(parts) == 2
    first = client.get("/sitemap-1.xml").content
    publish(ferry.publication_id, headline="The newest", published_at=NOON)
    assert client.get("/sitemap-1.xml").content == first
    assert len(addresses(client, "/sitemap.xml")[1:]) == 3
    everything = [address for number in (1, 2, 3) for address in addresses(client, f"/sitemap-{number}.xml")]
    assert len(set(everything)) == 9


@pytest.mark.parametrize(("hours", "is_news"), [(47, True), (49, False)])
def test_news_is_what_was_published_in_the_last_two_days(ferry, client, monkeypatch, hours, is_news):
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(hours=hours))
    assert (addresses(client, "/news-sitemap.xml") == [BRIDGE]) is is_news


def test_news_says_whose_it_is_and_forgets_what_is_withdrawn(ferry, client, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    response = client.get("/news-sitemap.xml")
    root = etree.fromstring(response.content)
    said = {name: root.findtext(f".//{NEWS}{name}") for name in ("name", "language", "title", "publication_date")}
    assert said["name"] == "The Ashford Ferry"
    assert said["language"] == "en"
    assert said["title"] == "The bridge is tired"
    assert datetime.fromisoformat(said["publication_date"]).astimezone(UTC) == NOON
    assert response["Cache-Control"] == "private, no-store"
    withdraw_article(article_id=ferry.article_id, reason="A mistake.", account_id=None, now=NOON)
    assert addresses(client, "/news-sitemap.xml") == []
    assert BRIDGE not in addresses(client, "/sitemap-pages.xml")


def test_robots_are_kept_from_private_places_and_shown_the_sitemaps(ferry, client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /desk/", "Disallow: /search"} <= set(lines)
    assert lines[-2:] == ["Sitemap: http://testserver/news-sitemap.xml", "Sitemap: http://testserver/sitemap.xml"]
