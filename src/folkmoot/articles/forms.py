"""What a member of staff typed: text, until a command has accepted it; shown again as it was when none does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.http import QueryDict

from folkmoot.articles.policy import bad_moment
from folkmoot.articles.values import ArticleDraft, FixedPageDraft, SourceFormat
from folkmoot.pure.verdict import DeniedError

NUMBER = re.compile(r"[0-9]{1,9}")
LOCAL_MOMENT = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFields:
    """The fields of an article's form. Names stand in a row, with commas; `published_at` is local, without a zone.

    `picture_id` is a picture that was sent and kept while something else was refused.
    """

    headline: str = ""
    standfirst: str = ""
    section_name: str = ""
    tag_names: str = ""
    author_names: str = ""
    slug: str = ""
    source: str = ""
    source_format: SourceFormat = SourceFormat.MARKDOWN
    published_at: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    remove_picture: bool = False
    picture_id: int | None = None

    def draft(self) -> ArticleDraft:
        """Return what the command is asked to save."""
        return ArticleDraft(
            headline=self.headline,
            standfirst=self.standfirst,
            source=self.source,
            source_format=self.source_format,
            section_name=self.section_name,
            tag_names=names_in(self.tag_names),
            author_names=names_in(self.author_names),
            slug=self.slug,
            picture_id=self.picture_id,
        )

    def moment(self, time_zone: str) -> datetime:
        """Return when it shall be published, in UTC.

        Raises:
            DeniedError: `bad_moment`.
        """
        try:
            local = datetime.strptime(self.published_at, LOCAL_MOMENT)  # noqa: DTZ007 -- the zone is the publication's
        except ValueError as error:
            raise DeniedError(bad_moment()) from error
        return local.replace(tzinfo=ZoneInfo(time_zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFields:
    """The fields of a fixed page's form."""

    title: str = ""
    slug: str = ""
    source: str = ""
    source_format: SourceFormat = SourceFormat.MARKDOWN
    published: bool = True
    in_footer: bool = True
    position: str = "0"

    def draft(self) -> FixedPageDraft:
        """Return what the command is asked to save; a position that is no number counts as 0."""
        return FixedPageDraft(
            title=self.title,
            source=self.source,
            source_format=self.source_format,
            slug=self.slug,
            published=self.published,
            in_footer=self.in_footer,
            position=_number(self.position) or 0,
        )


def article_fields_in(sent: QueryDict, *, source_format: SourceFormat) -> ArticleFields:
    """Return the fields as sent; how the text is written is not the sender's choice."""
    return ArticleFields(
        headline=sent.get("headline", ""),
        standfirst=sent.get("standfirst", ""),
        section_name=sent.get("section_name", ""),
        tag_names=sent.get("tag_names", ""),
        author_names=sent.get("author_names", ""),
        slug=sent.get("slug", ""),
        source=sent.get("source", ""),
        source_format=source_format,
        published_at=sent.get("published_at", ""),
        alt=sent.get("alt", ""),
        caption=sent.get("caption", ""),
        credit=sent.get("credit", ""),
        remove_picture="remove_picture" in sent,
        picture_id=_number(sent.get("picture_id", "")),
    )


def page_fields_in(sent: QueryDict, *, source_format: SourceFormat) -> PageFields:
    """Return the fields as sent; how the text is written is not the sender's choice."""
    return PageFields(
        title=sent.get("title", ""),
        slug=sent.get("slug", ""),
        source=sent.get("source", ""),
        source_format=source_format,
        published="published" in sent,
        in_footer="in_footer" in sent,
        position=sent.get("position", "0"),
    )


def names_in(row: str) -> tuple[str, ...]:
    """Return the names in a row with commas, without blanks and empty ones."""
    return tuple(name.strip() for name in row.split(",") if name.strip())


def local_moment(at: datetime | None, time_zone: str) -> str:
    """Return a moment as the form's input shows it; empty for none."""
    return at.astimezone(ZoneInfo(time_zone)).strftime(LOCAL_MOMENT) if at else ""


def _number(text: str) -> int | None:
    return int(text) if NUMBER.fullmatch(text.strip()) else None
