"""Archives made by hand, honest and otherwise."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

GOOD = {"database.sqlite3": b"rows" * 500, "keys/guest": b"g" * 32, "media/ab/abc-480.webp": b"picture"}
REGULAR = 0o100600 << 16


def entries(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    return {name: {"size_bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()}


def manifest(holds: dict[str, bytes], /, **changed: Any) -> bytes:
    words = {
        "format": 1,
        "program": "0.1.0",
        "made_at": "2026-03-02T12:00:00Z",
        "engine": "sqlite",
        "engine_version": "3.40.1",
        "migrations": ["kit.0001_initial"],
        "counts": {"comment": 500},
        "files": entries(holds),
    }
    return json.dumps(words | changed).encode()


def write(path: Path, files: dict[str, bytes], told: bytes | None = None, mode: int = REGULAR) -> Path:
    """Write an archive that holds `files`, and `told` as its manifest (default: the honest one)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = mode
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
        archive.writestr("manifest.json", manifest(files) if told is None else told)
    return path
