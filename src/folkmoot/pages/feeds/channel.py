"""What a feed holds, before it is written in one of the three formats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UNFIT_FOR_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who wrote an entry; `url` is absolute, or empty where there is no page."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The discussion of an entry: where it is read, where it is followed, how much was said."""

    url: str
    feed_url: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article or comment. All addresses are absolute.

    Attributes:
        id: permanent, whatever becomes of the address.
        content: safe HTML.
        answers: the address of what this is an answer to, empty for an article.
        image_url: a picture that stands for it, empty for none.
    """

    id: str
    url: str
    title: str
    summary: str = ""
    content: str
    writers: tuple[Writer, ...]
    tags: tuple[str, ...] = ()
    published_at: datetime
    updated_at: datetime
    answers: str = ""
    image_url: str = ""
    talk: Talk | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed.

    Attributes:
        home_url: the page that it follows.
        publisher: who stands behind it all.
        base_url: of the publication; the feed's own address is made from it.
        path: the page's path, under which `feed.atom` and its siblings stand.
        logo_url: absolute, empty for none.
    """

    title: str
    subtitle: str
    home_url: str
    publisher: str
    base_url: str
    path: str
    language: str
    logo_url: str = ""
    entries: tuple[Entry, ...]

    def url_of(self, name: str) -> str:
        """Return the absolute address of this feed in another format, such as `feed.rss`."""
        return f"{self.base_url}{self.path}{name}"

    @property
    def updated_at(self) -> datetime:
        """Return when the newest change was; of an empty feed a moment that is always the same."""
        return max((entry.updated_at for entry in self.entries), default=EPOCH)


def fit_for_xml(text: str) -> str:
    """Return the text without characters that XML cannot carry; old imports hold some."""
    return UNFIT_FOR_XML.sub("", text)
