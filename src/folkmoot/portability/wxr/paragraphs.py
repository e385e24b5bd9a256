"""WordPress stores text, not HTML: blank lines are paragraphs and line ends are breaks. Here they become elements.

Works on the parsed tree, so that a blank line inside `<pre>`, an attribute or a table does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from typing import Any, TypeAlias

import lxml.html
from lxml import etree

BLOCKS = frozenset({
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "figure", "pre", "table", "hr", "div"),
    *("section", "article", "aside", "header", "footer", "nav", "main", "address", "form", "fieldset", "details", "center"),
})  # fmt: skip
HOLDERS = frozenset({"blockquote", "div", "section", "article", "aside", "main", "center", "details"})
LINED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dd", "dt", "td", "th", "figcaption", "address"})
VERBATIM = frozenset({"pre", "script", "style", "textarea"})
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")

Piece: TypeAlias = Any  # a str or an element; lxml.html has no types


def parse(html: str) -> lxml.html.HtmlElement:
    """Return the HTML as the children of a `div`."""
    return lxml.html.fragment_fromstring(html, create_parent="div", parser=_PARSER)


def inner_html(element: lxml.html.HtmlElement) -> str:
    """Return what stands inside an element."""
    shell = etree.tostring(element, method="html", encoding="unicode", with_tail=False)
    return shell[shell.index(">") + 1 : shell.rindex("</")] if "</" in shell else ""


def make_paragraphs(holder: lxml.html.HtmlElement, *, line_breaks: bool) -> None:
    """Wrap what stands loose in `holder` (and in quotations inside it) into `p`, in place.

    Args:
        holder: usually the `div` of `parse`.
        line_breaks: single line ends become `br`; False for block-editor texts, where they mean nothing.
    """
    run: list[Piece] = []
    children: list[lxml.html.HtmlElement] = []
    for piece in [*_pieces(holder), None]:
        if isinstance(piece, str):
            first, *following = BLANK_LINE.split(piece)
            run.append(first)
            for part in following:
                children += _paragraph(run)
                run = [part]
        elif piece is None or piece.tag in BLOCKS:
            children += _paragraph(run)
            run = []
            if piece is not None:
                children.append(piece)
                if piece.tag in HOLDERS:
                    make_paragraphs(piece, line_breaks=line_breaks)
        else:
            run.append(piece)
    holder.text = None
    holder[:] = children
    if line_breaks:
        for child in children:
            _break_lines(child)


def _pieces(holder: lxml.html.HtmlElement) -> list[Piece]:
    """Return text and elements in order; the elements without the text behind them."""
    pieces: list[Piece] = [holder.text or ""]
    for child in list(holder):
        tail, child.tail = child.tail or "", None
        if isinstance(child.tag, str):
            pieces.append(child)
        pieces.append(tail)
    return pieces


def _paragraph(run: list[Piece]) -> list[lxml.html.HtmlElement]:
    """Return the run as one paragraph, or nothing where it is blank."""
    if all(isinstance(piece, str) and not piece.strip() for piece in run):
        return []
    paragraph = lxml.html.Element("p")
    last: lxml.html.HtmlElement | None = None
    for piece in run:
        if not isinstance(piece, str):
            paragraph.append(piece)
            last = piece
        elif last is None:
            paragraph.text = (paragraph.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece
    if last is None or not (last.tail or ""):
        paragraph.text = (paragraph.text or "").lstrip() if last is not None else (paragraph.text or "").strip()
    else:
        paragraph.text = (paragraph.text or "").lstrip()
        last.tail = (last.tail or "").rstrip()
    return [paragraph]


def _break_lines(element: lxml.html.HtmlElement) -> None:
    """Put `br` where lines end, in everything that holds lines below `element`."""
    for lined in _lined(element):
        _trim(lined)
        for inner in list(lined.iter(etree.Element)):
            if inner is not lined and inner.tag in BLOCKS | LINED:
                continue
            if inner is not lined and (inner.tail or "").find("\n") >= 0:
                _break_tail(inner)
            if inner.tag not in VERBATIM and "\n" in (inner.text or ""):
                _break_text(inner)


def _lined(element: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    for inner in list(element.iter(*LINED)):
        if not any(above.tag in VERBATIM for above in inner.iterancestors()):
            yield inner


def _trim(element: lxml.html.HtmlElement) -> None:
    """Take away blanks at the ends and beside blocks, which are no lines."""
    element.text = (element.text or "").lstrip()
    if len(element) == 0:
        element.text = element.text.rstrip()
    for child in element:
        if child.tag in BLOCKS or child.tag == "br":
            child.tail = (child.tail or "").lstrip()
        following = child.getnext()
        if following is None or following.tag in BLOCKS:
            child.tail = (child.tail or "").rstrip()
    if len(element) and element[0].tag in BLOCKS | {"br"}:
        element.text = (element.text or "").rstrip()


def _break_text(element: lxml.html.HtmlElement) -> None:
    first, *lines = (element.text or "").split("\n")
    element.text = first
    for place, line in enumerate(lines):
        element.insert(place, _br(line))


def _break_tail(element: lxml.html.HtmlElement) -> None:
    first, *lines = (element.tail or "").split("\n")
    parent = element.getparent()
    element.tail = first
    place = parent.index(element) + 1
    for offset, line in enumerate(lines):
        parent.insert(place + offset, _br(line))


def _br(tail: str) -> lxml.html.HtmlElement:
    br = copy(_BR)
    br.tail = tail
    return br


_PARSER = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
_BR = lxml.html.Element("br")
