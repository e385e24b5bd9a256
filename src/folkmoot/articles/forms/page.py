"""The form of a fixed page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.http import QueryDict

from folkmoot.articles.forms.parts import number_in
from folkmoot.articles.values import FixedPageDraft, PagePurpose, SourceFormat


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
    purpose: PagePurpose | Literal[""] = ""

    def draft(self) -> FixedPageDraft:
        """Return what the command is asked to save; a position that is no number counts as 0."""
        return FixedPageDraft(
            title=self.title,
            source=self.source,
            source_format=self.source_format,
            slug=self.slug,
            published=self.published,
            in_footer=self.in_footer,
            position=number_in(self.position) or 0,
            purpose=self.purpose,
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
        purpose=purpose_in(sent.get("purpose", "")),
    )


def purpose_in(text: str) -> PagePurpose | Literal[""]:
    """Return what a page is for; empty for nothing that we know."""
    return PagePurpose(text) if text in set(PagePurpose) else ""
