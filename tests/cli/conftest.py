"""The demo, made once for a file of tests."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.cli.starting import start


@pytest.fixture(scope="module")
def first_start(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the first start says; the publication stands until this module is done."""
    conf = replace(settings.FOLKMOOT, data=tmp_path_factory.mktemp("demo"))
    with django_db_blocker.unblock(), override_settings(FOLKMOOT=conf), transaction.atomic():
        yield start()
        transaction.set_rollback(True)
