"""A transaction that need not survive a power cut: limits, and how far a handler has come.

On SQLite `synchronous=NORMAL` for this one: its frames go into the log without a flush. In WAL mode that cannot corrupt
the file, and it cannot weaken a later commit either: frames count only in order, every later `FULL` commit flushes the
whole log file and with it these frames, and a checkpoint flushes the log before it touches the database file. What a
power cut can take is exactly the tail of relaxed transactions after the last full commit. On PostgreSQL
`synchronous_commit = off` says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def relaxed_transaction() -> Iterator[None]:
    """Run the block in a short transaction of its own, kept through a crash of ours but not through one of the machine.

    Raises:
        RuntimeError: another transaction is open; its durability is not ours to relax.
    """
    if connection.vendor == "sqlite":
        with _synchronous_normal(), transaction.atomic(durable=True):
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
        with _synchronous_normal():
            yield


@contextmanager
def _synchronous_normal() -> Iterator[None]:
    """Set the level on the raw connection: it is a matter of this connection only and needs no write lock."""
    connection.ensure_connection()
    raw = connection.connection
    if connection.in_atomic_block:  # SQLite would refuse; `durable=True` decides what happens
        yield
        return
    raw.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        if connection.connection is raw:  # otherwise it was closed, and the next one starts with FULL
            raw.execute("PRAGMA synchronous = FULL")
