"""Pictures of the old site: found in a copy of `wp-content/uploads`, or not shown at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from folkmoot.articles.values import PictureView

UPLOADS = re.compile(r"/wp-content/uploads/(?:sites/\d+/)?(.+)$")
WORDPRESS_COM = re.compile(r"\.files\.wordpress\.com$")
BY_MONTH = re.compile(r"/((?:19|20)\d\d/\d\d/[^/]+)$")
SCALED = re.compile(r"-(?:\d+x\d+|scaled)(?=\.\w+$)")
LARGEST_BYTES = 50 << 20


class Gallery(Protocol):
    """Gives `img` elements for addresses of pictures."""

    def picture(self, url: str, *, alt: str, caption: str = "") -> int | None:
        """Return the id of our copy, or None where there is none."""
        ...

    def img(self, url: str, *, alt: str, caption: str = "") -> str:
        """Return the `img` element of our copy, or ""."""
        ...


class NoPictures:
    """Without `--media`."""

    def picture(self, url: str, *, alt: str, caption: str = "") -> None:
        """Return None."""

    def img(self, url: str, *, alt: str, caption: str = "") -> str:  # noqa: ARG002 -- as above
        """Return nothing."""
        return ""


class UploadedPictures:
    """Reads from the folder; each file is kept once.

    Args:
        folder: a copy of `wp-content/uploads`.
        keep: keeps the bytes (with alt and caption) and returns (id, view), or None where they are no picture.
    """

    def __init__(self, folder: Path, keep: Callable[[bytes, str, str], tuple[int, PictureView] | None]) -> None:
        """Keep both; nothing is read yet."""
        self._folder = folder.resolve()
        self._keep = keep
        self._captioned: set[Path] = set()
        self._kept: dict[Path, tuple[int, PictureView] | None] = {}

    def picture(self, url: str, *, alt: str, caption: str = "") -> int | None:
        """Return the id of our copy, or None where there is none."""
        kept = self._find(url, alt, caption)
        return kept[0] if kept else None

    def img(self, url: str, *, alt: str, caption: str = "") -> str:
        """Return the `img` element of our copy, or ""."""
        kept = self._find(url, alt, caption)
        if kept is None:
            return ""
        view = kept[1]
        return (
            f'<img src="{escape(view.src)}" srcset="{escape(view.srcset)}"'
            f' width="{view.width}" height="{view.height}" alt="{escape(alt or view.alt)}">'
        )

    def _find(self, url: str, alt: str, caption: str) -> tuple[int, PictureView] | None:
        path = file_of(self._folder, url)
        if path is None:
            return None
        # A text may show a picture before the article that knows its caption does: then it is kept again, with it.
        if path not in self._kept or (caption and path not in self._captioned):
            self._captioned |= {path} if caption else set()
            self._kept[path] = self._keep(path.read_bytes(), alt or _words_of(path), caption)
        return self._kept[path]


def file_of(folder: Path, url: str) -> Path | None:
    """Return the file that an address means: the full-size one if there is one. Never outside `folder`."""
    try:
        parts = urlsplit(url)
        host, path = parts.hostname or "", unquote(parts.path)
    except ValueError:
        return None
    uploads = UPLOADS.search(path)
    by_month = BY_MONTH.search(path)
    if uploads:
        below = uploads.group(1)
    elif WORDPRESS_COM.search(host):
        below = path.lstrip("/")
    elif by_month:
        below = by_month.group(1)
    else:
        return None
    for name in (SCALED.sub("", below), below):
        if "\x00" in name:
            continue
        found = (folder / name).resolve()
        if found.is_relative_to(folder) and found.is_file() and found.stat().st_size <= LARGEST_BYTES:
            return found
    return None


def _words_of(path: Path) -> str:
    return re.sub(r"[-_]+", " ", path.stem).strip() or path.name
