"""A cursor that writes only under the lock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Self

from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX, SQLiteCursorWrapper

from folkmoot.kit.sqlite.grip import Grip

# WITH may end in an INSERT and PRAGMA may change the file: whatever is not surely a read counts as a write.
READS = ("SELECT", "EXPLAIN", "VALUES")
LONGEST_REMEMBERED = 4000


def is_read(query: str) -> bool:
    """Return whether a statement surely only reads."""
    return query.startswith(READS) or query.lstrip()[:7].upper().startswith(READS)


@lru_cache(maxsize=512)
def _with_question_marks(query: str) -> str:
    """Return the statement with SQLite's placeholders; the same few hundred come again and again."""
    return FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class LockedCursor(SQLiteCursorWrapper):
    """Takes the connection's grip for a writing statement and keeps it until the last row has been read.

    Django makes it through `DatabaseWrapper.create_cursor`, which sets `grip`.
    """

    grip: Grip
    _writes = False

    def execute(self, query: str, params: Any = None) -> Self:
        """Run one statement; raise `DatabaseBusyError` when it writes and the lock cannot be had."""
        reads = is_read(query)
        if reads and not self._writes:
            super().execute(query, params)
        else:
            self._run(lambda: super(LockedCursor, self).execute(query, params))
            if reads:
                self._finish()
        return self

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        """Return the statement with placeholders that SQLite knows; called by Django's `execute`."""
        if param_names is None and len(query) <= LONGEST_REMEMBERED:
            return _with_question_marks(query)
        return super().convert_query(query, param_names=param_names)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Self:
        """Run one writing statement for each row of parameters."""
        self._run(lambda: super(LockedCursor, self).executemany(query, param_list))
        return self

    def executescript(self, sql_script: str, /) -> Self:
        """Run several statements; SQLite's module commits an open transaction first."""
        self._run(lambda: super(LockedCursor, self).executescript(sql_script))
        return self

    def fetchone(self) -> Any:
        """Return the next row or None; after the last one the write is finished."""
        row = super().fetchone()
        if row is None:
            self._finish()
        return row

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return at most `size` rows; fewer mean that the write is finished."""
        size = self.arraysize if size is None else size
        rows = super().fetchmany(size)
        if len(rows) < size:
            self._finish()
        return rows

    def fetchall(self) -> list[Any]:
        """Return all rows that are left; the write is finished."""
        rows = super().fetchall()
        self._finish()
        return rows

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except StopIteration:
            self._finish()
            raise

    def close(self) -> None:
        """End the statement, then let the lock go."""
        try:
            super().close()
        finally:
            self._finish()

    def __del__(self) -> None:
        """A cursor left open ends its statement here, while the lock is still held."""
        if self._writes and self.grip.held:
            self.close()

    def _run(self, statement: Callable[[], object]) -> None:
        if not self._writes:
            self.grip.take()
            self.grip.writing_cursors += 1
            self._writes = True
        try:
            statement()
        except BaseException:
            self._finish(committed=False)
            raise
        if self.description is None:
            self._finish()

    def _finish(self, *, committed: bool = True) -> None:
        if self._writes:
            self._writes = False
            self.grip.writing_cursors -= 1
            self.grip.settle(committed=committed)
