"""What a backup says of itself: `manifest.json`, read with suspicion."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from folkmoot import __version__
from folkmoot.kit.backup.refusals import BadBackupError, RefusedError

FORMAT = 1
DIGEST = re.compile(r"[0-9a-f]{64}")
VERSION = re.compile(r"\d+(\.\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file of the archive: its size unpacked, and the SHA-256 of that."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is in a database: the migrations it has had, as `app.name`, and how many rows each table has."""

    migrations: tuple[str, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One backup.

    Attributes:
        program: the version of Folkmoot that made it.
        made_at: the moment of the database's copy.
        engine: `sqlite` or `postgresql`.
        engine_version: as the engine says it.
        contents: what the database held.
        files: every other file of the archive by its name there.
    """

    program: str
    made_at: datetime
    engine: str
    engine_version: str
    contents: Contents
    files: Mapping[str, Stored]

    def as_json(self) -> bytes:
        """Return the manifest as the archive keeps it."""
        words = {
            "format": FORMAT,
            "program": self.program,
            "made_at": self.made_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "engine": self.engine,
            "engine_version": self.engine_version,
            "migrations": list(self.contents.migrations),
            "counts": dict(self.contents.counts),
            "files": {
                name: {"size_bytes": file.size_bytes, "sha256": file.sha256} for name, file in self.files.items()
            },
        }
        return json.dumps(words, indent=1).encode()


def read_manifest(text: bytes) -> Manifest:
    """Return the manifest that `text` is.

    Raises:
        RefusedError: a newer program made it.
        BadBackupError: it is none.
    """
    try:
        words = json.loads(text)
        program = _matching(VERSION, words["program"])
        _refuse_newer(_number(words["format"]), program)
        return _manifest(words, program)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = "This is not a backup of Folkmoot, or it was changed: its manifest cannot be read."
        raise BadBackupError(message) from error


def _refuse_newer(form: int, program: str) -> None:
    if form > FORMAT or _parts(program) > _parts(__version__):
        message = f"This backup was made by Folkmoot {program}, and this is {__version__}: restore it with {program} or newer."
        raise RefusedError(message)


def _parts(version: str) -> tuple[int, ...]:
    found = VERSION.match(version)
    return tuple(int(part) for part in found.group().split(".")) if found else ()


def _manifest(words: dict[str, Any], program: str) -> Manifest:
    return Manifest(
        program=program,
        made_at=datetime.fromisoformat(words["made_at"]).astimezone(UTC),
        engine=_text(words["engine"]),
        engine_version=_text(words["engine_version"]),
        contents=Contents(
            migrations=tuple(_text(name) for name in words["migrations"]),
            counts={_text(table): _number(count) for table, count in words["counts"].items()},
        ),
        files={
            _text(name): Stored(size_bytes=_number(file["size_bytes"]), sha256=_matching(DIGEST, file["sha256"]))
            for name, file in words["files"].items()
        },
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if not pattern.fullmatch(_text(value)):
        raise ValueError(value)
    return _text(value)
