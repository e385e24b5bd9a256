"""What a reader wrote, as HTML that can do nothing but be read.

A small part of Markdown: paragraphs, line breaks kept, emphasis, links to http(s), quotations, lists, code; and
spoilers, lines that begin with `>!`. No headings, pictures or HTML. markdown-it never passes HTML through, and nh3
then drops whatever is not on our list, so two independent parsers must fail together before anything else gets out.
"""

from __future__ import annotations

import re
import threading

import nh3
from linkify_it import LinkifyIt  # type: ignore[import-untyped]  # it ships no types
from markdown_it import MarkdownIt

from folkmoot.kit.text.spoilers import spoilers

RENDERER_VERSION = 2
"""Stored with each rendered comment; raise it when the output for the same source changes."""

TAGS = frozenset({"p", "br", "em", "strong", "a", "blockquote", "ul", "ol", "li", "code", "pre", "details", "summary"})
CLASSES = {"details": {"spoiler"}}
LINK_REL = "nofollow ugc noopener noreferrer"
SCHEMES = frozenset({"http", "https"})
MAX_NESTING = 20
RULES = (
    *("linkify", "newline", "escape", "backticks", "emphasis", "link", "autolink", "entity"),
    *("blockquote", "list", "fence"),
)
WEB_ADDRESS = re.compile(r"https?://[^/\s]", re.IGNORECASE)

# Text in which Markdown, HTML and linkify find nothing: lines that begin with a letter or an opening mark, hold
# none of their signs, and end in no space. Blanks other than the space are left to the parsers, which trim them.
_SIGNS = r"\\`*_\[\]<>&"
_BLANKS = r"\x00-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_LINE = rf"""(?:[^\W\d_]|["'„“‚‘«¿¡…])[^{_SIGNS}{_BLANKS}]*(?<!\ )"""
PLAIN = re.compile(rf"{_LINE}(?:\n+{_LINE})*")
ADDRESS_SIGN = "//"


def _is_web_address(url: str) -> bool:
    return WEB_ADDRESS.match(url) is not None


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"html": False, "linkify": True, "breaks": True, "maxNesting": MAX_NESTING})
    # "example.com" alone stays text: only what is written as an address becomes one.
    markdown.linkify = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    markdown.validateLink = _is_web_address  # type: ignore[method-assign]  # the documented way to narrow links
    return markdown.enable(list(RULES)).use(spoilers)


class _PerThread(threading.local):
    """linkify keeps its last match in itself, so each thread has a parser of its own."""

    def __init__(self) -> None:
        self.markdown = _markdown()


_OWN = _PerThread()
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"*": set(), "a": {"href"}},
    allowed_classes=CLASSES,
    link_rel=LINK_REL,
    url_schemes=set(SCHEMES),
    url_relative="deny",
)


def render_comment(source: str) -> str:
    """Return safe HTML for a normalised source: the tags of `TAGS`, `href` and `rel` on links, the class of spoilers."""
    if ADDRESS_SIGN not in source and PLAIN.fullmatch(source):
        return _render_plain(source)
    return render_markdown(source)


def render_markdown(source: str) -> str:
    """Return what `render_comment` returns, by the long way; the short one is held against it by a test."""
    return _CLEANER.clean(_OWN.markdown.render(source))


def _render_plain(source: str) -> str:
    """Return paragraphs and line breaks of a text without any markup."""
    paragraphs = (part.strip("\n").replace("\n", "<br>\n") for part in re.split(r"\n{2,}", source))
    return "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
