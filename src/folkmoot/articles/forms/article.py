"""The form of an article: everything about it on one page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.http import QueryDict

from folkmoot.articles.forms.parts import LOCAL_MOMENT, names_in, number_in
from folkmoot.articles.forms.sources import Rows, source_rows_in, without_empty_rows
from folkmoot.articles.policy import bad_moment
from folkmoot.articles.values import (
    ArticleDraft,
    ChangeKind,
    CorrectionDraft,
    SourceDraft,
    SourceFormat,
    SourceKind,
)
from folkmoot.pure.verdict import DeniedError

TEXTS = (
    "headline", "standfirst", "section_name", "tag_names", "author_names", "slug", "source", "published_at",
    "alt", "caption", "credit", "new_alt", "new_caption", "new_credit", "wanted", "change", "correction_wrong", "correction_right",
    "quoted", "speaker", "speaker_role", "quoted_from",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFields:
    """The fields of an article's form, as typed.

    Attributes:
        tag_names, author_names: in a row, with commas.
        published_at: local, without a zone.
        picture_id: the lead picture, whose words are `alt`, `caption` and `credit`.
        new_alt, new_caption, new_credit: the words of a picture that is being added.
        chosen: a picture of the library that shall be the lead, or go into the text.
        wanted: words that pictures of the library are looked for by.
        version: of the article that the author saw when they began to type.
        change, correction_wrong, correction_right: what a save after publication does, and the two sentences of a correction.
        quoted, speaker, speaker_role, quoted_from: a quotation on its way into the text; the last is a source's number.
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
    sources: Rows = ()
    picture_id: int | None = None
    alt: str = ""
    caption: str = ""
    credit: str = ""
    new_alt: str = ""
    new_caption: str = ""
    new_credit: str = ""
    chosen: int | None = None
    wanted: str = ""
    version: int | None = None
    change: str = ""
    correction_wrong: str = ""
    correction_right: str = ""
    quoted: str = ""
    speaker: str = ""
    speaker_role: str = ""
    quoted_from: str = ""

    def draft(self) -> ArticleDraft:
        """Return what the command is asked to save; source rows that nobody filled in are left out."""
        source, rows = without_empty_rows(self.source, self.sources)
        return ArticleDraft(
            headline=self.headline,
            standfirst=self.standfirst,
            source=source,
            source_format=self.source_format,
            section_name=self.section_name,
            tag_names=names_in(self.tag_names),
            author_names=names_in(self.author_names),
            slug=self.slug,
            picture_id=self.picture_id,
            sources=tuple(
                SourceDraft(
                    kind=next((kind for kind in SourceKind if kind == row.kind), SourceKind.NAMED),
                    name=row.name,
                    role=row.role,
                    url=row.url,
                    on_word_of=number_in(row.on_word_of),
                )
                for row in rows
            ),
        )

    def kind_of_change(self) -> ChangeKind | None:
        """Return what the author says this save does to a published text; None if they did not say."""
        return next((kind for kind in ChangeKind if kind == self.change), None)

    def correction(self) -> CorrectionDraft | None:
        """Return the sentences of a correction; None where this is none."""
        if self.kind_of_change() is not ChangeKind.CORRECTION:
            return None
        return CorrectionDraft(wrong=self.correction_wrong, right=self.correction_right)

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

    def with_more(self, words: str) -> ArticleFields:
        """Return the fields with words as a last paragraph of the text."""
        return replace(self, source=f"{self.source.rstrip()}\n\n{words}\n".lstrip())


def article_fields_in(sent: QueryDict, *, source_format: SourceFormat) -> ArticleFields:
    """Return the fields as sent; how the text is written is not the sender's choice."""
    return ArticleFields(
        source_format=source_format,
        sources=source_rows_in(sent),
        picture_id=number_in(sent.get("picture_id", "")),
        chosen=number_in(sent.get("chosen", "")),
        version=number_in(sent.get("version", "")),
        **{name: sent.get(name, "") for name in TEXTS},
    )
