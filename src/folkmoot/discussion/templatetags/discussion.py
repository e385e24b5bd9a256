"""The words of a discussion and its comments: a window shows a hundred, and most are what they were the last time."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from folkmoot.discussion.values import CommentView
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
    alone = replace(comment, replies=(), more_replies=0, reply_count=0)
    return _comment_article(alone, voice(), timezone.get_current_timezone_name())


@lru_cache(maxsize=KEPT_COMMENTS)
def _comment_article(comment: CommentView, spoken: str, _time_zone: str) -> SafeString:
    context = {"comment": comment, "words": _comment_words(spoken)}
    return mark_safe(get_template("discussion/_comment.html").render(context))  # noqa: S308 -- what a template rendered is safe already; its type says less


@lru_cache(maxsize=64)
def _comment_words(_spoken: str) -> dict[str, str]:
    """Return what `_comment.html` says, in the voice of now."""
    return {
        "nameless": gettext("Anonymous"),
        "edited": gettext("edited"),
        "good": gettext("found good"),
        "bad": gettext("not"),
        "reply": gettext("Reply"),
        "link": gettext("Link"),
        "removed": gettext("Removed by a moderator."),
        "why": gettext("Why"),
        "withdrawn": gettext("Taken back by its author."),
    }


@register.simple_tag
def script_words() -> dict[str, str]:
    """Return what `discussion.js` says, in the language now active."""
    return {
        "posted": gettext("Your comment is there."),
        "sending": gettext("Sending …"),
        "unreachable": gettext("We could not be reached. Your text is kept here; try again in a moment."),
        "held": gettext("Held until someone reads it, usually within the hour."),
        "receipt": gettext("See it, change it or take it back"),
        "yours": gettext("Only you see this."),
        "edit": gettext("Change or take back"),
        "fold": gettext("Fold the replies"),
        "unfold": gettext("Show the replies ({n})"),
        "your_reply": gettext("Your reply"),
        "post_reply": gettext("Post reply"),
        "cancel": gettext("Never mind"),
        "voted": gettext("Your vote is counted."),
        "unvoted": gettext("Your vote is taken back."),
    }


@register.filter
def badge_word(code: str) -> str:
    """Return the small word that stands beside a name; a code nobody translated is its own word."""
    words = {"author": gettext("author of the article"), "staff": gettext("staff"), "moderator": gettext("moderator")}
    return words.get(code, code)


@register.filter
def more_replies(count: int) -> str:
    """Return "1 more reply", "12 more replies"."""
    return ngettext("%(n)s more reply", "%(n)s more replies", count) % {"n": in_figures(count)}


@register.filter
def replies(count: int) -> str:
    """Return "1 reply", "12 replies"."""
    return ngettext("%(n)s reply", "%(n)s replies", count) % {"n": in_figures(count)}
