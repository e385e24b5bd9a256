"""A language that nobody speaks, to see which words were forgotten and what breaks when a page is read from the right.

`ar-XB` is kept free for this by its standard. Every message of the catalogue is written with accents, a third longer,
between brackets; places for names and numbers, tags and entities stay as they are. Look at it by hand:

    python -m tests.browser.pseudo FOLDER
    FOLKMOOT_TEST_LOCALE=FOLDER folkmoot demo        then choose the language ar-xb at the desk
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tests.house.messages import TEMPLATE, read

LANGUAGE = "ar-xb"
ACCENTS = str.maketrans("aceginorsuyzACEGINORSUYZ", "áçéğíñóřšúýžÁÇÉĞÍÑÓŘŠÚÝŽ")
KEPT = re.compile(r"(%\(\w+\)\w|%%|\{\w*\}|<[^>]*>|&\w+;|https?://\S+)")


def accented(words: str) -> str:
    """Return a message in the language that nobody speaks."""
    core = words.strip("\n")
    pieces = [piece if KEPT.fullmatch(piece) else piece.translate(ACCENTS) for piece in KEPT.split(core)]
    longer = "·" * (len(KEPT.sub("", core)) // 3)
    return words.replace(core, f"[{''.join(pieces)}{longer}]") if core else words


def write_pseudo(folder: Path) -> Path:
    """Write the catalogue below a folder for translations; return the folder."""
    catalog = Catalog(locale="ar")
    for message in read(TEMPLATE):
        if message.id:
            several = isinstance(message.id, list | tuple)
            forms = (
                (accented(message.id[0]), *[accented(message.id[1])] * (catalog.num_plurals - 1)) if several else None
            )
            catalog.add(
                tuple(message.id) if several else message.id, forms or accented(message.id), context=message.context
            )
    path = folder / "ar_XB" / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    return folder


if __name__ == "__main__":
    write_pseudo(Path(sys.argv[1]))
