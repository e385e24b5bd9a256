"""What robots read: where they need not go, and the sitemaps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from folkmoot.articles import queries as articles
from folkmoot.articles.events import chrome_key, lists_key
from folkmoot.articles.values import ChromeView, SitemapEntry
from folkmoot.kit import clock
from folkmoot.kit.http.caching import shared
from folkmoot.pages.feeds.channel import fit_for_xml
from folkmoot.pages.finding import SEARCH_PATH
from folkmoot.pages.linked_data import absolute
from folkmoot.pages.respond import chrome_for, moved_or_missing

SITEMAP_PATH = "/sitemap.xml"
NEWS_SITEMAP_PATH = "/news-sitemap.xml"
PAGES_PATH = "/sitemap-pages.xml"
XML = "application/xml; charset=utf-8"
IS_NEWS_FOR = timedelta(hours=48)
PRIVATE_PLACES = ("/admin/", "/desk/", "/my/", "/api/", SEARCH_PATH)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Return where robots need not go, and where the sitemaps are."""
    chrome = chrome_for(request)
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in PRIVATE_PLACES), ""]
    lines += [f"Sitemap: {chrome.base_url}{path}" for path in (NEWS_SITEMAP_PATH, SITEMAP_PATH)]
    return _shared(chrome, "\n".join([*lines, ""]), "text/plain; charset=utf-8")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Return where the parts of the sitemap are: one of lists and fixed pages, the others of articles."""
    chrome = chrome_for(request)
    parts = articles.sitemap_parts(chrome.publication_id)
    entries = [SitemapEntry(path=PAGES_PATH, updated_at=max(parts, default=None))]
    entries += [SitemapEntry(path=f"/sitemap-{number}.xml", updated_at=at) for number, at in enumerate(parts, start=1)]
    return _map(chrome, "pages/sitemap_index.xml", entries)


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """Return the front page, sections, authors and fixed pages."""
    chrome = chrome_for(request)
    return _map(chrome, "pages/sitemap.xml", articles.sitemap_pages(chrome.publication_id))


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """Return one part of the articles."""
    chrome = chrome_for(request)
    entries = articles.sitemap_articles(chrome.publication_id, number) if number else ()
    return _map(chrome, "pages/sitemap.xml", entries) if entries else moved_or_missing(request, chrome)


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Return the articles of the last 48 hours, as Google News asks for them. Never kept: it changes by the hour."""
    chrome = chrome_for(request)
    found = articles.news_entries(chrome.publication_id, since=clock.now() - IS_NEWS_FOR)
    entries = [(absolute(chrome, one.path), fit_for_xml(one.headline), one.published_at) for one in found]
    context = {"chrome": chrome, "language": _news_language(chrome.language), "entries": entries}
    return HttpResponse(render_to_string("pages/news_sitemap.xml", context), content_type=XML)


def _map(chrome: ChromeView, template: str, entries: Sequence[SitemapEntry]) -> HttpResponse:
    lines = [(absolute(chrome, entry.path), entry.updated_at) for entry in entries]
    return _shared(chrome, render_to_string(template, {"entries": lines}), XML)


def _news_language(tag: str) -> str:
    """Return the language as the protocol of news wants it: ISO 639, and of Chinese also where it is written."""
    if tag.lower().startswith("zh"):
        return "zh-tw" if tag.lower().endswith(("tw", "hk", "hant")) else "zh-cn"
    return tag.partition("-")[0].lower()


def _shared(chrome: ChromeView, text: str, content_type: str) -> HttpResponse:
    keys = (chrome_key(chrome.publication_id), lists_key(chrome.publication_id))
    return shared(HttpResponse(text, content_type=content_type), keys=keys)
