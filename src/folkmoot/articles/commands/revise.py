"""Give an article the text its author now wants, and tell readers what was done to one they have read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from folkmoot.articles.commands.show_revision import show_revision
from folkmoot.articles.commands.write_revision import WrittenText, says_the_same, write_revision
from folkmoot.articles.models import Article, Correction
from folkmoot.articles.policy.changes import bad_correction, change_unnamed
from folkmoot.articles.values import ArticleState, ChangeKind, CorrectionDraft, SourceFormat
from folkmoot.kit.text.markers import first_marker_left
from folkmoot.pure.verdict import require


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an author says about their save, who they are (None for the house itself), and when."""

    kind: ChangeKind | None
    correction: CorrectionDraft | None
    account_id: int | None
    at: datetime


def revise(article: Article, text: WrittenText, change: Change) -> tuple[str, ...]:
    """Set the article's current revision, and return what was done, in the codes of the audit log.

    What readers have read gets a revision of its own for each change, public at once; a correction always gets one,
    even if only a picture was wrong. Runs in the caller's transaction, which locked the publication.

    Raises:
        DeniedError: `change_missing`, `correction_missing`, `too_long`.
    """
    previous, saved = article.current, ("article.saved",)
    if article.state != ArticleState.PUBLISHED:
        article.current = write_revision(
            article.page, text, previous=previous, account_id=change.account_id, now=change.at
        )
        return saved
    differs = not says_the_same(previous, text)
    require(change_unnamed(ArticleState.PUBLISHED, change.kind, differs=differs))
    corrected = _new_correction(article, change, differs=differs)
    if not differs and corrected is None:
        return saved
    article.current = write_revision(
        article.page,
        text,
        previous=previous,
        account_id=change.account_id,
        now=change.at,
        change=change.kind,
        anew=True,
    )
    show_revision(article.current, now=change.at)
    article.updated_at = change.at
    if corrected is None:
        return saved
    Correction.objects.create(
        article=article, revision=article.current, wrong=corrected.wrong, right=corrected.right, at=change.at
    )
    return (*saved, "article.corrected")


def marker_left(text: WrittenText) -> int | None:
    """Return the number of a marker that names no source, or None. In HTML of old, without sources, it is only text."""
    if text.source_format is SourceFormat.HTML and not text.sources:
        return None
    return next((number for block in text.blocks if (number := first_marker_left(block.html))), None)


def _new_correction(article: Article, change: Change, *, differs: bool) -> CorrectionDraft | None:
    """Return what readers are to be told; nothing if they are told it already and the text is the one they have."""
    if change.kind is not ChangeKind.CORRECTION:
        return None
    require(bad_correction(change.correction))
    said = change.correction
    last = article.corrections.last()
    if not differs and last and said and (last.wrong, last.right) == (said.wrong, said.right):
        return None
    return said
