"""What people hand in to be kept."""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot.articles.values.kinds import SourceFormat


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
