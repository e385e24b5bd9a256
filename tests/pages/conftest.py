"""Every test of the pages has a newspaper."""

from __future__ import annotations

import pytest

from tests.pages.newspaper import Newspaper, print_newspaper


@pytest.fixture
def ferry(db) -> Newspaper:
    return print_newspaper()
