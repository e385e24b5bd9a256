"""Whose words a block quotes: a blockquote whose last line names the speaker becomes a figure with a caption.

The last line begins with a dash, or is a `<cite>`; in a `<figure>` around a blockquote, the caption names the speaker.
What stands before the first comma is the speaker, what follows is who that is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from folkmoot.kit.text.tags import TAG, is_balanced, pieces_of, text_of

CAPTION_MAX_CHARS = 300
BREAKS_AT_END = re.compile(r"(?:<br>\s*)+(?=</(?:cite|p)>|\Z)")
DASH = re.compile(r"(?:[—–―]|--(?=\s))\s*")
COMMA = re.compile(r"\s*[,،，、]\s*")
AFTER_CITE = re.compile(r"\s*(?:[,،，、]|[-—–]\s|\Z)")
LINE_END = re.compile(r"</?(?:p|br|h[2-4]|ul|ol|li|dl|dd|dt|table|pre|div|hr|img)\b[^>]*>")
LINE_END_OF_MARKDOWN = re.compile(rf"\n|{LINE_END.pattern}")
INLINE_TAGS = frozenset({"a", "b", "code", "del", "em", "i", "ins", "q", "s", "strong", "sub", "sup"})
BLOCKQUOTE = re.compile(r"<blockquote>(.*?)</blockquote>", re.DOTALL)
FIGCAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A `figure.quotation`: its safe HTML, and in plain words who speaks. The speaker is empty if nobody is named."""

    html: str
    speaker: str
    role: str


def quotation_in(tag: str, html: str, *, breaks: bool) -> Quotation | None:
    """Return the quotation that a block of clean HTML is, or None.

    Args:
        tag: the block's name.
        breaks: the line breaks of the source are lines (Markdown), not blanks (HTML).
    """
    if tag == "blockquote":
        found = _signed(html.removeprefix("<blockquote>").removesuffix("</blockquote>"), breaks=breaks)
        return _figure(*found) if found else None
    if tag != "figure":
        return None
    quoted = BLOCKQUOTE.search(html)
    if quoted is None or "<blockquote>" in quoted.group(1) or "<img " in html:
        return None
    caption = FIGCAPTION.search(html)
    words = _caption(caption.group(1)) if caption else ""
    if words:
        return _figure(quoted.group(1), words)
    return _figure(*(_signed(quoted.group(1), breaks=breaks) or (quoted.group(1), "")))


def quotation_signed(html: str, following: str) -> Quotation | None:
    """Return the quotation that an unsigned blockquote and the paragraph behind it are, if that begins with a `<cite>`."""
    line = following.removeprefix("<p>").removesuffix("</p>").strip()
    if not line.startswith("<cite>") or not _names_somebody(line):
        return None
    caption = _caption(line)
    return _figure(html.removeprefix("<blockquote>").removesuffix("</blockquote>"), caption) if caption else None


def _signed(inner: str, *, breaks: bool) -> tuple[str, str] | None:
    """Return (the words, who says them) of a blockquote's clean HTML, or None if its end does not say who."""
    inner = BREAKS_AT_END.sub("", inner.strip())
    closed = inner.endswith("</p>")
    body = inner.removesuffix("</p>").rstrip() if closed else inner
    found = _last_line(body, closed=closed, breaks=breaks) or _last_cite(body, closed=closed)
    if found is None:
        return None
    words, line = found
    if not text_of(words).strip() or not is_balanced(words) or _is_dialogue(words, breaks=breaks):
        return None
    caption = _caption(line)
    return (words, caption) if caption else None


def _last_line(body: str, *, closed: bool, breaks: bool) -> tuple[str, str] | None:
    """Return (what stands before, the last line) if that is a line of its own and names somebody."""
    ends = list((LINE_END_OF_MARKDOWN if breaks else LINE_END).finditer(body))
    if not ends:
        return None
    end = ends[-1]
    line, before, mark = body[end.end() :].strip(), body[: end.start()].rstrip(), end.group()
    if not _names_somebody(line):
        return None
    if mark == "<p>":
        return (before, line) if closed else None
    if mark.startswith("</"):
        return None if closed else (before + mark, line)
    if mark in {"\n", "<br>"}:
        return _closed(before, closed=closed), line
    return None


def _last_cite(body: str, *, closed: bool) -> tuple[str, str] | None:
    """Return (what stands before, the cite) if a `<cite>` ends the text."""
    start = body.rfind("<cite>")
    if start <= 0 or not body.endswith("</cite>"):
        return None
    return _closed(body[:start].rstrip(), closed=closed), body[start:]


def _closed(before: str, *, closed: bool) -> str:
    """Return the words without line breaks at their end, their paragraph closed if it was closed behind them."""
    before = re.sub(r"(?:<br>|\s)+\Z", "", before)
    if closed and before.endswith("<p>"):
        return before.removesuffix("<p>")
    return f"{before}</p>" if closed else before


def _names_somebody(line: str) -> bool:
    """Say whether a line is the dash and name under a quotation, or a `<cite>`, alone or with who that is."""
    if not is_balanced(line):
        return False
    if DASH.match(line):
        return True
    return line.startswith("<cite>") and bool(AFTER_CITE.match(line.rpartition("</cite>")[2]))


def _is_dialogue(words: str, *, breaks: bool) -> bool:
    """Say whether an earlier line begins with a dash, too: then dashes mark turns of speech, not who said it all."""
    lines = (LINE_END_OF_MARKDOWN if breaks else LINE_END).split(words)
    return any(DASH.match(line.lstrip()) for line in lines)


def _caption(html: str) -> str:
    """Return who speaks, as inline HTML without the dash; empty if there are no such words, or too many."""
    inline = TAG.sub(_inline, html)
    words = " ".join(inline.split())
    dash = DASH.match(words)
    words = words[dash.end() :] if dash else words
    return words if 0 < len(text_of(words).strip()) <= CAPTION_MAX_CHARS else ""


def _inline(match: re.Match[str]) -> str:
    if match.group(2) == "cite":
        return ""
    return match.group() if match.group(2) in INLINE_TAGS else " "


def _figure(words: str, caption: str) -> Quotation:
    speaker, comma, role = _parted(caption)
    html = f'<figure class="quotation"><blockquote>{words}</blockquote>'
    if caption:
        html += f'\n<figcaption><span class="speaker">{speaker}</span>'
        html += f'{comma}<span class="role">{role}</span>' if role else ""
        html += "</figcaption>"
    return Quotation(html=f"{html}</figure>", speaker=text_of(speaker).strip(), role=text_of(role).strip())


def _parted(caption: str) -> tuple[str, str, str]:
    """Return (speaker, comma, role) of a caption, parted at the first comma that stands in no element."""
    at = 0
    for piece, inside in pieces_of(caption):
        comma = None if inside or piece.startswith("<") else COMMA.search(piece)
        if comma:
            return caption[: at + comma.start()], comma.group(), caption[at + comma.end() :]
        at += len(piece)
    return caption, "", ""
