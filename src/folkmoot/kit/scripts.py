"""Scripts in parts, sent whole: one request instead of one for each part, and no comments on the wire.

A part exports what others use and imports it from its neighbours: `import { a, b } from "./part.js";`. Joined, all parts
share one scope, so what stands at the top of a part has a name that no other part uses. `tsc` and the browser tests
read the parts; readers get the whole.
"""

from __future__ import annotations

import re
from pathlib import Path

IMPORT = re.compile(r'^import \{[^}]*\} from "(\./[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function|const|class|let)", re.MULTILINE)
NOTE = re.compile(
    r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)\n|/\*\* @type(?:(?!\*/).)*\*/ ?", re.MULTILINE | re.DOTALL
)
BLANK = re.compile(r"\n{2,}")


def is_entry(text: str) -> bool:
    """Return whether a script is made of parts and is itself none: it imports, and exports nothing."""
    return bool(IMPORT.search(text)) and not EXPORT.search(text)


def joined(entry: Path) -> str:
    """Return a script with all its parts before it, each once, after those that it imports; without comments.

    Raises:
        FileNotFoundError: a part is missing.
    """
    texts: dict[Path, str] = {}
    _gather(entry.resolve(), texts)
    whole = "\n".join(EXPORT.sub("", IMPORT.sub("", text)) for text in texts.values())
    return BLANK.sub("\n", NOTE.sub("", whole)).strip() + "\n"


def _gather(path: Path, texts: dict[Path, str]) -> None:
    """Add a part behind those that it imports. Parts may import each other: functions are there before any is called."""
    if path in texts:
        return
    text = path.read_text(encoding="utf-8")
    texts[path] = ""  # met: whoever imports it in a circle goes on
    for part in IMPORT.findall(text):
        _gather((path.parent / part).resolve(), texts)
    del texts[path]
    texts[path] = text
