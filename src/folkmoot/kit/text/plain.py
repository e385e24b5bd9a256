"""The words of safe HTML, for whoever counts, finds or quotes them."""

from __future__ import annotations

import re
from html import unescape

from folkmoot.kit.text.spoilers import without_spoilers

ENDS_A_LINE = re.compile(r"</(?:p|li|h[1-6]|blockquote|pre|td|th|dt|dd|figcaption|caption)>|<(?:br|hr)\b[^>]*>")
TAG = re.compile(r'<(?:[^"<>]|"[^"]*")*>')
BLANKS = re.compile(r"\s*\n\s*")


def plain_text(html: str) -> str:
    """Return the text of our own safe HTML, a line for each paragraph, item or cell; nothing of what is hidden in it."""
    text = unescape(TAG.sub("", ENDS_A_LINE.sub("\n", without_spoilers(html))))
    return BLANKS.sub("\n", text).strip()
