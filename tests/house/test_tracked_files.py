"""What must not stand in any file: a machine's own paths, and the address of a package index."""

from __future__ import annotations

import re

import pytest

from tests.house.sources import PACKAGE, files, name, room_of

# A letter in brackets keeps this file from finding itself.
INDEX = r"pyp[i]\.org|pythonhoste[d]\.org|npmj[s]\.(?:org|com)|yarnpk[g]\.com"
LOCAL = re.compile(rf"(?<![\w.\-/*])/(?:wor[k]|roo[t]|hom[e]/\w+)/[\w.]|{INDEX}")
BINARY = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico", ".gz", ".zip", ".woff2"}


def strays(text: str) -> list[str]:
    """Return addresses that only mean something on the machine they were written on."""
    return LOCAL.findall(text)


def test_no_file_names_a_machine_or_an_index():
    texts = {name(path): path for path in files() if path.suffix not in BINARY}
    found = {path: strays(file.read_text("utf-8", errors="replace")) for path, file in texts.items()}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize("text", [f"see /{'work'}/main/x", f"open('/{'root'}/x')", f"https://{'pypi'}.org/simple"])
def test_a_stray_address_is_seen(text):
    assert strays(text)


@pytest.mark.parametrize("text", ["src/work/x", "https://news.example/work/x", "/workshop/"])
def test_an_ordinary_path_is_not(text):
    assert strays(text) == []


def test_every_room_with_tables_has_migrations():
    with_models = {
        room_of(path) for path in files() if path.is_relative_to(PACKAGE) and "models" in (path.stem, path.parent.name)
    }
    migrated = {room_of(path) for path in files() if path.is_relative_to(PACKAGE) and path.name.startswith("0001_")}
    assert with_models == migrated
