"""A comment's text: what WordPress let through (`kses`), as the HTML that comments have here."""

from __future__ import annotations

import re
from html import escape, unescape

import nh3

from folkmoot.kit.text.comments import LINK_REL, SCHEMES, TAGS
from folkmoot.portability.wxr.paragraphs import inner_html, make_paragraphs, parse

IMPORTED_RENDERER_VERSION = 0
"""Stored with imported comments: their source is HTML of another house and is not rendered again as ours."""
RENAMED = {"b": "strong", "i": "em"}
WEB = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}'’”]", re.IGNORECASE)
LINKS_NEVER_IN = frozenset({"a", "code", "pre"})
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"*": set(), "a": {"href"}},
    link_rel=LINK_REL,
    url_schemes=set(SCHEMES),
    url_relative="deny",
    clean_content_tags={"script", "style", "noscript", "svg", "iframe", "object"},
)


def comment_html(content: str) -> str:
    """Return safe HTML for a normalised text: paragraphs, line breaks, links, and of the tags only those comments have."""
    if "<" not in content:
        return _plain(unescape(content))
    root = parse(content)
    for element in list(root.iter(*RENAMED)):
        element.tag = RENAMED[element.tag]
    make_paragraphs(root, line_breaks=True)
    return _CLEANER.clean(inner_html(root))


def _plain(text: str) -> str:
    paragraphs = (part.strip() for part in re.split(r"\n[ \t]*\n\s*", text))
    return "".join(f"<p>{_lines(part)}</p>\n" for part in paragraphs if part)


def _lines(text: str) -> str:
    if "://" not in text:
        return escape(text).replace("\n", "<br>\n")
    parts = []
    at = 0
    for found in WEB.finditer(text):
        url = escape(found.group())
        parts += [escape(text[at : found.start()]), f'<a href="{url}" rel="{LINK_REL}">{url}</a>']
        at = found.end()
    parts.append(escape(text[at:]))
    return "".join(parts).replace("\n", "<br>\n")
