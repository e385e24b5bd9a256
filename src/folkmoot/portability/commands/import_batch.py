"""Write one batch of an import: the rows and the memory of them in one transaction, short enough to wait for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from folkmoot.articles.commands.import_articles import (
    ImportedArticle,
    ImportedMention,
    import_articles,
    import_mentions,
)
from folkmoot.articles.events import ArticlesImported
from folkmoot.discussion.commands.import_comments import ImportedComment, import_comments
from folkmoot.discussion.commands.import_threads import import_threads
from folkmoot.discussion.events import CommentsImported
from folkmoot.kit.failpoints import Failpoint, reach
from folkmoot.kit.keys import keyed_hash
from folkmoot.kit.outbox.emit import emit
from folkmoot.portability.commands.record_import import record_import
from folkmoot.portability.models import ImportedItem
from folkmoot.portability.queries import known_targets
from folkmoot.portability.values import Kind, Target
from folkmoot.readers.commands.import_readers import ImportedReader, import_readers

BEGUN_ID = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPage:
    """An article or fixed page to be written. `closed`: nobody may comment any more."""

    source_id: str
    article: ImportedArticle
    opens_thread: bool
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedComment:
    """A comment to be written; its `reader_id` is filled in here, by the e-mail address if it has one."""

    source_id: str
    email: str
    comment: ImportedComment


def begin_import(target: Target) -> None:
    """Remember that an import of this source is under way, until `finish_import`."""
    ImportedItem.objects.get_or_create(
        publication_id=target.publication_id,
        source=target.source,
        kind=Kind.BEGUN,
        source_id=BEGUN_ID,
        defaults={"target_id": 0},
    )


def write_pages(target: Target, pages: Sequence[PlannedPage], *, now: datetime) -> tuple[list[int], dict[int, int]]:
    """Return (the page ids in order, the new threads by page id)."""
    with transaction.atomic():
        articles = [page.article for page in pages]
        page_ids = import_articles(publication_id=target.publication_id, articles=articles, now=now)
        pairs = list(zip(pages, page_ids, strict=True))
        closed = {page_id: page.closed for page, page_id in pairs if page.opens_thread}
        threads = import_threads(publication_id=target.publication_id, closed=closed, now=now)
        _record(target, Kind.ARTICLE, ((page.source_id, page_id) for page, page_id in pairs))
    return page_ids, threads


def write_threads(target: Target, closed: dict[int, bool], *, now: datetime) -> dict[int, int]:
    """Return thread id by page id for pages that had none; `closed` says of each whether it is."""
    with transaction.atomic():
        return import_threads(publication_id=target.publication_id, closed=closed, now=now)


def write_mentions(target: Target, mentions: Sequence[tuple[str, ImportedMention]]) -> None:
    """Write (source id, mention) pairs."""
    with transaction.atomic():
        import_mentions(mention for _source_id, mention in mentions)
        _record(target, Kind.MENTION, ((source_id, mention.page_id) for source_id, mention in mentions))


def write_comments(target: Target, planned: Sequence[PlannedComment], *, now: datetime) -> list[int]:
    """Return the ids of the new comments, in order. One reader for each e-mail address, else one for each comment."""
    hashes = [_claim_hash(one.email) for one in planned]
    with transaction.atomic():
        reader_ids = _readers(target, planned, hashes)
        comments = [
            replace(one.comment, reader_id=reader_id) for one, reader_id in zip(planned, reader_ids, strict=True)
        ]
        ids = import_comments(publication_id=target.publication_id, comments=comments, now=now)
        source_ids = (one.source_id for one in planned)
        _record(target, Kind.COMMENT, zip(source_ids, ids, strict=True))
        reach(Failpoint.IMPORT_WRITTEN)
    reach(Failpoint.IMPORT_COMMITTED)
    return ids


def finish_import(target: Target, *, page_ids: Iterable[int], thread_ids: Iterable[int], now: datetime) -> None:
    """Tell what an import brought, once, and forget that it was under way."""
    pages, threads = tuple(sorted(page_ids)), tuple(sorted(thread_ids))
    common = {"publication_id": target.publication_id, "at": now, "source": target.source}
    with transaction.atomic():
        if pages:
            emit(ArticlesImported(page_ids=pages, **common))  # type: ignore[arg-type]  # the fields all facts share
        if threads:
            emit(CommentsImported(thread_ids=threads, **common))  # type: ignore[arg-type]  # as above
        ImportedItem.objects.filter(
            publication_id=target.publication_id, source=target.source, kind=Kind.BEGUN
        ).delete()


def _readers(target: Target, planned: Sequence[PlannedComment], hashes: Sequence[str]) -> list[int]:
    asked = list(dict.fromkeys(filter(None, hashes)))
    known = known_targets(target.publication_id, target.source, Kind.READER, asked)
    new: dict[str, ImportedReader] = {}
    keys = []
    for place, (one, claim_hash) in enumerate(zip(planned, hashes, strict=True)):
        key = claim_hash or f"nameless {place}"
        keys.append(key)
        if key not in known and key not in new:
            new[key] = ImportedReader(
                name=one.comment.name, claim_hash=claim_hash, first_acted_at=one.comment.created_at
            )
    made = dict(zip(new, import_readers(list(new.values())), strict=True))
    _record(target, Kind.READER, ((key, made[key]) for key, reader in new.items() if reader.claim_hash))
    return [known[key] if key in known else made[key] for key in keys]


@lru_cache(maxsize=10_000)
def _claim_hash(email: str) -> str:
    address = email.strip().lower()
    return keyed_hash("claim", address) if address else ""


def _record(target: Target, kind: Kind, targets: Iterable[tuple[str, int]]) -> None:
    record_import(publication_id=target.publication_id, source=target.source, kind=kind, targets=targets)
