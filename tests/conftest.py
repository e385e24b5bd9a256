"""What tests everywhere may need.

Their own database is on SQLite a copy of a migrated file, which takes a moment where migrating takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations as DatabaseOperations
from django.test import override_settings

from folkmoot.kit.append_only import release_statements, statements
from folkmoot.kit.look.ports import Ports
from tests.plugin import ON_POSTGRES
from tests.ready_made import copy_to

KEPT_TABLES = ("funding_journalentry", "funding_posting")


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Hash passwords quickly: the slow hash is Django's, and is tested there."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Return whether the database that stands there is used as it is. It goes with its folder when the run ends."""
    return not ON_POSTGRES


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Put the file where this process will look for it, once that is settled."""
    if not ON_POSTGRES:
        copy_to(Path(connection.settings_dict["TEST"]["NAME"]))


@pytest.fixture(scope="session", autouse=True)
def _journal_can_be_emptied() -> Iterator[None]:
    """Let tests begin with empty tables: what is append-only everywhere else is not while they are emptied."""
    flush = DatabaseOperations.execute_sql_flush

    def lifted(operations: DatabaseOperations, sql_list: Sequence[str]) -> None:
        vendor = operations.connection.vendor
        around = release_statements(vendor, *KEPT_TABLES), statements(vendor, *KEPT_TABLES)
        flush(operations, [*around[0], *sql_list, *around[1]])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(DatabaseOperations, "execute_sql_flush", lifted)
        yield


@pytest.fixture(scope="module")
def no_newspaper() -> Iterator[None]:
    """Let addresses of tests answer for themselves: nobody asks whose they are, and there is nothing to found."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Ports, "speaker_of", staticmethod(lambda _request: None))
        patched.setattr(Ports, "chrome_for", staticmethod(lambda _request: None))
        patched.setattr(Ports, "founding_path", staticmethod(lambda: ""))
        yield
