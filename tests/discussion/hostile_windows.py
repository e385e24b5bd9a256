"""Every place where a thread is read: windows, the interface, feeds, linked data. A comment looks there like any other."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import html5lib

from tests.discussion.hostile_doors import Doors, comments_in, told
from tests.hostile import XHTML, active, skeleton, violations

Shape = tuple[str, ...]


def shapes_at(doors: Doors, path: str) -> set[Shape]:
    """Return how the comments of a page are built: each its own way, and none twice."""
    page = html5lib.parse(doors.open(path).content)
    return {tuple(skeleton(article)) for article in page.iter(f"{XHTML}article")}


def check_every_window(doors: Doors, plain: set[Shape], *, least: int, most_pages: int) -> None:
    """Write down each comment of the thread that is built in none of the plain ways, wherever it is read.

    All windows are looked at in one order and the first one in each other order, which show the same comments again.

    Args:
        least: as many comments the interface must tell of.
        most_pages: as many windows are opened.
    """
    after, seen = "", 0
    while after is not None:
        window = told(doors.open(f"/api/v1{doors.api_posting}", limit="100", **({"after": after} if after else {})))
        doors.faults += [found for comment in comments_in(window) for found in violations(comment["body_html"])]
        after, seen = window["next"], seen + len(window["comments"])
    assert seen >= least, "too few to say that they are whole"
    path = f"/threads/{doors.stage.thread_id}/"
    ways = [f"{path}?order={order}" for order in ("newest", "top", "oldest")]
    for _ in range(most_pages):
        at = ways.pop(0)
        page = html5lib.parse(doors.browser.get(at).content)
        doors.faults += active(page)
        for article in page.iter(f"{XHTML}article"):
            doors.faults += [] if tuple(skeleton(article)) in plain else [f"{at}: {' / '.join(skeleton(article))}"]
        linked = [script for script in page.iter(f"{XHTML}script") if script.get("type") == "application/ld+json"]
        doors.faults += (
            [] if all(json.loads("".join(script.itertext())) for script in linked) else [f"{at} links nothing"]
        )
        onward = [link.get("href") for link in page.iter(f"{XHTML}a") if link.get("rel") == "next"]
        if onward and "order=oldest" in at:
            ways.append(path + onward[0].partition("#")[0])
        if not ways:
            break
    _check_feeds(doors, path)


def _check_feeds(doors: Doors, path: str) -> None:
    """Read the feeds; write down HTML in them that is not a comment's."""
    for form in ("atom", "rss"):
        feed = ET.fromstring(doors.browser.get(f"{path}feed.{form}").content)
        texts = [element.text or "" for element in feed.iter() if element.tag.endswith(("content", "description"))]
        doors.faults += [found for text in texts for found in violations(text)]
    items = json.loads(doors.browser.get(f"{path}feed.json").content)["items"]
    doors.faults += [] if items else ["an empty feed"]
    doors.faults += [found for item in items for found in violations(item.get("content_html", ""))]
