"""What became of articles: their public texts, what each changed, and why one is gone."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext

from folkmoot.articles.models import Article, Revision, Withdrawal
from folkmoot.articles.queries.addresses import spellings
from folkmoot.articles.values import ArticleState, ChangeKind, article_path, history_path, revision_path
from folkmoot.articles.values.history import HistoryView, RevisionChange, RevisionView, SealView, WithdrawalView
from folkmoot.pure.anchoring.blocks import KeyedText, keys_after_edit
from folkmoot.pure.blocks_diff import BlockChange, DiffBlock, block_diff, passages
from folkmoot.pure.diff import Piece, word_diff


def article_history(publication_id: int, slug: str) -> HistoryView | None:
    """Return what became of a published article, or None. Two queries."""
    found = Article.objects.filter(publication_id=publication_id, slug=slug, state=ArticleState.PUBLISHED)
    row = found.only("page_id", "headline", "published_at").first()
    if row is None or row.published_at is None:
        return None
    return HistoryView(
        page_id=row.page_id,
        path=article_path(slug),
        history_path=history_path(slug),
        headline=row.headline,
        published_at=row.published_at,
        revisions=_revisions(row.page_id, slug),
    )


def revision_change(publication_id: int, slug: str, number: int) -> RevisionChange | None:
    """Return what one public revision of a published article changed, or None if readers never saw it. Four queries."""
    history = article_history(publication_id, slug)
    if history is None:
        return None
    place = next((at for at, revision in enumerate(history.revisions) if revision.number == number), None)
    if place is None:
        return None
    revision = history.revisions[place]
    before = history.revisions[place + 1] if place + 1 < len(history.revisions) else None
    later = history.revisions[place - 1] if place else None
    if revision.seal is not None:
        return RevisionChange(history=history, revision=revision, before=before, later=later)
    compared = before is not None and before.seal is None
    wanted = [revision.number, *([before.number] if before and compared else [])]
    rows = {
        row.number: row
        for row in Revision.objects.filter(page_id=history.page_id, number__in=wanted).prefetch_related("blocks")
    }
    new = rows[number]
    old = rows[before.number] if before and compared else new  # nothing to compare with: all of it stayed
    blocks = block_diff(_blocks(old), _blocks(new))
    headline, standfirst = word_diff(old.headline, new.headline), word_diff(old.standfirst, new.standfirst)
    sources = _sources_diff(old, new)
    return RevisionChange(
        history=history,
        revision=revision,
        before=before,
        compared=compared,
        words_changed=_differs(headline, standfirst, *(change.pieces for change in (*blocks, *sources))),
        headline=headline,
        standfirst=standfirst,
        passages=passages(blocks),
        sources=sources,
        later=later,
    )


def withdrawn_at(publication_id: int, path_with_query: str) -> WithdrawalView | None:
    """Return the withdrawal of the article that once stood at an address, also at one of before. One query."""
    paths = spellings(path_with_query)
    at_address = Q(article__page__url__in=paths) | Q(article__page__redirects__path__in=paths)
    return _withdrawal(at_address, publication_id)


def withdrawn_page(publication_id: int, page_id: int) -> WithdrawalView | None:
    """Return the withdrawal of a page's article, or None. One query."""
    return _withdrawal(Q(article_id=page_id), publication_id)


def _withdrawal(condition: Q, publication_id: int) -> WithdrawalView | None:
    row = Withdrawal.objects.filter(condition, article__publication_id=publication_id).first()
    return WithdrawalView(page_id=row.article_id, reason=row.reason, legal=row.legal, at=row.at) if row else None


def _revisions(page_id: int, slug: str) -> tuple[RevisionView, ...]:
    rows = (
        Revision.objects.filter(page_id=page_id, public_at__isnull=False)
        .select_related("seal", "correction")
        .only("number", "public_at", "headline", "change", "seal", "correction")
        .order_by("number")
    )
    views = [_revision(row, ordinal, slug) for ordinal, row in enumerate(rows, 1)]
    return tuple(view for view in reversed(views) if view is not None)


def _revision(row: Revision, ordinal: int, slug: str) -> RevisionView | None:
    if row.public_at is None:
        return None
    seal, correction = getattr(row, "seal", None), getattr(row, "correction", None)
    return RevisionView(
        number=row.number,
        ordinal=ordinal,
        path=revision_path(slug, row.number),
        public_at=row.public_at,
        headline=row.headline,
        change=ChangeKind(row.change) if row.change else None,
        wrong=correction.wrong if correction and not seal else "",
        right=correction.right if correction and not seal else "",
        seal=SealView(reason=seal.reason, at=seal.at) if seal else None,
    )


def _blocks(row: Revision) -> list[DiffBlock]:
    return [DiffBlock(key=block.key, tag=block.tag, text=block.text) for block in row.blocks.all()]


def _sources_diff(old: Revision, new: Revision) -> tuple[BlockChange, ...]:
    """Return what changed in the list of sources; a line is known again by its words, as a paragraph is."""
    before = [KeyedText(key=str(place), text=line) for place, line in enumerate(_source_lines(old))]
    lines = _source_lines(new)
    after = zip(keys_after_edit(before, lines), lines, strict=True)
    return block_diff(
        [DiffBlock(key=line.key, tag="li", text=line.text) for line in before],
        [DiffBlock(key=key, tag="li", text=line) for key, line in after],
    )


def _source_lines(row: Revision) -> list[str]:
    """Return each source in a line: its number, who it is, whom it cites, where it is."""
    lines = []
    for source in row.sources:
        words = [source["name"] or gettext("an unnamed source"), source["role"]]
        if source["on_word_of"]:
            words.append(gettext("citing source %(number)s") % {"number": source["on_word_of"]})
        line = ", ".join(word for word in words if word)
        lines.append(f"{source['number']}. {line} {source['url']}".strip())
    return lines


def _differs(*rows: Iterable[Piece]) -> bool:
    return any(piece.kind != "same" for pieces in rows for piece in pieces)
