"""What programs read: the Atom feed with whole articles, the sitemap, and what robots may visit."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from folkmoot.articles.events import chrome_key, lists_key
from folkmoot.articles.queries import recent_articles, sitemap_entries
from folkmoot.articles.values import ArticleView, ChromeView
from folkmoot.kit.http.caching import shared
from folkmoot.pages.metadata import absolute
from folkmoot.pages.respond import chrome_for

FEED_PATH = "/feed.atom"
FEED_ARTICLES = 20
CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
OWN_ADDRESS = re.compile(r'((?:src|href)=")/(?!/)')
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PRIVATE_PLACES = ("/admin/", "/desk/", "/my/")


class NewspaperFeed(Atom1Feed):
    """Atom (RFC 4287) with every author and the whole text of each entry."""

    def latest_post_date(self) -> datetime:
        """Return when the newest entry changed; without any, a moment that is always the same."""
        return super().latest_post_date() if self.items else EPOCH

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write one entry: what Django writes, its authors and its content."""
        super().add_item_elements(handler, item)
        for name, uri in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", name)
            handler.addQuickElement("uri", uri)
            handler.endElement("author")
        handler.addQuickElement("content", item["content"], {"type": "html"})


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """Return the newest twenty articles, whole."""
    chrome = chrome_for(request)
    feed = NewspaperFeed(
        title=chrome.name,
        link=chrome.base_url + "/",
        description=None,
        subtitle=chrome.tagline or None,
        language=chrome.language,
        author_name=chrome.name,
        feed_url=chrome.base_url + FEED_PATH,
    )
    for article in recent_articles(chrome.publication_id, FEED_ARTICLES):
        _add(feed, chrome, article)
    return _shared(chrome, feed.writeString("utf-8"), "application/atom+xml; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the addresses of all articles and fixed pages."""
    chrome = chrome_for(request)
    context = {"base_url": chrome.base_url, "entries": sitemap_entries(chrome.publication_id)}
    return _shared(chrome, render_to_string("pages/sitemap.xml", context), "application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Return where robots need not go, and where the sitemap is."""
    chrome = chrome_for(request)
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in PRIVATE_PLACES)]
    text = "\n".join([*lines, "", f"Sitemap: {chrome.base_url}/sitemap.xml", ""])
    return _shared(chrome, text, "text/plain; charset=utf-8")


def _shared(chrome: ChromeView, text: str, content_type: str) -> HttpResponse:
    keys = (chrome_key(chrome.publication_id), lists_key(chrome.publication_id))
    return shared(HttpResponse(text, content_type=content_type), keys=keys)


def _add(feed: NewspaperFeed, chrome: ChromeView, article: ArticleView) -> None:
    feed.add_item(
        title=_clean(article.headline),
        link=absolute(chrome, article.path),
        description=escape(_clean(article.standfirst)) or None,  # type: ignore[arg-type]  # None leaves the summary out
        pubdate=article.published_at,
        updateddate=article.updated_at or article.published_at,
        categories=[tag.name for tag in article.tags],
        authors=[(_clean(author.name), absolute(chrome, author.path)) for author in article.bylines],
        content=OWN_ADDRESS.sub(rf"\g<1>{chrome.base_url}/", _clean(article.body_html)),
    )


def _clean(text: str) -> str:
    """Return the text without characters that XML cannot carry; old imports hold some."""
    return CONTROL_CHARACTERS.sub("", text)
