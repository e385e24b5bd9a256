"""What queries return and templates receive."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from folkmoot.articles.values.addresses import history_path
from folkmoot.articles.values.sources import (
    BlockView,
    CitationView,
    CorrectionView,
    QuotationView,
    SourceLink,
    SourceView,
    blocks_of,
    chains_of,
)
from folkmoot.pure.labels import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationView:
    """Whose house a request is in.

    Attributes:
        base_url: absolute, without a final slash; every absolute address is made from it.
        origins: of other sites whose pages may host our threads, as `scheme://host[:port]`.
        labels: words of ours that it says in its own way.
    """

    id: int
    slug: str
    name: str
    base_url: str
    language: str
    time_zone: str
    origins: tuple[str, ...] = ()
    labels: Labels = ()


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
    """One line of the sitemap; `updated_at` is None where there is nothing to have a time."""

    path: str
    updated_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsEntry:
    """One line of the sitemap of news."""

    path: str
    headline: str
    published_at: datetime


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
        name, tagline, language, time_zone, labels: of the publication.
        base_url: absolute, without a final slash.
        sections: in their order.
        fixed_pages: linked in the footer.
        menu: what the masthead links to; the sections, if the owner chose nothing else.
        logo: in the masthead, instead of the name.
        stylesheet: the address of the publication's own colours and fonts; empty for ours.
        footer_html: safe; what the owner says below every page.
        lead_id: the page of the article that the editor put first; None for the newest.
    """

    publication_id: int
    name: str
    tagline: str
    language: str
    time_zone: str
    base_url: str
    labels: Labels = ()
    sections: tuple[Link, ...] = ()
    fixed_pages: tuple[Link, ...] = ()
    menu: tuple[Link, ...] = ()
    logo: PictureView | None = None
    stylesheet: str = ""
    footer_html: str = ""
    lead_id: int | None = None


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
class FoundArticle:
    """An article that the search found. `place` is where it stands in the index; `text` is its body without markup."""

    teaser: TeaserView
    place: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionView:
    """Somewhere else that links here (a pingback, once)."""

    url: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """A whole article. `body_html` is safe; each block carries `id="b-…"`.

    Attributes:
        changes: how often the text changed since it could first be read.
        sources: by number, from 1.
        citations: which blocks rest on which sources.
        corrections: in the order they were made.
    """

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
    changes: int = 0
    sources: tuple[SourceView, ...] = ()
    citations: tuple[CitationView, ...] = ()
    quotations: tuple[QuotationView, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()

    @property
    def chains(self) -> tuple[tuple[SourceLink, ...], ...]:
        """Return who says it on whose word, as `chains_of`."""
        return chains_of(self.sources, self.citations)

    @property
    def blocks(self) -> tuple[BlockView, ...]:
        """Return the body block by block, each with what it rests on."""
        return blocks_of(self.body_html, self.sources, self.citations, self.quotations)

    @property
    def history_path(self) -> str:
        """Return where readers see what changed."""
        return history_path(self.slug)


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
