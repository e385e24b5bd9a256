"""Words that somebody may not want to know yet: lines that begin with `>!` are folded until a reader opens them.

What is stored holds none of our words, because it outlives the language of the newspaper: the summary is empty, and is
named when it is shown.
"""

from __future__ import annotations

import re
from html import escape

from django.utils.translation import gettext
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote

SIGN = ">!"
OPENING = '<details class="spoiler"><summary></summary>\n'
CLOSING = "</details>\n"
UNNAMED = "<summary></summary>"
SPOILER = re.compile(r'<details class="spoiler">.*?</details>', re.DOTALL)
"""One spoiler in stored HTML; they never stand in each other."""

# The sign, as often as it is repeated; and the end that other houses write, so that habits from there do no harm.
SIGNS = re.compile(r"\A(?:>! ?)+|\s*!<\s*\Z")
ENDS_OTHERS = ["paragraph", "reference", "blockquote", "list"]
INSIDE, NEXT = "spoiler", "next spoiler"


def spoilers(markdown: MarkdownIt) -> None:
    """Teach a parser of Markdown about spoilers: for `MarkdownIt.use`."""
    markdown.block.ruler.before("blockquote", "spoiler", _spoiler, {"alt": ENDS_OTHERS})
    markdown.block.ruler.at("blockquote", _quotation, {"alt": ENDS_OTHERS})


def named(html: str) -> str:
    """Return stored HTML with the summary of each spoiler in the language now active."""
    if UNNAMED not in html:
        return html
    return html.replace(UNNAMED, f"<summary>{escape(gettext('Spoiler'), quote=False)}</summary>")


def without_spoilers(html: str) -> str:
    """Return HTML without what is hidden in it, for whoever shows only some of its words."""
    return SPOILER.sub("", html) if SPOILER.search(html) else html


def _spoiler(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- the parser's own signature
    """Read the lines that begin with the sign as one block. In a spoiler there is no other: it is hidden already."""
    if INSIDE in state.env or state.is_code_block(start) or not _begins(state, start):
        return False
    if silent:
        return True
    last = start
    while last < end and _begins(state, last) and state.sCount[last] >= state.blkIndent:
        last += 1
    text = "\n".join(SIGNS.sub("", _line(state, line)) for line in range(start, last))
    if not text.strip():
        return False
    state.line = last
    state.push("html_block", "", 0).content = OPENING
    state.env[INSIDE] = True
    inner = StateBlock(text, state.md, state.env, state.tokens)
    inner.level = state.level + 1  # so that the parser's limit of nesting counts what is around
    state.md.block.tokenize(inner, 0, inner.lineMax)
    del state.env[INSIDE]
    state.push("html_block", "", 0).content = CLOSING
    return True


def _quotation(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- the parser's own signature
    """Read a quotation, but not on into a spoiler, whose sign begins as its own: what is hidden stays hidden."""
    if not silent and INSIDE not in state.env and SIGN in state.src:
        end = _next_spoiler(state, start, end)
    return blockquote(state, start, end, silent)


def _next_spoiler(state: StateBlock, start: int, end: int) -> int:
    """Return the first line behind `start` that begins a spoiler, or `end`.

    Kept for each level of nesting, or a text of many quotations would be read to its end for each of them.
    """
    kept: dict[int, tuple[int, int, int]] = state.env.setdefault(NEXT, {})
    since, until, found = kept.get(state.level, (0, 0, 0))
    if not (since <= start < found and until == end):
        found = next((line for line in range(start + 1, end) if _begins(state, line)), end)
        kept[state.level] = (start, end, found)
    return found


def _begins(state: StateBlock, line: int) -> bool:
    return state.src.startswith(SIGN, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
