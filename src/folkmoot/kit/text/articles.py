"""What an author wrote, as safe HTML in blocks.

Markdown or HTML comes in. Whatever the source, nh3 writes the HTML anew from its own parse and keeps only what is on
our list; the blocks are cut from that text afterwards, so nothing can get in behind the cleaner. Pictures must be
our own. Each top-level element is one block; loose words between them become paragraphs. A quotation with its speaker
becomes a figure, and a marker such as `[^2]` leaves the text for the block's `cites`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import nh3
from markdown_it import MarkdownIt

from folkmoot.kit.text.figures import figures
from folkmoot.kit.text.markers import without_markers
from folkmoot.kit.text.quotations import Quotation, quotation_in, quotation_signed
from folkmoot.kit.text.tags import TAG, VOID_TAGS, closed, text_of

RENDERER_VERSION = 2
"""Stored with each revision; raise it when the output for the same source changes."""

BLOCK_TAGS = frozenset({"p", "h2", "h3", "h4", "blockquote", "ul", "ol", "dl", "figure", "pre", "table", "hr"})
INNER_TAGS = frozenset({
    "a", "b", "br", "caption", "cite", "code", "dd", "del", "div", "dt", "em", "figcaption", "i", "img", "ins", "li", "q",
    "s", "strong", "sub", "sup", "tbody", "td", "tfoot", "th", "thead", "tr",
})  # fmt: skip
# Kept by the cleaner under their own names, renamed after it: an article has one h1, and that is its headline; a footer
# in a text stands under a quotation and names the speaker.
RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "footer": "cite"}
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

WRAPPING = frozenset({"div"})
PARTS = frozenset({"caption", "dd", "dt", "figcaption", "li", "tbody", "td", "tfoot", "th", "thead", "tr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockHtml:
    """One top-level element.

    Attributes:
        tag: its name.
        text: as a browser would read it (NFC), without markers.
        html: safe, without markers.
        cites: the numbers of the sources it rests on.
        speaker, role: of a quotation, in plain words; empty if nobody is named.
    """

    tag: str
    text: str
    html: str
    cites: tuple[int, ...] = ()
    speaker: str = ""
    role: str = ""


def blocks_of_markdown(source: str, *, source_count: int = 0) -> tuple[BlockHtml, ...]:
    """Return the blocks of a CommonMark text with tables, struck words and bare addresses. HTML in it is shown, not used.

    Args:
        source: what the author typed.
        source_count: how many sources the article has; markers of higher numbers stay in the text.
    """
    return _blocks(_MARKDOWN.render(source), source_count=source_count, breaks=True)


def blocks_of_html(source: str, *, source_count: int = 0) -> tuple[BlockHtml, ...]:
    """Return the blocks of an HTML text: what is not on our list is dropped, its words are kept.

    Args:
        source: as it came.
        source_count: as for Markdown.
    """
    return _blocks(source, source_count=source_count, breaks=False)


def _blocks(source: str, *, source_count: int, breaks: bool) -> tuple[BlockHtml, ...]:
    clean = TAG.sub(_own, _CLEANER.clean(source))
    blocks: list[BlockHtml] = []
    for tag, html in _top_level(clean):
        piece = _block(tag, html, source_count=source_count, breaks=breaks)
        last = blocks[-1] if blocks else None
        if last and last.tag == "blockquote" and (signed := quotation_signed(last.html, piece.html)):
            blocks[-1] = _quoting(signed, _both(last, piece))
        elif piece.text.strip() or piece.tag == "hr" or "<img " in piece.html:
            blocks.append(piece)
        elif piece.cites and last:  # markers in a paragraph of their own speak of the block before
            blocks[-1] = replace(last, cites=_both(last, piece))
    return tuple(blocks)


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
            yield "p", _paragraph(clean[end : match.start()])
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
    yield "p", _paragraph(clean[end:])


def _paragraph(loose: str) -> str:
    """Return words and inline elements as a paragraph; parts of lists and tables that lost theirs leave their words."""
    inline = TAG.sub(lambda match: "" if match.group(2) in PARTS else match.group(), loose)
    return f"<p>{closed(inline).strip()}</p>"


def _block(tag: str, html: str, *, source_count: int, breaks: bool) -> BlockHtml:
    html, cites = without_markers(html, source_count=source_count)
    quotation = quotation_in(tag, html, breaks=breaks)
    if quotation is not None:
        return _quoting(quotation, cites)
    return BlockHtml(tag=tag, text=text_of(html), html=html, cites=cites)


def _quoting(quotation: Quotation, cites: tuple[int, ...]) -> BlockHtml:
    return BlockHtml(
        tag="figure",
        text=text_of(quotation.html),
        html=quotation.html,
        cites=cites,
        speaker=quotation.speaker,
        role=quotation.role,
    )


def _both(one: BlockHtml, other: BlockHtml) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one.cites + other.cites))


def _is_address(url: str) -> bool:
    return ADDRESS.fullmatch(url) is not None


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": True})
    markdown.validateLink = _is_address  # type: ignore[method-assign]  # the documented way to narrow links
    return markdown.enable(["linkify", "strikethrough", "table"]).use(figures)


_MARKDOWN = _markdown()
_CLEANER = nh3.Cleaner(
    tags=set(BLOCK_TAGS | INNER_TAGS | RENAMED.keys()),
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    link_rel=None,
    url_schemes=set(SCHEMES),
    set_tag_attribute_values={"img": {"loading": "lazy"}},
)
