"""From the form of a quotation to the Markdown that says the same."""

from __future__ import annotations

from folkmoot.articles.forms.article import ArticleFields
from folkmoot.articles.forms.parts import number_in


def quotation_in(fields: ArticleFields) -> str:
    """Return the quotation as lines of Markdown, its speaker last; empty if no words were given."""
    lines = [f"> {line.strip()}" if line.strip() else ">" for line in fields.quoted.strip().splitlines()]
    if not lines:
        return ""
    speaker = ", ".join(filter(None, (fields.speaker.strip(), fields.speaker_role.strip())))
    number = number_in(fields.quoted_from)
    signed = " ".join(filter(None, (speaker, f"[^{number}]" if number else "")))
    return "\n".join([*lines, *([f"> — {signed}"] if signed else [])])
