"""The first pass: is the file whole, and what stands in it? Nothing is written before this has ended well.

It keeps what later passes need beforehand, whatever the order of elements: who the authors are, which files were
uploaded, and of each comment three numbers.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from folkmoot.portability.report import Report
from folkmoot.portability.values import short_id
from folkmoot.portability.wxr.bodies import Attachment
from folkmoot.portability.wxr.dates import Clock
from folkmoot.portability.wxr.fate import Fate, ItemFate, ItemKind, fate_of_comment, fate_of_item, key_of_item
from folkmoot.portability.wxr.reader import Progress, WxrReader
from folkmoot.portability.wxr.records import Channel, WpComment, WpItem
from folkmoot.portability.wxr.tree import KEPT

CO_AUTHOR = "author"
TWICE = "it stands in the file twice"
KNOWN_DOMAINS = frozenset({"category", "post_tag", "tag", CO_AUTHOR, ""})


@dataclass(slots=True, kw_only=True)
class CommentTable:
    """The comments of one item in the order of the file: id, parent's id, fate."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    parents: array[int] = field(default_factory=lambda: array("q"))
    fates: bytearray = field(default_factory=bytearray)

    @property
    def kept(self) -> int:
        """Return how many become comments."""
        return sum(1 for fate in self.fates if fate in KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """What is known of an item that comes over.

    Attributes:
        source_id: under which it is remembered.
        creators: logins of its authors.
        closed: nobody may comment any more.
    """

    source_id: str
    fate: ItemFate
    creators: frozenset[str]
    closed: bool


@dataclass(slots=True, kw_only=True)
class Survey:
    """What the first pass found; `items` and `comments` are by ordinal and hold only what comes over."""

    channel: Channel
    clock: Clock = field(default_factory=Clock)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    items: dict[int, ItemFacts] = field(default_factory=dict)
    comments: dict[int, CommentTable] = field(default_factory=dict)


def take_survey(path: Path, *, include: frozenset[str], report: Report, progress: Progress) -> Survey:
    """Read the whole file once; skips go into the report.

    Raises:
        BadFileError: not an export, cut off, broken.
    """
    reader = WxrReader(path, progress=progress)
    if reader.head.warning:
        report.warnings.append(reader.head.warning)
    survey = Survey(channel=reader.channel)
    surveyor = _Surveyor(survey, include, report)
    for record in reader:
        if isinstance(record, WpComment):
            surveyor.see_comment(record)
        else:
            surveyor.see_item(record)
    survey.channel = reader.channel
    return survey


class _Surveyor:
    def __init__(self, survey: Survey, include: frozenset[str], report: Report) -> None:
        self._survey = survey
        self._include = include
        self._report = report
        self._seen_items: dict[str, int] = {}
        self._seen_comments: dict[int, int] = {}
        self._skips: dict[int, list[tuple[int, str]]] = {}
        self._votes: dict[int, list[int]] = {}

    def see_comment(self, comment: WpComment) -> None:
        """Put a comment into its item's table; what is said about it waits until the item's fate is known."""
        decided = fate_of_comment(comment, self._include, on_page=True)
        fate, reason = decided.fate, decided.reason
        looks = crc32(f"{comment.date}|{comment.name}|{comment.content}".encode())
        comment_id = comment.id
        if fate is not Fate.SKIPPED and self._seen_comments.get(comment_id, looks) != looks:
            comment_id = -1 - looks  # two comments with one id: this one gets an id that no site gives out
        if fate is not Fate.SKIPPED and comment_id in self._seen_comments:
            fate, reason = Fate.SKIPPED, TWICE
        self._seen_comments[comment_id] = looks
        table = self._survey.comments.setdefault(comment.ordinal, CommentTable())
        table.ids.append(comment_id)
        table.parents.append(comment.parent)
        table.fates.append(fate)
        if fate is Fate.SKIPPED:
            self._skips.setdefault(comment.ordinal, []).append((comment.id, reason))
        elif comment.has_votes:
            self._votes.setdefault(comment.ordinal, []).append(comment.id)

    def see_item(self, item: WpItem) -> None:
        """Decide what becomes of an item and, with it, of its comments."""
        survey = self._survey
        survey.clock.learn(item.date, item.date_gmt)
        if item.post_type == "attachment" and item.attachment_url:
            survey.attachments[item.post_id] = Attachment(
                url=item.attachment_url,
                alt=item.meta.get("_wp_attachment_image_alt", "").strip() or item.title,
                caption=item.excerpt,
                parent=item.parent,
            )
        fate = fate_of_item(item, self._include)
        looks = crc32(f"{item.post_type}|{item.date}|{item.title}|{item.link}".encode())
        source_id = short_id(key_of_item(item))
        if self._seen_items.get(source_id, looks) != looks:
            source_id = short_id(f"{source_id} {looks:08x}")  # two items with one id
        if fate.kind is not ItemKind.SKIPPED and source_id in self._seen_items:
            fate = ItemFate(kind=ItemKind.SKIPPED, reason=TWICE)
        self._seen_items[source_id] = looks
        what = item.post_type or "item"
        if fate.reason:
            self._report.skip(what, item.post_id or item.title, fate.reason)
        if fate.kind is ItemKind.SKIPPED:
            self._skip_comments_of(item.ordinal)
            return
        self._say_about(item)
        survey.items[item.ordinal] = ItemFacts(
            source_id=source_id,
            fate=fate,
            creators=creators_of(item),
            closed=item.comment_status == "closed",
        )
        self._report_comments(item.ordinal)

    def _say_about(self, item: WpItem) -> None:
        if item.sticky:
            self._report.skip("sticky", item.post_id, "staying on top of the front page is not kept")
        for domain in sorted({term.domain for term in item.terms} - KNOWN_DOMAINS):
            self._report.skip("term", item.post_id, f"the taxonomy {domain or '(none)'} is not kept")

    def _skip_comments_of(self, ordinal: int) -> None:
        table = self._survey.comments.pop(ordinal, None)
        for comment_id in table.ids if table else ():
            self._report.skip("comment", comment_id, "what it stands under was not imported")
        self._skips.pop(ordinal, None)
        self._votes.pop(ordinal, None)

    def _report_comments(self, ordinal: int) -> None:
        for comment_id, reason in self._skips.pop(ordinal, ()):
            self._report.skip("comment", comment_id, reason)
        for comment_id in self._votes.pop(ordinal, ()):
            self._report.skip("votes", comment_id, "the file counts votes without saying whose they are")


def creators_of(item: WpItem) -> frozenset[str]:
    """Return the logins of an item's authors, co-authors too."""
    co_authors = {term.slug.removeprefix("cap-") for term in item.terms if term.domain == CO_AUTHOR}
    return frozenset({item.creator, *co_authors} - {""})
