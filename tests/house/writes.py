"""Finds writes to the database in the syntax tree.

A queryset takes keywords where a dict, a set or a route takes positions: `comments.update(state=…)` writes,
`hints.update(other)` and `@api.delete("/comments/{id}")` do not. So a call is known by its name and its arguments,
whatever stands before the dot.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.house.sources import PACKAGE

ALWAYS = {"save", "asave", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
ALWAYS |= {f"a{verb}" for verb in ALWAYS if not verb.startswith("a")} | {"acreate", "aupdate", "adelete"}
WITHOUT_POSITIONS = {"create", "update", "delete"}
RAW = {"execute", "executemany", "executescript", "raw", "extra", "RawSQL"}
READS = re.compile(r"\s*\(?\s*(SELECT|EXPLAIN|VALUES|WITH|SHOW)\b", re.IGNORECASE)
ROWS_ONLY = {"raw", "extra"}  # Django hands back rows for these; what they cannot read as a literal is a SELECT
CHANGES = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE INTO)\b(?!\s+OF\b)", re.IGNORECASE)


def writes(text: str) -> list[str]:
    """Return each ORM write and raw write in a module, as "line N: what"."""
    tree = ast.parse(text)
    raw = [found for found, reads in _raw_sql(tree) if not reads]
    return sorted([*_orm_writes(tree), *raw])


def raw_reads(text: str) -> list[str]:
    """Return each raw SELECT in a module."""
    return [found for found, reads in _raw_sql(ast.parse(text)) if reads]


def may_write(path: Path) -> bool:
    """Say whether a module is a command, a projection or plumbing."""
    room, *inside = path.relative_to(PACKAGE).parts
    return room == "kit" or (bool(inside) and inside[0].removesuffix(".py") in {"commands", "projections"})


def may_select(path: Path) -> bool:
    """Say whether a module may hold raw SELECTs: queries, and whatever may write."""
    inside = path.relative_to(PACKAGE).parts[1:]
    return may_write(path) or (bool(inside) and inside[0].removesuffix(".py") == "queries")


def _orm_writes(tree: ast.Module) -> list[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return [f"line {call.lineno}: .{call.func.attr}(" for call in calls if _is_orm_write(call)]


def _is_orm_write(call: ast.Call) -> bool:
    verb = call.func.attr
    if verb in ALWAYS:
        return True
    if verb not in WITHOUT_POSITIONS or call.args:
        return False
    return bool(call.keywords) or verb != "update"


def _raw_sql(tree: ast.Module) -> list[tuple[str, bool]]:
    """Return (finding, does it only read?) for each statement handed to the database as text."""
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in RAW and (node.args or node.keywords):
            first = node.args[0] if node.args else None
            text = _text(constants.get(first.id) if isinstance(first, ast.Name) else first)
            only_reads = bool(_called(node) in ROWS_ONLY or READS.match(text)) and not CHANGES.search(text)
            found.append((f"line {node.lineno}: {_called(node)}({text[:30]!r}", only_reads))
    return found


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _text(node: ast.expr | None) -> str:
    """Return the words of a literal or an f-string (holes as spaces); "" where they cannot be read, which counts as a write."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or " " for part in node.values)
    if isinstance(node, ast.BinOp):
        return _text(node.left) + _text(node.right)
    return ""
