"""What there is, and where it stands."""

from __future__ import annotations

from enum import StrEnum


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


class ChangeKind(StrEnum):
    """What a save after publication did."""

    TYPO = "typo"
    CORRECTION = "correction"


class SourceKind(StrEnum):
    """Who or what an article rests on."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    AGENCY = "agency"
    DOCUMENT = "document"


class PagePurpose(StrEnum):
    """Fixed pages that others link to by what they are for."""

    ABOUT = "about"
    IMPRINT = "imprint"
    PRIVACY = "privacy"
    RULES = "rules"
