"""The comments of an export, in batches: parents before their replies, whatever the order of the file."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from folkmoot.articles.commands.import_articles import ImportedMention
from folkmoot.discussion.commands.import_comments import ImportedComment
from folkmoot.discussion.values import GUEST_BADGE, CommentState
from folkmoot.kit.text.normalise import normalise
from folkmoot.portability.commands.import_batch import PlannedComment
from folkmoot.portability.report import Report
from folkmoot.portability.values import Kind
from folkmoot.portability.writers import Writer
from folkmoot.portability.wxr.comment_html import IMPORTED_RENDERER_VERSION, comment_html
from folkmoot.portability.wxr.fate import SPAM, Fate
from folkmoot.portability.wxr.moved import Moves
from folkmoot.portability.wxr.records import WpComment
from folkmoot.portability.wxr.survey import Survey
from folkmoot.portability.wxr.tree import KEPT, ROOT, Tree, plan_tree
from folkmoot.portability.wxr.words import one_line, person, storable

BATCH_COMMENTS = 100
"""The largest batch: with their readers, holds and records these are at most 500 rows."""
NAME_MAX_CHARS = 80
TITLE_MAX_CHARS = 400
URL_MAX_CHARS = 1000
AUTHOR_BADGE = "author"
STATES = {Fate.PUBLISHED: CommentState.PUBLISHED, Fate.HELD: CommentState.HELD, Fate.REMOVED: CommentState.REMOVED}


@dataclass(slots=True, kw_only=True)
class _Item:
    """What is known while the comments of one item go by; parallel arrays as in `Tree`."""

    page_id: int
    thread_id: int
    author_ids: frozenset[int]
    tree: Tree
    row_ids: array[int]
    known_mentions: Mapping[str, int]
    place: int = 0
    waiting: dict[int, list[tuple[int, WpComment]]] = field(default_factory=dict)


class CommentWriter:
    """Takes the comments of an export one by one and has them written.

    Args:
        survey: of the whole file.
        page_ids: by source id of the item.
        writer: takes the batches.
        report: is told what happened to each.
        moves: new names of old addresses.
        now: for what carries no date.
    """

    def __init__(
        self,
        survey: Survey,
        *,
        page_ids: Mapping[str, int],
        writer: Writer,
        report: Report,
        moves: Moves,
        now: datetime,
    ) -> None:
        """Keep all of them; nothing is written yet."""
        self._survey = survey
        self._page_ids = page_ids
        self._writer = writer
        self._report = report
        self._moves = moves
        self._now = now
        self._ordinal = -1
        self._item: _Item | None = None
        self._batch: list[tuple[_Item, int, PlannedComment]] = []
        self._place_in_batch: dict[tuple[int, int], int] = {}
        self._mentions: list[tuple[str, ImportedMention]] = []

    def take(self, comment: WpComment) -> None:
        """Take the next comment of the file."""
        if comment.ordinal != self._ordinal:
            self._ordinal = comment.ordinal
            self._item = self._open(comment.ordinal)
        if self._item is None:
            return
        item, place = self._item, self._item.place
        item.place += 1
        fate = Fate(self._survey.comments[comment.ordinal].fates[place])
        if fate is Fate.MENTION:
            self._take_mention(item, place, comment)
        elif fate in KEPT and item.row_ids[place]:
            self._report.unchanged += 1
        elif fate in KEPT:
            self._take_kept(item, place, comment)

    def finish(self) -> None:
        """Write what is left."""
        self._flush()
        self._flush_mentions()

    def _open(self, ordinal: int) -> _Item | None:
        facts = self._survey.items.get(ordinal)
        table = self._survey.comments.get(ordinal)
        if facts is None or table is None:
            return None
        tree = plan_tree(table.ids, table.parents, table.fates)
        for place in tree.missing:
            self._report.skip("parent", table.ids[place], "what it replied to is not in the file; it became a root")
        for place in tree.circular:
            self._report.skip("parent", table.ids[place], "it replied to its own replies; it became a root")
        page_id = self._page_ids[facts.source_id]
        kept = [str(comment_id) for comment_id, fate in zip(table.ids, table.fates, strict=True) if fate in KEPT]
        mentions = [
            str(comment_id) for comment_id, fate in zip(table.ids, table.fates, strict=True) if fate == Fate.MENTION
        ]
        row_ids = array("q", [0]) * len(table.ids)
        for source_id, row_id in self._writer.known(Kind.COMMENT, kept).items():
            row_ids[tree.index[int(source_id)]] = row_id
        authors = self._survey.channel.authors
        return _Item(
            page_id=page_id,
            thread_id=self._writer.thread_of(page_id, closed=facts.closed) if kept else 0,
            author_ids=frozenset(authors[login].id for login in facts.creators if login in authors) - {0},
            tree=tree,
            row_ids=row_ids,
            known_mentions=self._writer.known(Kind.MENTION, mentions),
        )

    def _take_kept(self, item: _Item, place: int, comment: WpComment) -> None:
        """Put a comment into the batch if its parent is written or in it; else it waits for its parent."""
        ready = [(place, comment)]
        while ready:
            place, comment = ready.pop()
            parent = item.tree.parents[place]
            if parent != ROOT and not item.row_ids[parent] and (id(item), parent) not in self._place_in_batch:
                item.waiting.setdefault(parent, []).append((place, comment))
                continue
            self._add(item, place, comment)
            ready += reversed(item.waiting.pop(place, ()))

    def _add(self, item: _Item, place: int, comment: WpComment) -> None:
        self._place_in_batch[id(item), place] = len(self._batch)
        self._batch.append((item, place, self._planned(item, place, comment)))
        if len(self._batch) >= BATCH_COMMENTS * self._writer.share:
            self._flush()

    def _flush(self) -> None:
        if not self._batch:
            return
        ids = self._writer.comments([planned for _item, _place, planned in self._batch])
        for (item, place, planned), row_id in zip(self._batch, ids, strict=True):
            item.row_ids[place] = row_id
            self._report.comments[planned.comment.state] += 1
        self._batch.clear()
        self._place_in_batch.clear()

    def _planned(self, item: _Item, place: int, comment: WpComment) -> PlannedComment:
        tree = item.tree
        state = STATES[Fate(self._survey.comments[comment.ordinal].fates[place])]
        parent, root = tree.parents[place], tree.roots[place]
        at = self._survey.clock.time_of(gmt=comment.date_gmt, local=comment.date)
        if at is None:
            self._report.skip("date", comment.id, "it has no date; it carries that of the import")
        source = normalise(storable(comment.content))
        is_author = comment.user_id in item.author_ids
        return PlannedComment(
            source_id=str(self._survey.comments[comment.ordinal].ids[place]),
            email=comment.email,
            comment=ImportedComment(
                thread_id=item.thread_id,
                parent_id=(item.row_ids[parent] or None) if parent != ROOT else None,
                root_id=(item.row_ids[root] or None) if parent != ROOT else None,
                parent_place=self._place_in_batch.get((id(item), parent)) if parent != ROOT else None,
                depth=tree.depths[place],
                reader_id=0,
                name=person(comment.name, NAME_MAX_CHARS),
                badges=(AUTHOR_BADGE if is_author else GUEST_BADGE,),
                source=source,
                html=comment_html(source),
                renderer_version=IMPORTED_RENDERER_VERSION,
                state=state,
                listed=bool(tree.listed[place]),
                reason=_reason(state, comment),
                created_at=at or self._now,
            ),
        )

    def _take_mention(self, item: _Item, place: int, comment: WpComment) -> None:
        source_id = str(self._survey.comments[comment.ordinal].ids[place])
        if source_id in item.known_mentions:
            return
        mention = ImportedMention(
            page_id=item.page_id,
            url=self._moves.apply(comment.url)[:URL_MAX_CHARS],
            title=one_line(comment.name, TITLE_MAX_CHARS),
            at=self._survey.clock.time_of(gmt=comment.date_gmt, local=comment.date) or self._now,
        )
        if not mention.url.startswith(("http://", "https://")):
            self._report.skip(comment.type, comment.id, "it does not say where it comes from")
            return
        self._mentions.append((source_id, mention))
        self._report.mentions += 1
        if len(self._mentions) >= BATCH_COMMENTS:
            self._flush_mentions()

    def _flush_mentions(self) -> None:
        if self._mentions:
            self._writer.mentions(self._mentions)
        self._mentions = []


def _reason(state: CommentState, comment: WpComment) -> str:
    if state is CommentState.HELD:
        return "It was waiting for approval on the old site."
    if state is CommentState.REMOVED:
        return "It was spam on the old site." if comment.approved == SPAM else "It was in the trash of the old site."
    return ""
