"""What stands in an export, counted by another hand: the whole tree at once, by XPath, sharing nothing with the importer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

IN_WP = "starts-with(substring-after(namespace-uri(), '://'), 'wordpress.org/export/')"


@dataclass
class Counted:
    articles: int = 0
    pages: int = 0
    mentions: int = 0
    comments: Counter[str] = field(default_factory=Counter)


def _text(element: etree._Element, name: str) -> str:
    found = element.xpath(f"*[local-name()='{name}' and {IN_WP}]")
    return "".join(found[0].itertext()).strip() if found else ""


def count(path: Path) -> Counted:
    """Return what an import without options must bring."""
    text = path.read_bytes()
    root = etree.fromstring(
        text, etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    )
    counted = Counted()
    for item in root.iter("item"):
        post_type, status = _text(item, "post_type"), _text(item, "status")
        named = _text(item, "post_id") or item.findtext("link") or item.findtext("guid")
        if post_type not in ("", "post", "page") or status == "trash" or not named:
            continue
        counted.articles += post_type != "page"
        counted.pages += post_type == "page"
        for comment in item.xpath(f"*[local-name()='comment' and {IN_WP}]"):
            approved, kind = _text(comment, "comment_approved"), _text(comment, "comment_type")
            if kind in ("pingback", "trackback"):
                counted.mentions += approved == "1"
            elif kind in ("", "comment"):
                counted.comments[{"1": "published", "0": "held", "": "held"}.get(approved, "left out")] += 1
    del counted.comments["left out"]
    return counted
