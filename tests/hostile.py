"""The words that do harm where a program is careless, and the oracles that see what they did.

The words are in the shared folder (`data/hostile`, its README says what each list must meet). The oracles read our
HTML with html5lib, a parser that we use nowhere else: it builds the tree that a browser would build.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import html5lib

from folkmoot.kit.text.comments import LINK_REL, TAGS
from tests.shared import shared

XHTML = "{http://www.w3.org/1999/xhtml}"
DATA = {"application/ld+json", "application/json"}
SHORTEST = 4
"""Letters of which the shortest name of a handler, `oncut`, has one more; ours has an attribute called `one`."""
FREE = {"body", "comment-body", "sections"}
"""Where an author's own markup may stand (`kit/text` holds what that may be), and the menu, which grows with each name."""

CORPORA: dict[str, Callable[[], list[str]]] = {
    "blns": lambda: json.loads(shared("hostile/blns/blns.json").read_text("utf-8")),
    "h5sc": lambda: shared("hostile/h5sc/vectors.txt").read_text("utf-8").splitlines(),
    "payloads": lambda: shared("hostile/xss-payload-list/visible.txt").read_text("utf-8").splitlines(),
    "bleach": lambda: [path.read_text("utf-8") for path in sorted(shared("hostile/bleach/data").glob("*.test"))],
    "generated": lambda: [value for _field, value in generated()],
}


def generated() -> Iterator[tuple[str, str]]:
    """Yield (field that it was made for, value) of the generated cases."""
    for line in shared("hostile/generated/cases.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        yield case["field"], str(case["value"])


def everything() -> list[str]:
    """Return every string of every list once, in the order of the lists."""
    return list(dict.fromkeys(text for corpus in CORPORA.values() for text in corpus()))


def handful(of_each: int, *, seed: int = 5) -> list[str]:
    """Return as many strings of each list, always the same; a list that has fewer is there whole."""
    chance = random.Random(seed)
    chosen: dict[str, None] = {}
    for corpus in CORPORA.values():
        texts = corpus()
        chosen.update(dict.fromkeys(chance.sample(texts, min(of_each, len(texts)))))
    return list(chosen)


def as_kept(text: str) -> str:
    """Return what must come back after a text was kept: the same letters in NFC, line ends as one sign."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


MENTION = re.compile(r"mention /comments/\d+")


def violations(html: str) -> list[str]:
    """Return what stands in a comment's HTML beyond the list of `kit/text/comments`."""
    found = []
    for element in html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False).iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        if element.tag not in TAGS:
            found.append(f"tag {element.tag}")
            continue
        attributes = dict(element.attrib)
        if element.tag == "details" and attributes.pop("class", None) != "spoiler":
            found.append("class")
        if element.tag == "a" and MENTION.fullmatch(" ".join(attributes.values())):
            continue
        if element.tag == "a":
            href = attributes.pop("href", "https://dropped.example")
            if not href.lower().startswith(("http://", "https://")):
                found.append(f"href {href}")
            if attributes.pop("rel", None) != LINK_REL:
                found.append("rel")
        found += [f"{element.tag} {name}" for name in attributes]
    return found


def skeleton(page: Element) -> list[str]:
    """Return tag and class of every element, with its depth, outside of what authors may mark up."""
    found: list[str] = []

    def walk(element: Element, depth: int) -> None:
        if not isinstance(element.tag, str):
            return
        classes = element.get("class", "")
        found.append(f"{depth} {element.tag.removeprefix(XHTML)} {classes}")
        if not FREE & set(classes.split()):
            for child in element:
                walk(child, depth + 1)

    walk(page, 0)
    return found


def active(page: Element) -> list[str]:
    """Return what in a page could act: handlers, and scripts and addresses that are not ours."""
    found = []
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.removeprefix(XHTML)
        found += [
            f"{tag} {name}"
            for name in element.attrib
            if (name.startswith("on") and len(name) > SHORTEST) or name == "style"
        ]
        addresses = (element.get(name, "") for name in ("href", "src", "action", "formaction"))
        found += [f"{tag} {value}" for value in addresses if value.strip().lower().startswith(("javascript:", "data:"))]
        if tag == "script" and element.get("type") not in DATA and not element.get("src", "").startswith("/static/"):
            found.append("a script")
        if tag in {"base", "object", "embed"}:
            found.append(tag)
    return found
