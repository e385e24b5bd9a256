from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree as ET

from folkmoot.articles.values import SourceFormat
from tests.articles.writing import found, publish, publish_many
from tests.cast import ADA, BO, NOON
from tests.pages.newspaper import FERRY

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def feed(client) -> ET.Element:
    response = client.get("/feed.atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)


def test_the_feed_has_all_that_atom_asks_for(ferry, client):
    root = feed(client)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"alternate": "http://testserver/", "self": "http://testserver/feed.atom"}
    assert root.findtext(f"{ATOM}title") == "The Ashford Ferry"
    assert root.findtext(f"{ATOM}id")
    assert root.findtext(f"{ATOM}updated").startswith("2026-03-02T12:00:00")
    entry = root.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "The bridge is tired"
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/articles/the-bridge-is-tired/"
    assert entry.findtext(f"{ATOM}published").startswith("2026-03-02T12:00:00")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == ADA
    assert [item.get("term") for item in entry.findall(f"{ATOM}category")] == ["Bridge", "Money"]
    content = entry.find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert "It will not stand for ever." in content.text


def test_every_author_is_named_and_own_addresses_are_absolute(ferry, client):
    publish(
        ferry.publication_id,
        headline="Two bylines",
        author_names=(ADA, BO),
        source='<p><a href="/about/">us</a> <a href="https://other.example/">them</a></p>',
        source_format=SourceFormat.HTML,
        published_at=NOON - timedelta(days=1),
    )
    entry = feed(client).findall(f"{ATOM}entry")[1]
    assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == [ADA, BO]
    content = entry.findtext(f"{ATOM}content")
    assert 'href="http://testserver/about/"' in content
    assert 'href="https://other.example/"' in content


def test_the_feed_holds_the_newest_twenty(ferry, client):
    publish_many(ferry.publication_id, 25)
    assert len(feed(client).findall(f"{ATOM}entry")) == 20


def test_a_newspaper_without_articles_has_a_feed_that_does_not_change_by_itself(db, client):
    found(FERRY)
    root = feed(client)
    assert root.findall(f"{ATOM}entry") == []
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"


def test_the_sitemap_names_articles_and_fixed_pages(ferry, client):
    response = client.get("/sitemap.xml")
    root = ET.fromstring(response.content)
    assert {item.text for item in root.iter(f"{MAP}loc")} == {
        "http://testserver/articles/the-bridge-is-tired/",
        "http://testserver/house-rules/",
    }
    assert all("T" in item.text for item in root.iter(f"{MAP}lastmod"))


def test_robots_are_kept_from_private_places_and_shown_the_sitemap(ferry, client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /desk/" in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
