"""Filters of whole pages."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from folkmoot.pure.diff import Piece

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Return a word diff as text with `<del>` and `<ins>`, which say so to who cannot see a line."""
    removed, added = gettext("removed:"), gettext("added:")
    return mark_safe("".join(_piece(piece, removed, added) for piece in pieces))  # noqa: S308 -- each part is escaped


@register.filter
def underscored(language: str) -> str:
    """Return a language tag as OpenGraph writes it: "de-AT" is "de_AT"."""
    return language.replace("-", "_")


def _piece(piece: Piece, removed: str, added: str) -> str:
    if piece.kind == "same":
        return escape(piece.text)
    tag, word = ("del", removed) if piece.kind == "gone" else ("ins", added)
    return format_html(
        '<{0}><span class="unseen">[{1} </span>{2}<span class="unseen">]</span></{0}>', tag, word, piece.text
    )
