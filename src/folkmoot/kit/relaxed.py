"""A transaction that need not survive a power cut: limits, and how far a handler has come.

On SQLite this one does not wait for the flush (`kit/sqlite/flush.py`). It cannot weaken a later commit: frames count
only in order, and the next commit that waits flushes the whole log file and with it these frames. What a power cut can
take is exactly the tail of relaxed transactions after the last one that waited. On PostgreSQL
`synchronous_commit = off` says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from django.db import connection, transaction

from folkmoot.kit.sqlite.base import DatabaseWrapper


@contextmanager
def relaxed_transaction() -> Iterator[None]:
    """Run the block in a short transaction of its own, kept through a crash of ours but not through one of the machine.

    Raises:
        RuntimeError: another transaction is open; its durability is not ours to relax.
    """
    if connection.vendor == "sqlite":
        with _without_waiting(), transaction.atomic(durable=True):
            yield
    else:
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit = off")
            yield


@contextmanager
def relaxed_statement() -> Iterator[None]:
    """Let the block run one writing statement, which is a transaction by itself; on PostgreSQL it gets one of its own.

    Raises:
        RuntimeError: another transaction is open; its durability is not ours to relax.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with relaxed_transaction():
            yield
    else:
        with _without_waiting():
            yield


@contextmanager
def _without_waiting() -> Iterator[None]:
    connection.ensure_connection()
    if connection.in_atomic_block:  # `durable=True` decides what happens
        yield
        return
    grip = cast("DatabaseWrapper", transaction.get_connection()).grip
    grip.waits_for_disk = False
    try:
        yield
    finally:
        grip.waits_for_disk = True
