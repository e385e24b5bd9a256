"""The bytes of an export, on their way to the XML parser: checked at the head, washed on the way.

Exports are written by string concatenation, so real ones hold control characters, broken UTF-8 and prefixes that
nobody declared; libxml2 loses text at each of them, so they are mended before it sees them. What no export
ever has (a DOCTYPE, and with it entities) is refused before the parser opens its eyes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from folkmoot.portability.values import BadFileError

CHUNK_BYTES = 1 << 16
HEAD_BYTES = 1 << 18
TAIL_CHARS = 4096
SINGLE_BYTE_SAFE = re.compile(
    r"utf-?8|us-ascii|ascii|iso-?8859-\d{1,2}|latin-?1|windows-125\d|cp125\d|koi8-[ru]", re.IGNORECASE
)
CONTROLS = bytes(sorted({*range(0x20)} - {*b"\t\n\r"}))
BLANKS = bytes.maketrans(CONTROLS, b" " * len(CONTROLS))
NO_CHARACTERS = re.compile("[\ufffe\uffff]")
DECLARATION = re.compile(r"<\?xml\b[^>]*?\?>")
ENCODING = re.compile(r"""encoding\s*=\s*["']([\w.:-]+)["']""")
# Possessive, so that a hostile head costs one pass: blanks, comments and instructions, then the first real tag.
BEFORE_ROOT = re.compile(r"(?:\s++|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
ROOT = re.compile(r"<rss\b[^>]*>")
WP_NAMESPACE = re.compile(r"https?://wordpress\.org/export/(\d+)\.(\d+)/")
WP_VERSION_TAG = "<wp:wxr_version>"
KNOWN_PREFIXES = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
NEWEST_MINOR = 2
WRAP = "folkmoot-wrap"
SENTINEL = "folkmoot-end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the first lines tell.

    Attributes:
        encoding: as declared, UTF-8 without a declaration.
        start: where the root tag begins, in characters.
        root: the root tag, with the prefixes declared that the file forgot.
        root_chars: how long the root tag is in the file.
        lines_before: how many line ends stand before the root tag.
        version: of the format, "1.2".
        warning: a sentence about an unknown version, or "".
    """

    encoding: str
    start: int
    root: str
    root_chars: int
    lines_before: int
    version: str
    warning: str


def read_head(path: Path) -> Head:
    """Return what the head of the file tells.

    Raises:
        BadFileError: unreadable, in a strange encoding, with a DOCTYPE, or not a WordPress export.
    """
    try:
        with path.open("rb") as file:
            first = file.read(HEAD_BYTES)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise BadFileError(message) from error
    encoding = _declared_encoding(path, first)
    text = first.decode(encoding, errors="replace")
    before = BEFORE_ROOT.match(text)
    start = before.end() if before else 0
    if text.startswith("<!", start):
        message = f"{path} declares a document type, which no WordPress export does; it was not read any further."
        raise BadFileError(message)
    root = ROOT.match(text, start)
    if root is None:
        message = f"{path} is not a WordPress export: it does not begin with <rss>."
        raise BadFileError(message)
    version, warning = _version(path, root.group(), text)
    return Head(
        encoding=encoding,
        start=start,
        root=_with_prefixes(root.group()),
        root_chars=len(root.group()),
        lines_before=text.count("\n", 0, start),
        version=version,
        warning=warning,
    )


def _declared_encoding(path: Path, first: bytes) -> str:
    # Decoded here and handed over as UTF-8: a declared UTF-7 or UTF-16 could hide a DOCTYPE from the check above.
    declaration = DECLARATION.search(first[:1024].decode("latin-1"))
    declared = ENCODING.search(declaration.group()) if declaration else None
    encoding = declared.group(1) if declared else "utf-8"
    if not SINGLE_BYTE_SAFE.fullmatch(encoding):
        message = f"{path} is written in {encoding}; convert it to UTF-8 first."
        raise BadFileError(message)
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding


def _version(path: Path, root: str, head: str) -> tuple[str, str]:
    namespace = WP_NAMESPACE.search(root)
    if namespace is None:
        if WP_VERSION_TAG in head:
            return "1.2", "The file does not declare its version; it was read as 1.2."
        message = f"{path} is an RSS feed, not a WordPress export: it declares no wordpress.org/export namespace."
        raise BadFileError(message)
    major, minor = int(namespace.group(1)), int(namespace.group(2))
    if major != 1:
        message = f"{path} is a WordPress export of version {major}.{minor}; only 1.x is known."
        raise BadFileError(message)
    version = f"{major}.{minor}"
    warning = (
        f"Version {version} is newer than this importer knows; it was read as 1.2." if minor > NEWEST_MINOR else ""
    )
    return version, warning


def _with_prefixes(root: str) -> str:
    missing = [
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in KNOWN_PREFIXES.items()
        if not re.search(rf"\bxmlns:{prefix}\s*=", root)
    ]
    return root[:-1].removesuffix("/") + "".join(missing) + ">"


def washed_chunks(path: Path, head: Head) -> Iterator[tuple[bytes, int]]:
    """Yield the document from its root tag on as UTF-8 that XML allows, each with the bytes read so far.

    It comes wrapped, with a sentinel behind it: a parser that saw the sentinel has read everything before it.

    Raises:
        BadFileError: the file ends before `</rss>`.
    """
    decoder = codecs.getincrementaldecoder(head.encoding)(errors="replace")
    skip = head.start + head.root_chars
    tail = ""
    done_bytes = 0
    yield f"<{WRAP}>{head.root}".encode(), 0
    with path.open("rb") as file:
        while raw := file.read(CHUNK_BYTES):
            done_bytes += len(raw)
            text = decoder.decode(raw.translate(BLANKS))
            skipped = min(skip, len(text))
            text, skip = text[skipped:], skip - skipped
            tail = (tail + text)[-TAIL_CHARS:]
            if not text.isascii():
                text = NO_CHARACTERS.sub(" ", text)
            yield text.encode(), done_bytes
    if "</rss" not in tail:
        message = f"{path} is cut off: it ends before </rss>."
        raise BadFileError(message)
    yield f"<{SENTINEL}/></{WRAP}>".encode(), done_bytes
