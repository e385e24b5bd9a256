"""What people hand in to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from folkmoot.articles.values.kinds import PagePurpose, SourceFormat, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft:
    """Who or what an article rests on.

    Attributes:
        name: may be empty only for somebody who is not named.
        url: http or https; empty for none.
        on_word_of: the place of the source that this one cites in turn, counted from 1; None for none.
    """

    kind: SourceKind
    name: str
    role: str = ""
    url: str = ""
    on_word_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionDraft:
    """What was wrong, and what is right: two sentences for everybody."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """What an author hands in.

    Attributes:
        source: the text, in `source_format`.
        section_name, tag_names, author_names: made on first use; an empty section name means none.
        slug: empty to have one made from the headline.
        sources: in their order; a marker such as `[^2]` in the text says which of them a block rests on.
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
    sources: tuple[SourceDraft, ...] = ()


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
    """What a member of staff hands in for About, Imprint and their like; `purpose` None leaves it as it is, "" takes it away."""

    title: str
    source: str
    source_format: SourceFormat
    slug: str
    published: bool = True
    in_footer: bool = True
    position: int = 0
    purpose: PagePurpose | Literal[""] | None = None
