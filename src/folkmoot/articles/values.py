"""Names, states and addresses of what is published; and what the templates receive."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from folkmoot.pure.urls import normalise_url, origin_of


class PageKind(StrEnum):
    """What hangs on a page."""

    ARTICLE = "article"
    FIXED = "fixed"
    OUTSIDE = "outside"


class ArticleState(StrEnum):
    """Where an article stands."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class SourceFormat(StrEnum):
    """How a revision's source is written."""

    MARKDOWN = "markdown"
    HTML = "html"


def picture_path(path: str) -> str:
    """Return the address of a stored picture."""
    return f"/media/{path}"


def article_path(slug: str) -> str:
    """Return the address of an article below the publication's root."""
    return f"/articles/{slug}/"


def fixed_page_path(slug: str) -> str:
    """Return the address of a fixed page."""
    return f"/{slug}/"


def section_path(slug: str) -> str:
    """Return the address of a section's list."""
    return f"/section/{slug}/"


def author_path(slug: str) -> str:
    """Return the address of an author's page."""
    return f"/author/{slug}/"


def tag_path(slug: str) -> str:
    """Return the address of a tag's list."""
    return f"/tag/{slug}/"


def stored_address(url: str, *, base_url: str) -> str:
    """Return how the page at an absolute address is stored: a path below `base_url`, else the normalised address.

    Raises:
        ValueError: not an http or https address; the message is a sentence.
    """
    absolute = normalise_url(url)
    own = origin_of(base_url)
    return urlsplit(absolute).path if absolute.startswith(f"{own}/") else absolute


DESK_PATH = "/desk/"
DESK_ARTICLES_PATH = "/desk/articles/"
DESK_ARTICLE_NEW_PATH = "/desk/articles/new/"
DESK_PAGES_PATH = "/desk/pages/"
DESK_PAGE_NEW_PATH = "/desk/pages/new/"


def desk_article_path(article_id: int) -> str:
    """Return the address of an article's form on the desk."""
    return f"/desk/articles/{article_id}/"


def desk_page_path(page_id: int) -> str:
    """Return the address of a fixed page's form on the desk."""
    return f"/desk/pages/{page_id}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationView:
    """Whose house a request is in.

    Attributes:
        base_url: absolute, without a final slash; every absolute address is made from it.
        origins: of other sites whose pages may host our threads, as `scheme://host[:port]`.
    """

    id: int
    slug: str
    name: str
    base_url: str
    language: str
    time_zone: str
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """Anything that can host a thread. `url` is a path for our own pages, absolute for others."""

    id: int
    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPage:
    """A page that has its thread."""

    page_id: int
    thread_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One line of the sitemap."""

    path: str
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """What an author hands in.

    Attributes:
        source: the text, in `source_format`.
        section_name, tag_names, author_names: made on first use; an empty section name means none.
        slug: empty to have one made from the headline.
    """

    headline: str
    standfirst: str
    source: str
    source_format: SourceFormat
    section_name: str
    tag_names: tuple[str, ...]
    author_names: tuple[str, ...]
    slug: str
    picture_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDraft:
    """What an owner says about their newspaper.

    Attributes:
        base_url: its public address, `https://news.example`.
        hosts: further names it answers to, without port.
        origins: of other sites whose pages may host our threads.
    """

    slug: str
    name: str
    base_url: str
    tagline: str = ""
    language: str = "en"
    time_zone: str = "UTC"
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPageDraft:
    """What a member of staff hands in for About, Imprint and their like."""

    title: str
    source: str
    source_format: SourceFormat
    slug: str
    published: bool = True
    in_footer: bool = True
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A word that leads somewhere."""

    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChromeView:
    """What stands around every page: masthead and footer.

    Attributes:
        publication_id: whose house it is.
        name, tagline, language, time_zone: of the publication.
        base_url: absolute, without a final slash.
        sections: in their order.
        fixed_pages: linked in the footer.
    """

    publication_id: int
    name: str
    tagline: str
    language: str
    time_zone: str
    base_url: str
    sections: tuple[Link, ...] = ()
    fixed_pages: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """A picture as shown. `srcset` is ready for the attribute; width and height are pixels of `src`."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeaserView:
    """One article in a list. `comment_count` is filled in by `pages`."""

    page_id: int
    path: str
    headline: str
    standfirst: str
    section: Link | None
    bylines: tuple[Link, ...]
    published_at: datetime
    picture: PictureView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionView:
    """Somewhere else that links here (a pingback, once)."""

    url: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """A whole article. `body_html` is safe; each block carries `id="b-…"`."""

    id: int
    page_id: int
    slug: str
    path: str
    headline: str
    standfirst: str
    body_html: str
    section: Link | None
    tags: tuple[Link, ...]
    bylines: tuple[Link, ...]
    published_at: datetime
    updated_at: datetime | None
    picture: PictureView | None = None
    mentions: tuple[MentionView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPageView:
    """About, Imprint and their like."""

    page_id: int
    slug: str
    path: str
    title: str
    body_html: str
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A page of teasers: front, section, author or tag.

    Attributes:
        title: heading; empty for the front page.
        intro: a sentence under it (an author's biography), may be empty.
        next_path: the older page, or None.
    """

    title: str
    intro: str
    path: str
    teasers: tuple[TeaserView, ...] = field(default=())
    next_path: str | None = None
