"""Reads of the articles. Every list is a constant number of SQL queries; only what is published is public."""

from folkmoot.articles.queries.addresses import NAMING_PARAMETERS, page_by_url, redirect_for
from folkmoot.articles.queries.lists import author, front, section, tag
from folkmoot.articles.queries.publications import (
    base_url_of,
    chrome_for_refusal,
    chrome_of,
    founding_path,
    hosts,
    is_sole,
    publication_by_slug,
    publication_of,
    publications,
    speaker_of,
)
from folkmoot.articles.queries.reading import article_by_slug, fixed_page_by_slug, recent_articles
from folkmoot.articles.queries.search import best_articles, count_unindexed, newest_articles
from folkmoot.articles.queries.sitemaps import news_entries, sitemap_articles, sitemap_pages, sitemap_parts

__all__ = [
    "NAMING_PARAMETERS",
    "article_by_slug",
    "author",
    "base_url_of",
    "best_articles",
    "chrome_for_refusal",
    "chrome_of",
    "count_unindexed",
    "fixed_page_by_slug",
    "founding_path",
    "front",
    "hosts",
    "is_sole",
    "newest_articles",
    "news_entries",
    "page_by_url",
    "publication_by_slug",
    "publication_of",
    "publications",
    "recent_articles",
    "redirect_for",
    "section",
    "sitemap_articles",
    "sitemap_pages",
    "sitemap_parts",
    "speaker_of",
    "tag",
]
