"""Where the shared data lies; tests that need it skip clearly where it is absent (never in CI)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("FOLKMOOT_SHARED", Path(__file__).parents[2] / "shared"))


def shared(path: str) -> Path:
    """Return a path below `data` of the shared folder, or skip (in CI: fail)."""
    found = ROOT / "data" / path
    if not found.exists():
        message = f"needs {path} below FOLKMOOT_SHARED (now {ROOT})"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found
