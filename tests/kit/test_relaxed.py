from __future__ import annotations

import pytest
from django.db import connection, transaction

from folkmoot.kit.ratelimit import Limit
from folkmoot.kit.relaxed import relaxed_statement, relaxed_transaction
from folkmoot.kit.sqlite.flush import flush_of

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


def waits() -> int | str:
    """Return what tells whether a commit would wait: on SQLite how many have, on PostgreSQL the setting."""
    if connection.vendor == "sqlite":
        return flush_of(connection.settings_dict["NAME"]).commits
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        return str(cursor.fetchone()[0])


def write(key: str) -> None:
    Limit.objects.bulk_create([Limit(key=key, tat_us=1)])


@pytest.mark.parametrize("relaxed", [relaxed_transaction, relaxed_statement])
def test_a_relaxed_one_does_not_wait_for_the_disk_and_the_next_one_does(relaxed):
    before = waits()
    with relaxed():
        write("relaxed")
        inside = waits()
    assert (before, inside) == (before, before if connection.vendor == "sqlite" else "off")
    assert waits() == before
    with transaction.atomic():
        write("strict")
        inside = waits()
    assert inside == before
    assert waits() == (before + 1 if connection.vendor == "sqlite" else "on")


def test_after_a_relaxed_one_that_failed_commits_wait_as_before():
    before = waits()
    with pytest.raises(ZeroDivisionError), relaxed_transaction():
        raise ZeroDivisionError
    write("strict")
    assert waits() == (before + 1 if connection.vendor == "sqlite" else "on")


def test_the_durability_of_somebody_elses_transaction_is_not_relaxed():
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(), relaxed_transaction():
        pytest.fail("the block must not run")
