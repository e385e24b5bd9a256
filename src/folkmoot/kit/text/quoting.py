"""The words of a comment, to stand before an answer to it. `quoting.js` does the same in the page."""

from __future__ import annotations

import re

from folkmoot.kit.text.plain import plain_text

QUOTED_MAX_CHARS = 600
BLOCKQUOTE = re.compile(r"<blockquote>(?:(?!<blockquote>).)*?</blockquote>", re.DOTALL)
WORD_CUT = re.compile(r"\s+\S*\Z")


def quotation_of(html: str, *, name: str) -> str:
    """Return Markdown that quotes a comment's HTML in at most some 600 characters, and says whose words these are.

    What it quotes itself is left out, and so is what is hidden in it. Nothing is left of a comment that is all that.
    """
    text = plain_text(_without_quotations(html))
    if len(text) > QUOTED_MAX_CHARS:
        text = WORD_CUT.sub("", text[:QUOTED_MAX_CHARS]) + " …"
    if not text:
        return ""
    by = f"@{name}:\n" if name else ""
    quoted = "\n".join(f"> {line}" for line in text.split("\n"))
    return f"{by}{quoted}\n\n"


def _without_quotations(html: str) -> str:
    """Return HTML without its block quotations, those in each other too: the innermost go first."""
    before = ""
    while before != html:
        before, html = html, BLOCKQUOTE.sub("", html)
    return html
