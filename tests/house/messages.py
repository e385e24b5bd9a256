"""The catalogue of all that the house says: taken from the sources, and each language held against it.

`make messages` runs this file. It writes `locale/folkmoot.pot` anew, brings every `django.po` up to it (what is new
stands there without a translation, what is no longer said is gone) and compiles each to the `django.mo` that
Django reads. No tool outside of the locked packages is needed.
"""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from folkmoot.pure.labels import places_in
from tests.house.sources import PACKAGE, name, source

LOCALE = PACKAGE / "locale"
TEMPLATE = LOCALE / "folkmoot.pot"
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_noop", "gettext_lazy"), None),
    **dict.fromkeys(("ngettext", "ngettext_noop", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
TEMPLATES = (".html", ".txt", ".xml")
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # a date in the files would change them with every run
HEADER = """\
# What Folkmoot says, in {language}.
# Part of Folkmoot, under the Apache License 2.0. How to translate: docs/translate.md
#"""
WIDTH = 110
TAGS = re.compile(r"</?\w+[^>]*>")
ENDS = (".", ":", "…", "?", "!")


def template() -> Catalog:
    """Return what the sources say now, in their order."""
    catalog = Catalog(header_comment=HEADER.format(language="English, to be translated"))
    _sign(catalog)
    for path in sorted(path for suffix in (".py", *TEMPLATES) for path in source(suffix, below=PACKAGE)):
        if path.suffix == ".py" or "templates" in path.parts:
            for message, context in _messages(path):
                catalog.add(message, locations=[(path.relative_to(PACKAGE).as_posix(), None)], context=context)
    return catalog


def _messages(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        text = f"({templatize(text)})"  # in brackets, so that no indentation can be wrong
    for _line, message, _comments, context in extract(
        "python", io.BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
    ):
        if message and (isinstance(message, str) or message[0]):
            yield (message if isinstance(message, str) else tuple(message)), context


def languages() -> list[Path]:
    """Return the catalogue of each language."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """Return the catalogue in a file."""
    with path.open("rb") as file:
        return read_po(file, locale=None if path == TEMPLATE else path.parts[-3])


def compiled(path: Path) -> Catalog:
    """Return what Django reads in the place of a `django.po`."""
    with path.with_suffix(".mo").open("rb") as file:
        return read_mo(file)


def words(catalog: Catalog) -> dict[tuple[str | tuple[str, ...], str | None], str | tuple[str, ...]]:
    """Return the translations by message and context."""
    return {(_plain(message.id), _context(message)): _plain(message.string) for message in catalog if message.id}


def _context(message: Message) -> str | None:
    """Return a message's context; Babel leaves it in bytes when it reads a compiled catalogue."""
    context: str | bytes | None = message.context
    return context.decode() if isinstance(context, bytes) else context


def _plain(text: str | list[str] | tuple[str, ...] | None) -> str | tuple[str, ...]:
    return text or "" if isinstance(text, str | None) else tuple(text)


def complaints(catalog: Catalog, said: Catalog) -> list[str]:
    """Return what is wrong with a language's catalogue, one sentence each; nothing if it can be shown to readers."""
    wanted, there = words(said), words(catalog)
    return [
        *(f"not in the catalogue: {key[0]!r}" for key in wanted if key not in there),
        *(f"no longer said: {key[0]!r}" for key in there if key not in wanted),
        *(f"{fault}: {message.id!r}" for message in catalog if message.id for fault in _faults(message)),
    ]


def _faults(message: Message) -> Iterator[str]:
    ours = message.id if isinstance(message.id, tuple) else (message.id,)
    theirs = message.string if isinstance(message.string, tuple) else (message.string,)
    if message.fuzzy:
        yield "marked as fuzzy"
    if not all(theirs):
        yield "not translated"
        return
    for number, own in enumerate(theirs):
        model = ours[min(number, len(ours) - 1)]
        places, may = Counter(places_in(own)), Counter(places_in(model))
        if len(ours) > 1 and number == 0:  # the form for one may say "a" where the others say a number
            may |= Counter(places_in(ours[1]))
            if not set(places) <= set(may):
                yield "a place that is not filled"
        elif places != may:
            yield "other places than ours"
        if Counter(TAGS.findall(own)) != Counter(TAGS.findall(model)):
            yield "other markup than ours"
        if own.strip() != own and model.strip() == model:
            yield "blanks at an end"
        if model.endswith(ENDS) != own.endswith(ENDS):
            yield "ends in another way"


def write() -> None:
    """Write the template, and bring every language up to it."""
    said = template()
    _write(TEMPLATE, said)
    for path in languages():
        catalog = read(path)
        catalog.update(said, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog.header_comment = HEADER.format(language=catalog.locale.english_name)
        _sign(catalog)
        _write(path, catalog)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
        for complaint in complaints(catalog, said):
            print(f"{name(path)}: {complaint}", file=sys.stderr)


def _sign(catalog: Catalog) -> None:
    """Fill in the head of a catalogue: nobody's name, and no date that changes by itself."""
    catalog.project, catalog.version, catalog.msgid_bugs_address = "Folkmoot", "1", ""
    catalog.last_translator, catalog.language_team = "", ""
    catalog.creation_date = catalog.revision_date = NO_DATE


def _write(path: Path, catalog: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=WIDTH, include_lineno=False)


if __name__ == "__main__":
    write()
