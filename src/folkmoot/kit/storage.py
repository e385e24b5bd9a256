"""Which errors mean that the disk takes nothing more, whoever noticed it first."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator

from folkmoot.kit.sqlite.flush import NotFlushedError
from folkmoot.kit.sqlite.lock import WritingStoppedError

OF_FILES = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
OF_SQLITE = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
)
OF_POSTGRESQL = "53100"  # disk_full


def takes_nothing(error: BaseException) -> bool:
    """Return whether this error, or one that led to it, came from a disk that is full or refuses what is written."""
    return any(_is_one(cause) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give the error and what led to it: a failed COMMIT may be followed by a failed ROLLBACK."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__


def _is_one(error: BaseException) -> bool:
    match error:
        case NotFlushedError() | WritingStoppedError():
            return True
        case OSError():
            return error.errno in OF_FILES
        case sqlite3.Error():
            return getattr(error, "sqlite_errorcode", None) in OF_SQLITE
    return getattr(error, "sqlstate", None) == OF_POSTGRESQL
