"""What every proof with a mortal house needs."""

from __future__ import annotations

import pytest

from tests.proof import marks


@pytest.fixture
def marked(transactional_db):
    """Have a place for marks in the database of the tests."""
    marks.make_table()
    yield
    marks.drop_table()
