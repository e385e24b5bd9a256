"""The addresses under which an item was known, so that old links lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, quote, unquote, urlsplit

from folkmoot.portability.wxr.moved import Moves
from folkmoot.portability.wxr.records import WpItem

NAMING = ("p", "page_id")
MAX_CHARS = 1000
SAFE = "/:@!$&'()*+,;=-._~"


def old_paths_of(item: WpItem, moves: Moves) -> tuple[str, ...]:
    """Return the paths (with `?p=…` where that is the name) of link, guid, post id and former slugs, each once."""
    paths: dict[str, None] = {}
    for path in _paths(item, moves):
        if 1 < len(path) <= MAX_CHARS:
            paths.setdefault(path)
    return tuple(paths)


def _paths(item: WpItem, moves: Moves) -> Iterator[str]:
    for url in (item.link, item.guid):
        yield from _path_of(moves.apply(url))
    if item.post_id.isdigit():
        yield f"/?p={item.post_id}"
        if item.post_type == "page":
            yield f"/?page_id={item.post_id}"
    before, slash, slug = _bare_path(moves.apply(item.link)).rstrip("/").rpartition("/")
    if slash and slug:
        for old in item.old_slugs:
            yield from _spellings(f"{before}/{old}/")


def _path_of(url: str) -> Iterator[str]:
    path = _bare_path(url)
    if not path:
        return
    query = parse_qs(urlsplit(url).query)
    for name in NAMING:
        if name in query:
            yield f"{path}?{name}={query[name][0]}"
            return
    if path != "/":
        yield from _spellings(path)


def _bare_path(url: str) -> str:
    """Return the path of a web address, "" for anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.path or "/") if parts.scheme in ("http", "https") else ""


def _spellings(path: str) -> Iterator[str]:
    """Yield the path with its letters encoded as browsers send them, and as it was written if that differs."""
    encoded = quote(unquote(path), safe=SAFE)
    yield encoded
    if path != encoded:
        yield path
