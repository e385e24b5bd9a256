"""A small newspaper with an argument, made by commands, and ways to look at its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from xml.etree import ElementTree as ET

import html5lib
from django.test import Client

from folkmoot.articles.commands.save_fixed_page import save_fixed_page
from folkmoot.articles.values import FixedPageDraft, PublicationDraft, SourceFormat
from folkmoot.discussion.commands.post_comment import post_comment
from folkmoot.discussion.queries import thread_of_page
from folkmoot.discussion.values import Posted
from folkmoot.readers.values import Actor
from tests.articles.writing import found, publish
from tests.cast import BO, NOON

FERRY = PublicationDraft(
    slug="ferry",
    name="The Ashford Ferry",
    tagline="News from both banks",
    base_url="http://testserver",
    language="en-GB",
    time_zone="Europe/Berlin",
)
XHTML = "{http://www.w3.org/1999/xhtml}"
TAG = re.compile(r"(?<=/)\w+(?![^\[]*\])")
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Newspaper:
    """A publication with an article, its thread and a fixed page."""

    publication_id: int
    article_id: int
    thread_id: int

    def say(self, body: str = "", *, parent: int | None = None, name: str = BO, now: datetime = NOON) -> Posted:
        """Post a comment as somebody new; without words, fresh ones."""
        number = next(_numbers)
        return post_comment(
            publication_id=self.publication_id,
            thread_id=self.thread_id,
            parent_id=parent,
            body=body or f"Word number {number}.",
            name=name,
            email="",
            actor=Actor(network=f"10.0.{number // 250}.{number % 250}"),
            now=now,
        )


def print_newspaper(*, host: str = "testserver", **changes) -> Newspaper:
    """Make the newspaper; `changes` are to its first article."""
    view = found(replace(FERRY, base_url=f"http://{host}"))
    article_id = publish(view.id, **changes)
    rules = FixedPageDraft(
        title="House rules",
        source="Speak as you would at a table.",
        source_format=SourceFormat.MARKDOWN,
        slug="house-rules",
    )
    save_fixed_page(publication_id=view.id, page_id=None, draft=rules, account_id=None, now=NOON)
    thread = thread_of_page(article_id)
    assert thread is not None
    return Newspaper(view.id, article_id, thread.id)


class Page:
    """An answer, read as a browser would."""

    def __init__(self, client: Client, path: str, *, status: int = 200, **headers) -> None:
        self.response = client.get(path, **headers)
        assert self.response.status_code == status, self.response.content
        self.text = self.response.content.decode()
        self.tree: ET.Element = html5lib.parse(self.text)

    def all(self, path: str) -> list[ET.Element]:
        """Return the elements on a path like `.//ol[@class='comments']/li`."""
        return self.tree.findall(TAG.sub(XHTML + r"\g<0>", path))

    def one(self, path: str) -> ET.Element:
        """Return the only element on a path."""
        (element,) = self.all(path)
        return element

    def words(self, path: str) -> str:
        """Return the text of the only element on a path, spaces made plain."""
        return words_of(self.one(path))


def words_of(element: ET.Element) -> str:
    """Return all text in an element, spaces made plain."""
    return " ".join("".join(element.itertext()).split())


LATER = NOON + timedelta(minutes=5)
