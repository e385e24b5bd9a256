"""Numbered house rules that can be linked to, one by one.

A rule keeps the number that its author wrote, so a link to rule 3 leads to rule 3 after rule 2 was struck out and a
tenth one written: lists in HTML would count on by themselves. Where the numbers written do not grow ("1. 1. 1."), the
rules are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, pairwise

WRITTEN = re.compile(r"^ {0,3}(\d{1,4})[.)] ", re.MULTILINE)
LIST_OR_ITEM = re.compile(r"<(/?)(ol|ul|li)\b([^>]*)>")


def rule_id(number: int) -> str:
    """Return the id of a rule in its page; a link to it is the page's path, `#` and this."""
    return f"rule-{number}"


def with_rules_numbered(html: str, source: str) -> str:
    """Return a page's safe HTML in which each item of its top-level numbered lists has its number and its id.

    Args:
        source: the Markdown it was made from; anything else is counted from 1.
    """
    items = sum(1 for _ in _rules_in(html))
    numbers = _numbers(source, items)
    marked, end = [], 0
    for match, number in zip(_rules_in(html), numbers, strict=False):
        marked += [html[end : match.start()], f'<li id="{rule_id(number)}" value="{number}"{match[3]}>']
        end = match.end()
    return "".join([*marked, html[end:]])


def _numbers(source: str, items: int) -> Iterator[int]:
    written = [int(number) for number in WRITTEN.findall(source)]
    grows = all(one < other for one, other in pairwise(written))
    return iter(written) if grows and len(written) == items else count(1)


def _rules_in(html: str) -> Iterator[re.Match[str]]:
    """Yield the opening tags of the items that stand directly in a numbered list which stands in no other list."""
    depth: list[str] = []
    for match in LIST_OR_ITEM.finditer(html):
        closing, tag = match[1], match[2]
        if tag == "li":
            if not closing and depth == ["ol"]:
                yield match
        elif closing:
            depth = depth[:-1]
        else:
            depth.append(tag)
