"""What stands in an export, as read: nothing decided, nothing converted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class WpAuthor:
    """Someone who may write on the site; their e-mail address is not read."""

    id: int
    login: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The site.

    Attributes:
        base_url: of the blog, without a final slash; "" where the file does not say.
        authors: by login.
    """

    title: str
    description: str
    language: str
    base_url: str
    authors: Mapping[str, WpAuthor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WpTerm:
    """A category, tag or other term of an item; `domain` says which."""

    domain: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WpItem:
    """A post, page, attachment, menu entry, ….

    Attributes:
        ordinal: the item's place in the file, from 0.
        date, date_gmt, modified_gmt: "2012-01-05 14:30:46" or "0000-00-00 00:00:00" or "".
        meta: what the importer knows how to use, by key; the last of equal keys.
        old_slugs: addresses that the item had before.
    """

    ordinal: int
    post_id: str
    post_type: str
    status: str
    title: str = ""
    link: str = ""
    guid: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    date: str = ""
    date_gmt: str = ""
    modified_gmt: str = ""
    slug: str = ""
    parent: str = ""
    password: str = ""
    sticky: bool = False
    comment_status: str = ""
    attachment_url: str = ""
    terms: tuple[WpTerm, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    old_slugs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WpComment:
    """One `wp:comment`. Its IP address, user agent and most of its meta are not read.

    Attributes:
        ordinal: of the item it stands in.
        id, parent, user_id: 0 where the file has none or not a number.
        email: as written; only its keyed hash is ever kept.
        has_votes: a plugin counted votes on it, without saying whose.
    """

    ordinal: int
    id: int
    parent: int
    user_id: int
    name: str
    email: str
    url: str
    date: str
    date_gmt: str
    content: str
    approved: str
    type: str
    has_votes: bool
