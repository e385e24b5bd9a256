"""Puts restored files in the place of what was there, so that a kill at any moment can be undone.

A note in the data folder (`restoring.json`) says what was there before the first file is moved, and goes away after
the last one. Whoever serves refuses to start while the note lies there; the next restore first undoes what it tells.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from folkmoot.kit.backup.engine import Engine
from folkmoot.kit.backup.manifest import Contents
from folkmoot.kit.backup.workplace import sync, sync_below, write_and_sync
from folkmoot.kit.presence import UNFINISHED

FOLDERS = ("media", "keys")
FORGOTTEN = ("epochs",)
"""Files that count from the old database's ids; they are made anew. Like the rest they go aside, not away."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a restore is doing: the name under which the old things are kept, which of them were there, and was a database."""

    label: str
    had: tuple[str, ...]
    had_database: bool


def holds_anything(data: Path, engine: Engine) -> bool:
    """Return whether a restore into this folder would replace something."""
    return engine.exists() or any(any((data / name).iterdir()) for name in FOLDERS if (data / name).is_dir())


def swap(data: Path, engine: Engine, staged: Path, contents: Contents, *, label: str) -> Path | None:
    """Replace database, media and keys by what lies in `staged`; return where the old ones are kept, None if none were.

    If it fails, everything is as before.

    Raises:
        BadBackupError: the database does not take the copy.
        OSError: the disk does not.
    """
    names = (*engine.files(), *FOLDERS, *FORGOTTEN)
    had = tuple(name for name in names if (data / name).exists())
    note = Note(label=label, had=had, had_database=engine.exists())
    sync_below(staged)
    _write_note(data, staged, note)
    try:
        aside = data / label
        aside.mkdir(mode=0o700)
        for name in note.had:
            _move(data / name, aside / name)
        engine.set_aside(label)
        for name in FOLDERS:
            if (staged / name).exists():
                _move(staged / name, data / name)
        engine.put(staged / engine.member, contents)
    except BaseException:
        undo(data, engine)
        raise
    sync(aside)
    sync(data)
    _forget(data)
    if note.had:
        return aside
    aside.rmdir()
    return None


def undo(data: Path, engine: Engine) -> bool:
    """Undo a swap that did not come to its end; return whether there was one."""
    path = data / UNFINISHED
    if not path.exists():
        return False
    words = json.loads(path.read_text(encoding="utf-8"))
    note = Note(label=words["label"], had=tuple(words["had"]), had_database=words["had_database"])
    aside = data / note.label
    engine.undo(note.label, had_database=note.had_database)
    for name in (*engine.files(), *FOLDERS, *FORGOTTEN):
        came_in = name not in note.had or (aside / name).exists()
        if came_in:
            _remove(data / name)
        if (aside / name).exists():
            _move(aside / name, data / name)
    if aside.exists():
        aside.rmdir()
    sync(data)
    _forget(data)
    return True


def _write_note(data: Path, staged: Path, note: Note) -> None:
    draft = staged / UNFINISHED
    write_and_sync(draft, json.dumps(asdict(note)).encode())
    _move(draft, data / UNFINISHED)
    sync(data)


def _forget(data: Path) -> None:
    (data / UNFINISHED).unlink()
    sync(data)


def _move(path: Path, to: Path) -> None:
    os.replace(path, to)  # noqa: PTH105 -- moves files and folders alike; Path.replace reads as if it changed the file


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
