"""Django's SECRET_KEY, kept in DIR/keys. Apart from `kit.keys`, which needs settings already loaded."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def read_or_make(path: Path) -> str:
    """Return the secret in `path`; several processes and threads that ask at once agree on one."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(50))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii")
