"""A channel as Atom (RFC 4287, with threads after RFC 4685), as RSS 2.0 and as JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.xmlutils import SimplerXMLGenerator

from folkmoot.pages.feeds.channel import Channel, Entry, fit_for_xml

JSON_VERSION = "https://jsonfeed.org/version/1.1"


class Atom(Atom1Feed):
    """Every author and the whole text of each entry, and what it answers."""

    def root_attributes(self) -> dict[str, str]:
        """Return the names of the vocabularies."""
        return {**super().root_attributes(), "xmlns:thr": "http://purl.org/syndication/thread/1.0"}

    def latest_post_date(self) -> datetime:
        """Return when the channel changed."""
        channel: Channel = self.feed["channel"]
        return channel.updated_at

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Write what stands above the entries."""
        super().add_root_elements(handler)
        if logo := self.feed["channel"].logo_url:
            handler.addQuickElement("logo", logo)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write one entry."""
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for writer in entry.writers:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", fit_for_xml(writer.name))
            if writer.url:
                handler.addQuickElement("uri", writer.url)
            handler.endElement("author")
        handler.addQuickElement("content", fit_for_xml(entry.content), {"type": "html"})
        if entry.answers:
            handler.addQuickElement("thr:in-reply-to", None, {"ref": entry.answers, "href": entry.answers})
        if entry.talk:
            attributes = {"rel": "replies", "type": "application/atom+xml", "href": entry.talk.feed_url}
            handler.addQuickElement("link", "", attributes)


class Rss(Rss201rev2Feed):
    """With the modules that readers of WordPress feeds know: content, dc, slash, wfw."""

    def rss_attributes(self) -> dict[str, str]:
        """Return the names of the vocabularies."""
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:slash": "http://purl.org/rss/1.0/modules/slash/",
            "xmlns:wfw": "http://wellformedweb.org/CommentAPI/",
        }

    def latest_post_date(self) -> datetime:
        """Return when the channel changed."""
        channel: Channel = self.feed["channel"]
        return channel.updated_at

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Write what stands above the items."""
        super().add_root_elements(handler)
        channel: Channel = self.feed["channel"]
        if channel.logo_url:
            handler.startElement("image", AttributesImpl({}))
            for name, text in (("url", channel.logo_url), ("title", channel.title), ("link", channel.home_url)):
                handler.addQuickElement(name, fit_for_xml(text))
            handler.endElement("image")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write one item."""
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for writer in entry.writers:
            handler.addQuickElement("dc:creator", fit_for_xml(writer.name))
        handler.addQuickElement("content:encoded", fit_for_xml(entry.content))
        if entry.talk:
            handler.addQuickElement("slash:comments", str(entry.talk.count))
            handler.addQuickElement("wfw:commentRss", entry.talk.feed_url)


def atom_of(channel: Channel) -> str:
    """Return the channel as Atom."""
    feed = Atom(**_head(channel, "feed.atom"), subtitle=fit_for_xml(channel.subtitle) or None)
    return _written(feed, channel.entries)


def rss_of(channel: Channel) -> str:
    """Return the channel as RSS 2.0."""
    return _written(Rss(**_head(channel, "feed.rss")), channel.entries)


def json_of(channel: Channel) -> str:
    """Return the channel as JSON Feed 1.1."""
    words: dict[str, Any] = {
        "version": JSON_VERSION,
        "title": channel.title,
        "home_page_url": channel.home_url,
        "feed_url": channel.url_of("feed.json"),
        "language": channel.language,
        "authors": [{"name": channel.publisher, "url": channel.base_url + "/"}],
        "items": [_json_item(entry) for entry in channel.entries],
    }
    if channel.subtitle:
        words["description"] = channel.subtitle
    if channel.logo_url:
        words["icon"] = channel.logo_url
    return json.dumps(words, ensure_ascii=False, indent=1)


def _head(channel: Channel, name: str) -> dict[str, Any]:
    return {
        "title": fit_for_xml(channel.title),
        "link": channel.home_url,
        # RSS demands a description; Atom has its own word for it and may do without.
        "description": fit_for_xml(channel.subtitle or channel.title) if name == "feed.rss" else None,
        "language": channel.language,
        "author_name": fit_for_xml(channel.publisher),
        "feed_url": channel.url_of(name),
        "channel": channel,
    }


def _written(feed: SyndicationFeed, entries: Iterable[Entry]) -> str:
    for entry in entries:
        feed.add_item(
            title=fit_for_xml(entry.title),
            link=entry.url,
            description=escape(fit_for_xml(entry.summary)) or None,  # type: ignore[arg-type]  # None leaves the summary out
            unique_id=entry.id,
            unique_id_is_permalink=entry.id == entry.url,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            categories=[fit_for_xml(tag) for tag in entry.tags],
            comments=entry.talk.url if entry.talk else None,
            entry=entry,
        )
    return feed.writeString("utf-8")


def _json_item(entry: Entry) -> dict[str, Any]:
    words: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content,
        "summary": entry.summary,
        "image": entry.image_url,
        "date_published": _moment(entry.published_at),
        "date_modified": _moment(entry.updated_at),
        "authors": [{"name": one.name, "url": one.url} if one.url else {"name": one.name} for one in entry.writers],
        "tags": list(entry.tags),
    }
    return {name: value for name, value in words.items() if value not in ("", [])}


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
