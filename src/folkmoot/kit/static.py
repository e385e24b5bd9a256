"""Stylesheet, script and icons: collected once under hashed names, compressed, kept by browsers for good.

Nothing collected yet (tests, a first look): the same files come straight from the packages under plain names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

from folkmoot.kit.scripts import is_entry, joined

STAMP = ".stamp"
OURS = "folkmoot/"
"""Where the rooms keep their static files."""


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Addresses of static files: hashed when collected, plain before."""

    keep_only_hashed_files = True

    def stored_name(self, name: str) -> str:
        """Return the file's name below STATIC_URL."""
        return super().stored_name(name) if self.hashed_files else name

    def post_process(
        self,
        paths: dict[str, Any],
        dry_run: bool = False,  # noqa: FBT001, FBT002 -- as Django declares it
        **options: Any,
    ) -> Iterator[tuple[str, str, bool]]:
        """Join scripts that come in parts, then hash and compress what there is."""
        whole = {} if dry_run else self._joined(path for path in paths if path.startswith(OURS))
        yield from super().post_process(paths | whole, dry_run=dry_run, **options)  # type: ignore[no-untyped-call]  # WhiteNoise has no annotations here

    def _joined(self, names: Iterable[str]) -> dict[str, tuple[HashedStorage, str]]:
        """Write each entry with its parts in it, and return where it lies now. None is written before all are read."""
        copied = {name: Path(self.path(name)) for name in names if name.endswith(".js")}
        wholes = {name: joined(path) for name, path in copied.items() if is_entry(path.read_text(encoding="utf-8"))}
        for name, whole in wholes.items():
            copied[name].write_text(whole, encoding="utf-8")
        return {name: (self, name) for name in wholes}

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress ours, and give each file with its compressed name.

        Django's admin is for the staff, and compressing its hundred files is nine tenths of a first start.
        """
        ours = [path for path in paths if path.startswith(OURS)]
        yield from super().compress_files(ours)  # type: ignore[no-untyped-call]  # WhiteNoise has no annotations here


class StaticFiles(WhiteNoiseMiddleware):
    """Django middleware that answers for static files and lets everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Read which files there are; from the packages when none are collected."""
        root = Path(settings.STATIC_ROOT)
        root.mkdir(parents=True, exist_ok=True)
        super().__init__(get_response)  # type: ignore[no-untyped-call]  # WhiteNoise has no annotations here
        if not (root / STAMP).exists():
            self.add_files_from_finders()  # type: ignore[no-untyped-call]  # as above


def collect_when_changed() -> bool:
    """Collect the static files unless the very same are collected already; return whether it was needed."""
    root = Path(settings.STATIC_ROOT)
    stamp = root / STAMP
    now = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(now, encoding="ascii")
    return True


def _fingerprint() -> str:
    """Return a digest of the names, sizes and times of all files that would be collected."""
    digest = hashlib.blake2b(digest_size=16)
    for finder in get_finders():
        for name, storage in finder.list(None):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}|{status.st_size}|{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
