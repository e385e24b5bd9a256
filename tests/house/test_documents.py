"""What the documents promise: each fact and each dependency is explained, and the lists are not stale."""

from __future__ import annotations

import importlib
import re

from tests.house.sources import PACKAGE, ROOT, files, pyproject, room_of

KIND = re.compile(r"^\| `([a-z]+\.[a-z_]+)` \|", re.MULTILINE)
DEPENDENCY = re.compile(r"^\| `([\w-]+)`", re.MULTILINE)


def registered_kinds() -> set[str]:
    """Return the kinds of all facts, once every room's events are loaded."""
    for path in files():
        if path.is_relative_to(PACKAGE) and path.stem == "events":
            importlib.import_module(f"folkmoot.{room_of(path)}.events")
    facts = importlib.import_module("folkmoot.kit.outbox.facts")
    return {kind for kind, fact in facts._KINDS.items() if fact.__module__.startswith("folkmoot.")}


def named(text: str) -> str:
    """Return the bare name of a requirement."""
    return re.split(r"[^\w-]", text, maxsplit=1)[0]


def test_every_fact_is_documented_and_every_documented_fact_exists():
    documented = KIND.findall((ROOT / "docs" / "architecture.md").read_text("utf-8"))
    assert sorted(documented) == sorted(registered_kinds())


def test_every_dependency_says_why_it_lives():
    project = pyproject()["project"]
    extras = [name for group in project["optional-dependencies"].values() for name in group]
    wanted = {named(text) for text in [*project["dependencies"], *extras]} - {"folkmoot"}
    explained = DEPENDENCY.findall((ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text("utf-8"))
    assert sorted(explained) == sorted(wanted)


def test_a_row_of_either_table_is_read():
    assert KIND.findall("| `discussion.vote_cast` | A vote |\n| other |") == ["discussion.vote_cast"]
    assert DEPENDENCY.findall("| `django-ninja` | because |") == ["django-ninja"]
    assert named("psycopg[binary]>=3") == "psycopg"


def test_links_between_documents_lead_somewhere():
    broken = []
    for path in files():
        if path.suffix == ".md":
            targets = re.findall(r"\]\((?!https?://|mailto:|#)([^)#]+)", path.read_text("utf-8"))
            broken += [f"{path.name}: {target}" for target in targets if not (path.parent / target).exists()]
    assert broken == []
