"""What becomes of each item and comment: pure decisions, each "no" with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from folkmoot.articles.values import ArticleState
from folkmoot.portability.wxr.records import WpComment, WpItem

STATES = {
    "publish": ArticleState.PUBLISHED,
    "future": ArticleState.SCHEDULED,
    "draft": ArticleState.DRAFT,
    "pending": ArticleState.DRAFT,
    "private": ArticleState.DRAFT,
    "auto-draft": ArticleState.DRAFT,
    "": ArticleState.DRAFT,
}
TRASH = "trash"
SPAM = "spam"
COMMENT_TYPES = frozenset({"", "comment", "wpdiscuz_sticky"})
MENTION_TYPES = frozenset({"pingback", "trackback"})
APPROVED = frozenset({"1", "approve", "approved"})
PENDING = frozenset({"0", "hold", ""})
TRASHED = frozenset({"trash", "post-trashed"})


class ItemKind(StrEnum):
    """What an item becomes."""

    ARTICLE = "article"
    FIXED = "page"
    SKIPPED = "skipped"


class Fate(IntEnum):
    """What a comment becomes; small, because a survey keeps one for each comment of the file."""

    SKIPPED = 0
    PUBLISHED = 1
    HELD = 2
    REMOVED = 3
    MENTION = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFate:
    """`reason` says why it is skipped, or what was changed about it, or nothing."""

    kind: ItemKind
    state: ArticleState = ArticleState.DRAFT
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentFate:
    """`reason` says why it is skipped or held, or nothing."""

    fate: Fate
    reason: str = ""


def fate_of_item(item: WpItem, include: frozenset[str]) -> ItemFate:
    """Return what becomes of a post, page or anything else.

    What only some could read on the old site (private, behind a password) never becomes public here.
    """
    skipped = _reason_to_skip_item(item, include)
    if skipped:
        return ItemFate(kind=ItemKind.SKIPPED, reason=skipped)
    kind = ItemKind.FIXED if item.post_type == "page" else ItemKind.ARTICLE
    if item.status == TRASH:
        return ItemFate(kind=kind, state=ArticleState.WITHDRAWN)
    hidden = _reason_to_hide(item)
    return ItemFate(kind=kind, reason=hidden) if hidden else ItemFate(kind=kind, state=STATES[item.status])


def _reason_to_skip_item(item: WpItem, include: frozenset[str]) -> str:
    if item.post_type not in ("", "post", "page"):
        return f"the type {item.post_type} is not an article or page"
    if not key_of_item(item):
        return "it has no id, link or guid"
    if item.status == TRASH and TRASH not in include:
        return "in the trash (--include trash brings it, withdrawn)"
    return ""


def _reason_to_hide(item: WpItem) -> str:
    if item.status not in STATES:
        return f"its status {item.status} is not known; it became a draft"
    if item.password:
        return "it was behind a password; it became a draft"
    if item.status == "private":
        return "it was private; it became a draft"
    return ""


def key_of_item(item: WpItem) -> str:
    """Return what names an item in its site, or "" where nothing does."""
    return item.post_id or item.guid or item.link


def fate_of_comment(comment: WpComment, include: frozenset[str], *, on_page: bool) -> CommentFate:
    """Return what becomes of a comment. Kinds that were never public, or that nobody knows, stay out.

    Args:
        comment: as read.
        include: of "spam" and "trash", what was asked for.
        on_page: its item becomes an article or page.
    """
    skipped = _reason_to_skip(comment, include, on_page=on_page)
    if skipped:
        return CommentFate(fate=Fate.SKIPPED, reason=skipped)
    if comment.type in MENTION_TYPES:
        return CommentFate(fate=Fate.MENTION)
    if comment.approved in APPROVED:
        return CommentFate(fate=Fate.PUBLISHED)
    if comment.approved in PENDING:
        return CommentFate(fate=Fate.HELD)
    return CommentFate(fate=Fate.REMOVED)


def _reason_to_skip(comment: WpComment, include: frozenset[str], *, on_page: bool) -> str:
    if comment.id <= 0:
        return "it has no id"
    if not on_page:
        return "what it stands under was not imported"
    if comment.type in MENTION_TYPES:
        return "" if comment.approved in APPROVED else f"a {comment.type} that was not approved"
    if comment.type not in COMMENT_TYPES:
        return f"the type {comment.type} is not a reader's comment"
    return _reason_of_state(comment.approved, include)


def _reason_of_state(approved: str, include: frozenset[str]) -> str:
    if approved in APPROVED | PENDING:
        return ""
    if approved == SPAM:
        return "" if SPAM in include else "spam (--include spam brings it, removed)"
    if approved in TRASHED:
        return "" if TRASH in include else "in the trash (--include trash brings it, removed)"
    return f"its state {approved} is not known"
