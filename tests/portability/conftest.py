"""Importing in one word."""

from __future__ import annotations

import pytest

from tests.portability.exports import export, import_file, write


@pytest.fixture
def bring(tmp_path):
    def bring_(*items, **options):
        return import_file(write(tmp_path, export(*items)), **options)

    return bring_
