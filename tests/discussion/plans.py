"""What a database intends to do with the statements that some reading sends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True, slots=True)
class Step:
    """One statement and its plan."""

    sql: str
    plan: str

    @property
    def reads_it_all(self) -> bool:
        """Say whether the plan walks through all comments. (Of a table with one row, reading it all is right.)"""
        return re.search(r"\b(SCAN|Seq Scan on) discussion_comment\b", self.plan) is not None

    @property
    def sorts(self) -> bool:
        """Say whether rows are sorted, rather than read in the order of an index."""
        return "TEMP B-TREE FOR ORDER" in self.plan or "Sort" in self.plan


def steps(read: Callable[[], object]) -> list[Step]:
    """Run a reading and return each SELECT it sent, with its plan."""
    with CaptureQueriesContext(connection) as captured:
        read()
    sent = [query["sql"] for query in captured if query["sql"].lstrip().startswith(("SELECT", "WITH"))]
    return [Step(sql, _plan(sql)) for sql in sent]


def _plan(sql: str) -> str:
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql.replace('%', '%%')}", ())
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
