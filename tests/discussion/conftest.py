"""Every test of the discussion has a stage."""

from __future__ import annotations

import pytest

from tests.discussion.stage import Stage, set_stage


@pytest.fixture
def stage(db) -> Stage:
    """A publication with an open thread."""
    return set_stage()
