"""What an author wrote, as safe HTML in blocks.

Markdown or HTML comes in. Whatever the source, nh3 writes the HTML anew from its own parse and keeps only what is on
our list; the blocks are cut from that text afterwards, so nothing can get in behind the cleaner. Pictures must be
our own. Each top-level element is one block; loose words between them become paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

import nh3
from markdown_it import MarkdownIt

RENDERER_VERSION = 1
"""Stored with each revision; raise it when the output for the same source changes."""

BLOCK_TAGS = frozenset({"p", "h2", "h3", "h4", "blockquote", "ul", "ol", "dl", "figure", "pre", "table", "hr"})
INNER_TAGS = frozenset({
    "a", "b", "br", "caption", "cite", "code", "dd", "del", "div", "dt", "em", "figcaption", "i", "img", "ins", "li", "q",
    "s", "strong", "sub", "sup", "tbody", "td", "tfoot", "th", "thead", "tr",
})  # fmt: skip
# Kept by the cleaner under their own names, renamed after it: an article has one h1, and that is its headline.
RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4"}
VOID_TAGS = frozenset({"br", "hr", "img"})
ATTRIBUTES = {
    "*": set[str](),
    "a": {"href", "title"},
    "img": {"src", "srcset", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
SCHEMES = frozenset({"http", "https", "mailto"})
OWN_PICTURE = re.compile(r"/media/[0-9a-f]{2}/[0-9a-f]+-\d+\.(?:webp|jpg)")
OWN_PICTURES = re.compile(rf"{OWN_PICTURE.pattern} \d+w(?:, {OWN_PICTURE.pattern} \d+w)*")
ADDRESS = re.compile(r"(?:https?://|mailto:|#|/(?![/\\]))[^\x00-\x1f\\]*", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,5}")
SHAPES = {"href": ADDRESS, "src": OWN_PICTURE, "srcset": OWN_PICTURES}
SHAPES |= dict.fromkeys(("width", "height", "start", "colspan", "rowspan"), NUMBER)

# How nh3 writes every tag; in text and in attribute values it always writes < as &lt;.
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)>')
WRAPPING = frozenset({"div"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockHtml:
    """One top-level element: its name, its text as a browser would read it (NFC), its safe HTML."""

    tag: str
    text: str
    html: str


def blocks_of_markdown(source: str) -> tuple[BlockHtml, ...]:
    """Return the blocks of a CommonMark text with tables, struck words and bare addresses. HTML in it is shown, not used."""
    return blocks_of_html(_MARKDOWN.render(source))


def blocks_of_html(source: str) -> tuple[BlockHtml, ...]:
    """Return the blocks of an HTML text: what is not on our list is dropped, its words are kept."""
    clean = TAG.sub(_own, _CLEANER.clean(source))
    pieces = (_block(tag, html) for tag, html in _top_level(clean))
    return tuple(piece for piece in pieces if piece.text.strip() or piece.tag == "hr" or "<img " in piece.html)


def compose(blocks: Iterable[BlockHtml], keys: Sequence[str]) -> str:
    """Return the article's HTML; each block carries `id="b-<key>"`.

    Raises:
        ValueError: not as many keys as blocks.
    """
    marked = (
        f'<{block.tag} id="b-{key}"{block.html[len(block.tag) + 1 :]}' for block, key in zip(blocks, keys, strict=True)
    )
    return "\n".join(marked)


def _attribute(_tag: str, name: str, value: str) -> str | None:
    shape = SHAPES.get(name)
    return value if shape is None or shape.fullmatch(value) else None


def _own(match: re.Match[str]) -> str:
    """Rename headings; drop a picture whose address was not ours and has gone."""
    closing, tag, attributes = match.groups()
    if tag == "img" and ' src="' not in attributes:
        return ""
    return f"<{closing}{RENAMED.get(tag, tag)}{attributes}>"


def _top_level(clean: str) -> Iterator[tuple[str, str]]:
    """Yield (tag, html) of each block of clean HTML; what stands loose between blocks is made a paragraph."""
    depth = 0
    start = end = 0
    for match in TAG.finditer(clean):
        closing, tag, _ = match.groups()
        if depth == 0 and (tag in BLOCK_TAGS or tag in WRAPPING):
            yield "p", f"<p>{clean[end : match.start()].strip()}</p>"
            start, end = match.start(), match.end()
            if tag in WRAPPING:
                continue
            if tag in VOID_TAGS:
                yield tag, match.group()
                continue
            block, depth = tag, 1
            continue
        if depth and tag not in VOID_TAGS:
            depth += -1 if closing else 1
            if depth == 0:
                end = match.end()
                yield block, clean[start:end]
    yield "p", f"<p>{clean[end:].strip()}</p>"


def _block(tag: str, html: str) -> BlockHtml:
    return BlockHtml(tag=tag, text=unicodedata.normalize("NFC", unescape(TAG.sub("", html))), html=html)


def _is_address(url: str) -> bool:
    return ADDRESS.fullmatch(url) is not None


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": True})
    markdown.validateLink = _is_address  # type: ignore[method-assign]  # the documented way to narrow links
    return markdown.enable(["linkify", "strikethrough", "table"])


_MARKDOWN = _markdown()
_CLEANER = nh3.Cleaner(
    tags=set(BLOCK_TAGS | INNER_TAGS | RENAMED.keys()),
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    link_rel=None,
    url_schemes=set(SCHEMES),
    set_tag_attribute_values={"img": {"loading": "lazy"}},
)
