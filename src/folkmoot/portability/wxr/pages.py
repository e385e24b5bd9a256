"""Items of an export as articles and fixed pages, ready to be written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from folkmoot.articles.commands.import_articles import ImportedArticle
from folkmoot.articles.commands.write_revision import rendered
from folkmoot.articles.policy import HEADLINE_MAX_CHARS, NAME_MAX_CHARS, STANDFIRST_MAX_CHARS
from folkmoot.articles.values import ArticleState, SourceFormat
from folkmoot.kit.text.normalise import normalise
from folkmoot.portability.commands.import_batch import PlannedPage
from folkmoot.portability.report import Report
from folkmoot.portability.wxr.bodies import URL_SHOWN_CHARS, BodyConverter
from folkmoot.portability.wxr.fate import ItemKind
from folkmoot.portability.wxr.moved import Moves
from folkmoot.portability.wxr.old_paths import old_paths_of
from folkmoot.portability.wxr.pictures import Gallery
from folkmoot.portability.wxr.records import WpAuthor, WpItem
from folkmoot.portability.wxr.survey import CO_AUTHOR, ItemFacts, Survey
from folkmoot.portability.wxr.words import one_line, person, storable

TITLE_FROM_TEXT_CHARS = 60
UNCHOSEN = "uncategorized"
"""The category that WordPress gives to what its author put into none."""
DATED = frozenset({ArticleState.PUBLISHED, ArticleState.SCHEDULED, ArticleState.WITHDRAWN})


class PageMaker:
    """Makes pages of one export.

    Args:
        survey: of the whole file.
        pictures: our copies of the site's pictures.
        moves: new names of old addresses.
        report: is told what did not come over as it was.
        now: for what carries no date.
    """

    def __init__(self, survey: Survey, *, pictures: Gallery, moves: Moves, report: Report, now: datetime) -> None:
        """Keep all of them."""
        self._survey = survey
        self._pictures = pictures
        self._moves = moves
        self._report = report
        self._now = now
        self._bodies = BodyConverter(survey.attachments, pictures, moves)

    def make(self, item: WpItem, facts: ItemFacts) -> PlannedPage:
        """Return the page that an item becomes."""
        html, notes = self._bodies.convert(storable(item.content), post_id=item.post_id)
        for note in notes:
            self._report.skip(note.what, item.post_id or facts.source_id, note.reason, note.detail)
        fixed = facts.fate.kind is ItemKind.FIXED
        headline = one_line(item.title, HEADLINE_MAX_CHARS) or one_line(html, TITLE_FROM_TEXT_CHARS) or item.post_id
        standfirst = one_line(item.excerpt, STANDFIRST_MAX_CHARS)
        text = rendered(
            headline=headline or "—",
            standfirst="" if fixed else standfirst,
            source=normalise(html),
            source_format=SourceFormat.HTML,
        )
        section, tags = _terms(item)
        written_at = self._survey.clock.time_of(gmt=item.modified_gmt, local="")
        published_at = self._published_at(item, facts)
        article = ImportedArticle(
            fixed=fixed,
            slug=one_line(item.slug, NAME_MAX_CHARS),
            text=text,
            standfirst=standfirst,
            section_name=section,
            tag_names=tags,
            author_names=_author_names(item, self._survey.channel.authors),
            state=facts.fate.state,
            published_at=published_at,
            written_at=max(filter(None, (written_at, published_at)), default=self._now),
            picture_id=None if fixed else self._picture(item),
            old_paths=old_paths_of(item, self._moves),
            in_footer=item.parent in ("", "0"),
        )
        kept = self._survey.comments.get(item.ordinal)
        is_open_article = facts.fate.kind is ItemKind.ARTICLE and facts.fate.state is ArticleState.PUBLISHED
        return PlannedPage(
            source_id=facts.source_id,
            article=article,
            opens_thread=is_open_article or bool(kept and kept.kept),
            closed=facts.closed,
        )

    def _published_at(self, item: WpItem, facts: ItemFacts) -> datetime | None:
        if facts.fate.state not in DATED:
            return None
        at = self._survey.clock.time_of(gmt=item.date_gmt, local=item.date)
        if at is None and facts.fate.kind is ItemKind.ARTICLE:
            self._report.skip("date", item.post_id or facts.source_id, "it has no date; it carries that of the import")
        return at or self._now

    def _picture(self, item: WpItem) -> int | None:
        attachment = self._survey.attachments.get(item.meta.get("_thumbnail_id", "").strip())
        if attachment is None:
            return None
        found = self._pictures.picture(attachment.url, alt=attachment.alt, caption=attachment.caption)
        if found is None:
            self._report.skip(
                "image",
                item.post_id,
                "no copy of the article's picture under --media",
                attachment.url[:URL_SHOWN_CHARS],
            )
        return found


def _terms(item: WpItem) -> tuple[str, tuple[str, ...]]:
    """Return (section, tags): the first category is the section, all others are tags; WordPress's own filler is neither."""
    categories = [term.name for term in item.terms if term.domain in ("category", "") and term.slug != UNCHOSEN]
    tags = [term.name for term in item.terms if term.domain in ("post_tag", "tag")]
    names = [one_line(name, NAME_MAX_CHARS) for name in categories]
    section = next(filter(None, names), "")
    others = [*(name for name in names if name != section), *(one_line(name, NAME_MAX_CHARS) for name in tags)]
    return section, tuple(dict.fromkeys(name for name in others if name))


def _author_names(item: WpItem, authors: Mapping[str, WpAuthor]) -> tuple[str, ...]:
    co_authors = [term.name or term.slug.removeprefix("cap-") for term in item.terms if term.domain == CO_AUTHOR]
    if co_authors:
        names = co_authors
    else:
        known = authors.get(item.creator)
        names = [known.name if known else item.creator]
    return tuple(dict.fromkeys(name for name in (person(name, NAME_MAX_CHARS) for name in names) if name))
