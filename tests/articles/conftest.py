"""One newspaper for each test."""

from __future__ import annotations

import pytest

from folkmoot.articles.values import PublicationView
from tests.articles.writing import found


@pytest.fixture
def gazette(db: None) -> PublicationView:
    return found()
