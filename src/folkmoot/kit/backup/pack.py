"""Writes the one file of a backup: a ZIP. ADR 0010 says why a ZIP."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Self

from folkmoot.kit.backup.manifest import Manifest, Stored

MANIFEST = "manifest.json"
CHUNK_BYTES = 2**20
QUICK = 1
"""Compression level: a third of the time of the usual 6 for a file a tenth larger."""
ZIP64_BYTES = 2**30


class Packer:
    """Writes files into a new archive that only this account may read. Closing makes it durable.

    Attributes:
        files: what was written so far.
    """

    def __init__(self, path: Path) -> None:
        """Make the file; it must not be there."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        self._file: BinaryIO = os.fdopen(descriptor, "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", compresslevel=QUICK)
        self.files: dict[str, Stored] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        # What is read back to be verified should come from the disk, not from the memory it was written from.
        os.posix_fadvise(self._file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        self._file.close()

    def add(self, name: str, source: Path, *, squeeze: bool, wrote: Callable[[int], None]) -> None:
        """Write one file under a name, compressed or as it is; `wrote` hears of each chunk's bytes.

        Raises:
            OSError: the source cannot be read, or the disk is full.
        """
        digest, size_bytes = hashlib.sha256(), 0
        with source.open("rb") as file:
            is_large = os.fstat(file.fileno()).st_size > ZIP64_BYTES
            self._zip.compression = zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED
            with self._zip.open(name, "w", force_zip64=is_large) as packed:
                while chunk := file.read(CHUNK_BYTES):
                    digest.update(chunk)
                    size_bytes += len(chunk)
                    packed.write(chunk)
                    wrote(len(chunk))
        self.files[name] = Stored(size_bytes=size_bytes, sha256=digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, the last file."""
        self._zip.compression = zipfile.ZIP_DEFLATED
        self._zip.writestr(MANIFEST, manifest.as_json())
