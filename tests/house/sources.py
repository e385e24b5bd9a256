"""The files of the house, as the house rules see them."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "folkmoot"


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is tracked, or would be with the next `git add`."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return tuple(path for name in sorted(set(listing.split("\0"))) if name and (path := ROOT / name).is_file())


def source(suffix: str, *, below: Path = ROOT) -> list[Path]:
    """Return our own files of one kind; migrations are written by a machine and left out."""
    return [
        path
        for path in files()
        if path.suffix == suffix and path.is_relative_to(below) and "migrations" not in path.parts
    ]


def name(path: Path) -> str:
    """Return a path as a finding shows it."""
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    """Return the room a file of the package lies in; a top-level module is its own room."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def pyproject() -> dict[str, dict]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def floors() -> dict[str, int]:
    """Return room → height, as import-linter reads it from pyproject.toml; strangers stand on one floor."""
    contract = pyproject()["tool"]["importlinter"]["contracts"][0]
    layers = list(reversed(contract["layers"]))
    return {room: height for height, layer in enumerate(layers) for room in re.findall(r"\w+", layer)}


def may_use(room: str, other: str) -> bool:
    """Say whether a room may reach into another: itself, or a lower floor."""
    return room == other or floors()[other] < floors()[room]
