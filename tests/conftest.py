"""The tests' own database: on SQLite a copy of a migrated file, which takes a moment where migrating takes seconds."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.plugin import ON_POSTGRES
from tests.ready_made import copy_to


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Return whether the database that stands there is used as it is. It goes with its folder when the run ends."""
    return not ON_POSTGRES


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Put the file where this process will look for it, once that is settled."""
    if not ON_POSTGRES:
        copy_to(Path(connection.settings_dict["TEST"]["NAME"]))
