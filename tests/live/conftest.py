"""Every test of live has a stage that other threads can see, and a drain where the database needs one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from folkmoot.kit.outbox.runner import Runner
from tests.discussion.stage import Stage, set_stage


@pytest.fixture
def stage(transactional_db) -> Iterator[Stage]:
    """A publication with an open thread; on PostgreSQL somebody gives facts their numbers."""
    runner = Runner() if connection.vendor == "postgresql" else None
    if runner:
        runner.start()
    yield set_stage()
    if runner:
        runner.stop()
