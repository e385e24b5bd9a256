"""The words of a discussion and its comments: a window shows a hundred, and most are what they were the last time."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from folkmoot.discussion.values import BODY_MAX_CHARS, LONG_CHARS, LONG_LINES, CommentView
from folkmoot.kit.text.plain import plain_text
from folkmoot.kit.voice import voice
from folkmoot.kit.words import in_figures

register = template.Library()

KEPT_COMMENTS = 2_048  # about 6 MB


@register.simple_tag
def comment_article(comment: CommentView) -> SafeString:
    """Return one comment without its replies.

    A page is made anew because one comment changed, and much of its making would be spent on the others. So their
    HTML is kept, by all that it is made from: a comment that says something else is another one.
    """
    alone = replace(comment, up=0, down=0, replies=(), more_replies=0, more_cursor=None, reply_count=0, answers=None)
    return _comment_article(alone, voice(), timezone.get_current_timezone_name())


@lru_cache(maxsize=KEPT_COMMENTS)
def _comment_article(comment: CommentView, spoken: str, _time_zone: str) -> SafeString:
    words = _comment_words(spoken)
    name = comment.author.name if comment.author else ""
    # As HTML already: each number and word stands there often, and looking at it anew costs more than all the rest.
    context = {
        "comment": comment,
        "id": mark_safe(str(comment.id)),  # noqa: S308 -- a number
        "name": escape(name) if name else words["nameless"],
        "words": words,
        "long": _is_long(comment.body_html),
    }
    template = "discussion/_above.html" if comment.is_above else "discussion/_comment.html"
    return mark_safe(get_template(template).render(context))  # noqa: S308 -- what a template rendered is safe already; its type says less


def _is_long(html: str) -> bool:
    """Return whether a comment takes so much room that it is folded where others stand beside it."""
    text = plain_text(html)
    return len(text) > LONG_CHARS or text.count("\n") >= LONG_LINES


@lru_cache(maxsize=64)
def _comment_words(_spoken: str) -> dict[str, SafeString]:
    """Return what `_comment.html` says, in the voice of now, as HTML."""
    words = {
        "nameless": gettext("Anonymous"),
        "edited": gettext("edited"),
        "good": gettext("found good"),
        "bad": gettext("not"),
        "whole": gettext("Read all of it"),
        "shorter": gettext("Fold it again"),
        "reply": gettext("Reply"),
        "quote": gettext("Quote"),
        "link": gettext("Link"),
        "removed": gettext("Removed by a moderator."),
        "why": gettext("Why"),
        "withdrawn": gettext("Taken back by its author."),
        "pinned": gettext("Pinned by the editors:"),
        "featured": gettext("Featured by the editors:"),
        "above": gettext("pinned above"),
    }
    return {name: escape(word) for name, word in words.items()}


@register.simple_tag
def body_limit() -> int:
    """Return how many characters a comment may have."""
    return BODY_MAX_CHARS


def _writing_words() -> dict[str, str]:
    """Return what the scripts say to whoever writes."""
    return {
        "marks": gettext("Format"),
        "bold": gettext("Bold"),
        "italic": gettext("Italic"),
        "quotation": gettext("Quote"),
        "list": gettext("List"),
        "link": gettext("Link"),
        "code": gettext("Code"),
        "spoiler": gettext("Spoiler"),
        "count": gettext("{n} of {limit} characters"),
        "unsent": gettext("Your unsent words are here."),
        "unsent_reply": gettext("Your unsent reply waits at the comment that it answers."),
        "forget": gettext("Let them go"),
    }


@register.simple_tag
def script_words() -> dict[str, str]:
    """Return what `discussion.js` and `receipt.js` say, in the language now active."""
    return _writing_words() | {
        "posted": gettext("Your comment is there."),
        "sending": gettext("Sending …"),
        "unreachable": gettext("We could not be reached. Your text is kept here; try again in a moment."),
        "held": gettext("Held until someone reads it, usually within the hour."),
        "receipt": gettext("See it, change it or take it back"),
        "yours": gettext("Only you see this."),
        "edit": gettext("Change or take back"),
        "decide": gettext("Decide"),
        "fold": gettext("Fold the replies"),
        "unfold": gettext("Show the replies ({n})"),
        "more_here": gettext("The next replies are there."),
        "new_word": gettext("new"),
        "new_one": gettext("One new since your last visit."),
        "new_many": gettext("{n} new since your last visit."),
        "new_first": gettext("Go to the first"),
        "new_keys": gettext("Keys: {n} the next, {p} the one before."),
        "new_keys_off": gettext("Turn the keys off"),
        "new_keys_on": gettext("Turn on the keys n and p"),
        "new_at": gettext("New, {n} of {all}"),
        "new_end": gettext("There is nothing else that is new."),
        "live_one": gettext("1 new"),
        "live_many": gettext("{n} new"),
        "live_you_one": gettext("1 answers you"),
        "live_you_many": gettext("{n} answer you"),
        "count_one": ngettext("%(figures)s comment", "%(figures)s comments", 1) % {"figures": "{n}"},
        "count_many": ngettext("%(figures)s comment", "%(figures)s comments", 2) % {"figures": "{n}"},
        "view_all": gettext("View all comments (%(figures)s)") % {"figures": "{n}"},
        "read_only": gettext("Nobody can comment or vote here for now; everything can be read."),
        "closed": gettext("This discussion is closed. What was said stays."),
        "open_again": gettext("This discussion is open again."),
        "inviting": gettext("Would love your thoughts,"),
        "invited": gettext("please comment"),
        "not_now": gettext("Close"),
        "your_reply": gettext("Your reply"),
        "your_reply_to": gettext("Your reply to {name}"),
        "post_reply": gettext("Post reply"),
        "cancel": gettext("Never mind"),
        "voted": gettext("Your vote is counted."),
        "unvoted": gettext("Your vote is taken back."),
    }


@register.filter
def badge_word(code: str) -> str:
    """Return the small word that stands beside a name; a code nobody translated is its own word."""
    words = {
        "author": gettext("author of the article"),
        "staff": gettext("staff"),
        "moderator": gettext("moderator"),
        "guest": gettext("guest"),
    }
    return words.get(code, code)


@register.filter
def more_replies(count: int) -> str:
    """Return "1 more reply", "12 more replies"."""
    return ngettext("%(n)s more reply", "%(n)s more replies", count) % {"n": in_figures(count)}


@register.filter
def replies(count: int) -> str:
    """Return "1 reply", "12 replies"."""
    return ngettext("%(n)s reply", "%(n)s replies", count) % {"n": in_figures(count)}


@register.filter
def conversation(count: int) -> str:
    """Return "Continue this conversation (1 reply)"."""
    return gettext("Continue this conversation (%(replies)s)") % {"replies": replies(count)}


@register.filter
def named(name: str | None) -> str:
    """Return a name, or the word for somebody who gave none."""
    return name or gettext("Anonymous")
