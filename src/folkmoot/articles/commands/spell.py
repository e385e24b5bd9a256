"""Bring what an author wrote into one spelling before it is judged and kept."""

from __future__ import annotations

from dataclasses import replace

from folkmoot.articles.policy import bad_text
from folkmoot.articles.values import ArticleDraft, CorrectionDraft, SourceDraft
from folkmoot.kit.text.normalise import normalise
from folkmoot.pure.verdict import DeniedError


def spelled(field: str, text: str) -> str:
    """Return the text in NFC, with plain line ends, without blanks at its ends.

    Raises:
        DeniedError: `bad_text` at `field`.
    """
    try:
        return normalise(text).strip()
    except ValueError as error:
        raise DeniedError(bad_text(field, str(error))) from error


def spelled_line(field: str, text: str) -> str:
    """Return the text as `spelled`, on one line with single spaces.

    Raises:
        DeniedError: `bad_text` at `field`.
    """
    return " ".join(spelled(field, text).split())


def spelled_article(draft: ArticleDraft) -> ArticleDraft:
    """Return the draft in one spelling.

    Raises:
        DeniedError: `bad_text`.
    """
    return replace(
        draft,
        headline=spelled_line("headline", draft.headline),
        standfirst=spelled("standfirst", draft.standfirst),
        source=spelled("source", draft.source),
        section_name=spelled_line("section_name", draft.section_name),
        tag_names=tuple(spelled_line("tag_names", name) for name in draft.tag_names),
        author_names=tuple(spelled_line("author_names", name) for name in draft.author_names),
        slug=spelled_line("slug", draft.slug),
        sources=tuple(_spelled_source(source) for source in draft.sources),
    )


def spelled_correction(correction: CorrectionDraft | None) -> CorrectionDraft | None:
    """Return the correction in one spelling; None for none.

    Raises:
        DeniedError: `bad_text`.
    """
    if correction is None:
        return None
    return CorrectionDraft(
        wrong=spelled_line("correction_wrong", correction.wrong),
        right=spelled_line("correction_right", correction.right),
    )


def _spelled_source(source: SourceDraft) -> SourceDraft:
    return replace(
        source,
        name=spelled_line("sources", source.name),
        role=spelled_line("sources", source.role),
        url=spelled("sources", source.url),
    )
