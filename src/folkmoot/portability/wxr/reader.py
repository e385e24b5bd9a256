"""An export as a stream of records, in memory that does not grow with the file.

libxml2 recovers from what real exports get wrong; entities, DTDs and the network stay off. Elements are dropped
as soon as they are read. A parser that recovers may also give up silently, so the end is checked: it must
have read past the last byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from folkmoot.portability.values import BadFileError
from folkmoot.portability.wxr.elements import channel_of, comment_of, item_of
from folkmoot.portability.wxr.records import Channel, WpComment, WpItem
from folkmoot.portability.wxr.stream import SENTINEL, Head, read_head, washed_chunks

MAX_ELEMENT_BYTES = 64 << 20
"""One element may hold this much: what is larger is no article, and would have to fit into memory."""

Progress = Callable[[int], None]


class WxrReader:
    """One pass over an export. Iterate; `channel` is complete afterwards.

    Raises (while iterating):
        BadFileError: cut off, or broken so that the rest could not be read.
    """

    def __init__(
        self, path: Path, *, comments: bool = True, items: bool = True, progress: Progress | None = None
    ) -> None:
        """Look at the head of the file; `comments` and `items` say which records are wanted.

        Raises:
            BadFileError: not an export.
        """
        self.path = path
        self.head: Head = read_head(path)
        self.channel: Channel = Channel(title="", description="", language="", base_url="")
        self._wants_comments = comments
        self._wants_items = items
        self._progress = progress or (lambda _done: None)
        self._ordinal = -1
        self._open_items: list[int] = []
        self._reached_end = False
        self._spent: dict[str, etree._Element] = {}

    def __iter__(self) -> Iterator[WpItem | WpComment]:
        """Yield comments before the item they stand in, as their elements end."""
        parser = etree.XMLPullParser(
            events=("start", "end"),
            tag=["rss", "item", "{*}comment", SENTINEL],
            recover=True,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=True,
            encoding="utf-8",
        )
        silent_bytes = 0
        for chunk, done_bytes in washed_chunks(self.path, self.head):
            parser.feed(chunk)
            silent_bytes += len(chunk)
            for event, element in _events(parser):
                silent_bytes = 0
                yield from self._on(event, element)
            if silent_bytes > MAX_ELEMENT_BYTES:
                message = f"{self.path} holds an element of more than {MAX_ELEMENT_BYTES >> 20} MB."
                raise BadFileError(message)
            self._progress(done_bytes)
        parser.close()
        for event, element in _events(parser):
            yield from self._on(event, element)
        if not self._reached_end:
            self._complain(parser)

    def _on(self, event: str, element: etree._Element) -> Iterator[WpItem | WpComment]:
        kind = etree.QName(element).localname
        if kind == SENTINEL:
            self._reached_end = True
        elif kind == "rss":
            if event == "end":
                self.channel = channel_of(element)
        elif event == "start":
            if kind == "item":
                self._ordinal += 1
                self._open_items.append(self._ordinal)
        elif kind == "comment" and self._open_items:
            if self._wants_comments:
                yield comment_of(element, self._open_items[-1])
            self._drop(kind, element)
        elif kind == "item":
            ordinal = self._open_items.pop() if self._open_items else self._ordinal
            if self._wants_items:
                yield item_of(element, ordinal)
            self._drop(kind, element)

    def _drop(self, kind: str, element: etree._Element) -> None:
        # The element that just ended still belongs to the parser: it is emptied now, and unhooked when its next
        # sibling has ended.
        element.clear()
        spent = self._spent.get(kind)
        self._spent[kind] = element
        parent = spent.getparent() if spent is not None else None
        if parent is not None and spent is not None:
            parent.remove(spent)

    def _complain(self, parser: etree.XMLPullParser) -> None:
        first = next((entry for entry in parser.feed_error_log if entry.level_name == "FATAL"), None)
        where = f" around line {first.line + self.head.lines_before}" if first is not None else ""
        message = f"{self.path} is broken{where}; what follows could not be read."
        raise BadFileError(message)


def _events(parser: etree.XMLPullParser) -> Iterator[tuple[str, etree._Element]]:
    for event, element in parser.read_events():
        if isinstance(element, etree._Element):  # noqa: SLF001 -- the name of lxml's only class of elements
            yield event, element
