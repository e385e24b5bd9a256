"""What happens to what is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from folkmoot.kit.outbox.facts import Fact, register


def page_key(page_id: int) -> str:
    """Return the surrogate key of everything that shows this page."""
    return f"page-{page_id}"


def lists_key(publication_id: int) -> str:
    """Return the surrogate key of the front page, lists, feeds and sitemap."""
    return f"lists-{publication_id}"


def chrome_key(publication_id: int) -> str:
    """Return the surrogate key of every page of a publication (masthead and footer)."""
    return f"chrome-{publication_id}"


HOSTS_KEY = "hosts"  # changes with which publication answers to which host


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFact(Fact):
    """Something happened to a page."""

    page_id: int

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the keys of the page and of the lists it may stand in."""
        return (page_key(self.page_id), lists_key(self.publication_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePublished(PageFact):
    """An article can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRevised(PageFact):
    """A published article has a new revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWithdrawn(PageFact):
    """An article is no longer shown."""

    takedown: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionSealed(PageFact):
    """The words of an earlier text are gone, for a reason that is public. Whoever keeps any of them forgets them."""

    takedown: ClassVar[bool] = True
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureDescribed(Fact):
    """A picture has other words; the pages and lists that show it say them."""

    picture_id: int
    page_ids: tuple[int, ...]
    is_logo: bool = False

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the keys of the pages that show it, and of the lists they stand in; of every page for a logo."""
        pages = tuple(page_key(page_id) for page_id in self.page_ids)
        return (*pages, lists_key(self.publication_id), *([chrome_key(self.publication_id)] if self.is_logo else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPageSaved(PageFact):
    """About, Imprint, … changed; the footer may have, too."""

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the keys of the page and of every page's footer."""
        return (page_key(self.page_id), chrome_key(self.publication_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationChanged(Fact):
    """Name, look, menu, footer or words changed, or the name or address of a section, an author or a tag."""

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the key of every page."""
        return (chrome_key(self.publication_id),)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontArranged(Fact):
    """Another article leads the front page."""

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the key of the lists."""
        return (lists_key(self.publication_id),)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostsChanged(Fact):
    """A publication may answer to other hosts; nothing may be shown under one that is no longer its own."""

    takedown: ClassVar[bool] = True

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the key of the table of hosts."""
        return (HOSTS_KEY,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesImported(Fact):
    """An importer finished; lists and menus may have changed."""

    source: str
    page_ids: tuple[int, ...]

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the keys of the pages, the lists and the chrome."""
        pages = tuple(page_key(page_id) for page_id in self.page_ids)
        return (*pages, lists_key(self.publication_id), chrome_key(self.publication_id))


for _kind, _fact in (
    ("articles.article_published", ArticlePublished),
    ("articles.article_revised", ArticleRevised),
    ("articles.article_withdrawn", ArticleWithdrawn),
    ("articles.revision_sealed", RevisionSealed),
    ("articles.fixed_page_saved", FixedPageSaved),
    ("articles.picture_described", PictureDescribed),
    ("articles.publication_changed", PublicationChanged),
    ("articles.front_arranged", FrontArranged),
    ("articles.hosts_changed", HostsChanged),
    ("articles.articles_imported", ArticlesImported),
):
    register(_kind, _fact)
