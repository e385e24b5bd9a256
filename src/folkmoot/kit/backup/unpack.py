"""Reads the one file of a backup and believes nothing that it has not checked."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from folkmoot.kit.backup.manifest import Manifest, read_manifest
from folkmoot.kit.backup.pack import CHUNK_BYTES, MANIFEST
from folkmoot.kit.backup.refusals import BadBackupError

DATABASES = ("database.sqlite3", "database.dump")
KEY = re.compile(r"keys/(?!day-)[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
MEDIA = re.compile(r"media(/(?!\.)[^/\\\x00-\x1f\x7f]{1,200}){1,8}")
MAX_KEY_BYTES = 2**16
MAX_MANIFEST_BYTES = 2**28
MAX_RATIO = 200
"""A page of SQLite that holds text shrinks to a tenth, an empty one to a hundredth. More is a bomb."""
SMALL_BYTES = 2**20
ENCRYPTED = 0x1
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    UnicodeError,
    ValueError,
)


class Archive:
    """An opened backup whose list of files is what its manifest says, with harmless names and plausible sizes."""

    def __init__(self, path: Path) -> None:
        """Open it and check everything that can be known without unpacking.

        Raises:
            BadBackupError: it is not there, not a backup, cut off, or made to do harm.
            RefusedError: a newer program made it.
        """
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            message = f"{path} is not there."
            raise BadBackupError(message) from error
        except IsADirectoryError as error:
            message = f"{path} is a folder."
            raise BadBackupError(message) from error
        except PermissionError as error:
            message = f"{path} may not be read."
            raise BadBackupError(message) from error
        except DAMAGED as error:
            message = f"{path} is not a backup of Folkmoot, or it was cut off."
            raise BadBackupError(message) from error
        try:
            self.manifest = self._read_manifest()
            self._check_list()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def database(self) -> str:
        """Return the name of the database's copy."""
        return next(name for name in DATABASES if name in self.manifest.files)

    @property
    def size_bytes(self) -> int:
        """Return how much room everything takes unpacked."""
        return sum(file.size_bytes for file in self.manifest.files.values())

    def check(self, name: str, read: Callable[[int], None]) -> None:
        """Read one file and compare it with the manifest; `read` hears of each chunk's bytes.

        Raises:
            BadBackupError: it is damaged.
        """
        for chunk in self._chunks(name):
            read(len(chunk))

    def unpack(self, name: str, to: Path, read: Callable[[int], None]) -> None:
        """Write one file to the new path `to`: media as others may read them, the rest for this account only.

        Raises:
            BadBackupError: it is damaged.
            OSError: it cannot be written.
        """
        descriptor = os.open(
            to, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644 if MEDIA.fullmatch(name) else 0o600
        )
        with os.fdopen(descriptor, "wb") as file:
            for chunk in self._chunks(name):
                file.write(chunk)
                read(len(chunk))

    def _chunks(self, name: str) -> Iterator[bytes]:
        expected = self.manifest.files[name]
        digest, size_bytes = hashlib.sha256(), 0
        for chunk in self._raw_chunks(name):
            size_bytes += len(chunk)
            digest.update(chunk)
            yield chunk
        if size_bytes != expected.size_bytes or digest.hexdigest() != expected.sha256:
            raise self._damaged(name)

    def _raw_chunks(self, name: str) -> Iterator[bytes]:
        """Give what the ZIP holds, never more than its list of files says.

        Only its own failures are told as damage, not those of whoever takes the chunks.
        """
        try:
            file = self._zip.open(name)
        except DAMAGED as error:
            raise self._damaged(name) from error
        with file:
            while True:
                try:
                    chunk = file.read(CHUNK_BYTES)
                except DAMAGED as error:
                    raise self._damaged(name) from error
                if not chunk:
                    return
                yield chunk

    def _read_manifest(self) -> Manifest:
        try:
            info = self._zip.getinfo(MANIFEST)
        except KeyError as error:
            message = f"{self.path} is not a backup of Folkmoot: it has no manifest."
            raise BadBackupError(message) from error
        if info.file_size > MAX_MANIFEST_BYTES or _explodes(info):
            raise self._damaged(MANIFEST)
        return read_manifest(b"".join(self._raw_chunks(MANIFEST)))

    def _check_list(self) -> None:
        """The archive holds what the manifest lists, each once, and nothing else."""
        found = self._zip.infolist()
        names = sorted(info.filename for info in found)
        if names != sorted([*self.manifest.files, MANIFEST]):
            message = f"{self.path} was changed: its files are not those that its manifest lists."
            raise BadBackupError(message)
        if len([name for name in names if name in DATABASES]) != 1:
            message = f"{self.path} is not a backup of Folkmoot: it holds no database."
            raise BadBackupError(message)
        for info in found:
            if info.filename != MANIFEST:
                self._check_entry(info)

    def _check_entry(self, info: zipfile.ZipInfo) -> None:
        name = info.filename
        if not (name in DATABASES or KEY.fullmatch(name) or MEDIA.fullmatch(name)):
            message = f"{self.path} was made to do harm: {name!r} is no name that Folkmoot gives."
            raise BadBackupError(message)
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG) or info.flag_bits & ENCRYPTED:
            message = f"{self.path} was made to do harm: {name} is not a plain file."
            raise BadBackupError(message)
        stored = self.manifest.files[name]
        too_large = name.startswith("keys/") and stored.size_bytes > MAX_KEY_BYTES
        # A database from which much was removed is mostly zeros; that it fits is asked before it is unpacked.
        explodes = name not in DATABASES and _explodes(info)
        if info.file_size != stored.size_bytes or too_large or explodes:
            raise self._damaged(name)

    def _damaged(self, name: str) -> BadBackupError:
        return BadBackupError(f"{self.path} is damaged or was changed: {name} is not what the manifest says.")


def _explodes(info: zipfile.ZipInfo) -> bool:
    return info.file_size > MAX_RATIO * info.compress_size + SMALL_BYTES
