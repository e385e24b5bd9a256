"""From the form of a quotation to the words that say the same in the text."""

from __future__ import annotations

from html import escape

from folkmoot.articles.forms.article import ArticleFields
from folkmoot.articles.forms.parts import number_in
from folkmoot.articles.values import SourceFormat


def quotation_in(fields: ArticleFields) -> str:
    """Return the quotation as the text is written, its speaker last; empty if no words were given."""
    lines = [line.strip() for line in fields.quoted.strip().splitlines()]
    if not lines:
        return ""
    number = number_in(fields.quoted_from)
    who = ", ".join(filter(None, (fields.speaker.strip(), fields.speaker_role.strip())))
    signed = " ".join(filter(None, (who, f"[^{number}]" if number else "")))
    if fields.source_format is SourceFormat.HTML:
        caption = f"<figcaption>{escape(signed)}</figcaption>" if signed else ""
        words = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
        return f"<figure><blockquote>{words}</blockquote>{caption}</figure>"
    return "\n".join([*(f"> {line}".rstrip() for line in lines), *([f"> — {signed}"] if signed else [])])
