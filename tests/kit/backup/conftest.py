from __future__ import annotations

from dataclasses import replace

import pytest

from tests.plugin import ON_POSTGRES
from tests.postgres_tools import tools_folder


@pytest.fixture
def house(settings, tmp_path):
    """A data folder of this test's own with a picture and keys; the database is the test's."""
    data = tmp_path / "data"
    (data / "media" / "ab").mkdir(parents=True)
    (data / "media" / "ab" / "abc-480.webp").write_bytes(b"a picture")
    (data / "keys").mkdir(mode=0o700)
    (data / "keys" / "guest").write_bytes(b"g" * 32)
    settings.FOLKMOOT = replace(settings.FOLKMOOT, data=data, postgres_tools=tools_folder() if ON_POSTGRES else "")
    return data
