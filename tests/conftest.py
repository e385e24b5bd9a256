"""What tests everywhere may need.

Their own database is on SQLite a copy of a migrated file, which takes a moment where migrating takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings

from folkmoot.kit.look.ports import Ports
from tests.plugin import ON_POSTGRES
from tests.ready_made import copy_to


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


@pytest.fixture(scope="module")
def no_newspaper() -> Iterator[None]:
    """Let addresses of tests answer for themselves: nobody asks whose they are, and there is nothing to found."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Ports, "speaker_of", staticmethod(lambda _request: None))
        patched.setattr(Ports, "chrome_for", staticmethod(lambda _request: None))
        patched.setattr(Ports, "founding_path", staticmethod(lambda: ""))
        yield
