"""One import of an export, from file to report: survey, pages, comments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from folkmoot.portability.commands.import_batch import PlannedPage
from folkmoot.portability.report import Report
from folkmoot.portability.writers import Writer
from folkmoot.portability.wxr.comments import CommentWriter
from folkmoot.portability.wxr.fate import ItemKind
from folkmoot.portability.wxr.moved import Moves
from folkmoot.portability.wxr.pages import PageMaker
from folkmoot.portability.wxr.pictures import Gallery
from folkmoot.portability.wxr.reader import WxrReader
from folkmoot.portability.wxr.records import Channel, WpComment, WpItem
from folkmoot.portability.wxr.survey import Survey, take_survey

FORMAT = "wxr"
BATCH_ROWS = 500
ROWS_OF_A_PAGE = 6
"""Page, article, revision, thread, record, picture's place: what each page costs besides what it has many of."""

Tell = Callable[[str, int], None]
"""Is told the name of the pass and how many bytes of the file it has read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where the export goes, known once its channel has been read."""

    writer: Writer
    pictures: Gallery


class FindDestination(Protocol):
    """Finds or makes the publication."""

    def __call__(self, channel: Channel) -> Destination:
        """Return where an export of this site goes. Called after the file was found whole."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WxrImport:
    """What is asked for. `include`: of "spam" and "trash", what comes too."""

    path: Path
    include: frozenset[str]
    moves: Moves
    find_destination: FindDestination
    tell: Tell
    now: datetime

    def run(self) -> Report:
        """Return what was done.

        Raises:
            BadFileError: the file cannot be used; nothing was written.
        """
        report = Report(source_format=FORMAT)
        survey = take_survey(self.path, include=self.include, report=report, progress=self._progress("checking"))
        destination = self.find_destination(survey.channel)
        page_ids = self._import_pages(survey, destination, report)
        self._import_comments(survey, destination.writer, page_ids, report)
        destination.writer.finish()
        report.threads = destination.writer.thread_count
        return report

    def _progress(self, name: str) -> Callable[[int], None]:
        return lambda done_bytes: self.tell(name, done_bytes)

    def _import_pages(self, survey: Survey, destination: Destination, report: Report) -> dict[str, int]:
        writer = destination.writer
        maker = PageMaker(survey, pictures=destination.pictures, moves=self.moves, report=report, now=self.now)
        page_ids = writer.known_pages()
        batch: list[PlannedPage] = []
        rows = 0
        for item in WxrReader(self.path, comments=False, progress=self._progress("articles")):
            facts = survey.items.get(item.ordinal)
            if facts is None or not isinstance(item, WpItem):
                continue
            if facts.source_id in page_ids:
                report.unchanged += 1
                continue
            page = maker.make(item, facts)
            cost = _rows(page)
            if batch and rows + cost > BATCH_ROWS * writer.share:
                page_ids |= _write(writer, batch)
                batch, rows = [], 0
            batch.append(page)
            rows += cost
            if facts.fate.kind is ItemKind.FIXED:
                report.pages += 1
            else:
                report.articles[facts.fate.state] += 1
        return page_ids | _write(writer, batch)

    def _import_comments(self, survey: Survey, writer: Writer, page_ids: dict[str, int], report: Report) -> None:
        comments = CommentWriter(
            survey, page_ids=page_ids, writer=writer, report=report, moves=self.moves, now=self.now
        )
        for comment in WxrReader(self.path, items=False, progress=self._progress("comments")):
            if isinstance(comment, WpComment):
                comments.take(comment)
        comments.finish()


def _write(writer: Writer, batch: list[PlannedPage]) -> dict[str, int]:
    if not batch:
        return {}
    return dict(zip((page.source_id for page in batch), writer.pages(batch), strict=True))


def _rows(page: PlannedPage) -> int:
    article = page.article
    names = 2 * (len(article.tag_names) + len(article.author_names)) + bool(article.section_name)
    return ROWS_OF_A_PAGE + len(article.text.blocks) + len(article.old_paths) + names
