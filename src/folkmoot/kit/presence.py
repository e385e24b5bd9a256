"""Who works on this data folder: those who serve it stand in it together, whoever replaces it stands there alone.

`flock` on DIR/serving.lock, shared or not; the kernel frees it when a process dies.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "serving.lock"
UNFINISHED = "restoring.json"
"""Lies in the data folder while a restore moves files: see `backup/swap.py`."""


class NotAloneError(Exception):
    """Another process works on the data folder; the message is a sentence."""


_held: dict[Path, int] = {}


def arrive(data: Path) -> None:
    """Be one of those who work on a data folder, until this process ends or calls `leave`. Arriving again is harmless.

    Raises:
        NotAloneError: a restore is at work, or was cut short.
    """
    data = data.resolve()
    if data in _held:
        return
    data.mkdir(parents=True, exist_ok=True)
    descriptor = _lock(data, fcntl.LOCK_SH)
    if descriptor is None:
        message = f"A backup is being restored into {data}: wait until that is done."
        raise NotAloneError(message)
    if (data / UNFINISHED).exists():
        os.close(descriptor)
        message = f"A restore into {data} was cut short: run the same folkmoot restore again."
        raise NotAloneError(message)
    _held[data] = descriptor


def leave(data: Path) -> None:
    """Let others be alone with a data folder."""
    descriptor = _held.pop(data.resolve(), None)
    if descriptor is not None:
        os.close(descriptor)


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Keep everybody else away from a data folder while the body runs.

    Raises:
        NotAloneError: somebody works on it.
    """
    data.mkdir(parents=True, exist_ok=True)
    descriptor = _lock(data, fcntl.LOCK_EX)
    if descriptor is None:
        message = f"Folkmoot is running on {data.resolve()}: stop it first (folkmoot serve, worker, import or backup)."
        raise NotAloneError(message)
    try:
        yield
    finally:
        os.close(descriptor)


def _lock(data: Path, how: int) -> int | None:
    descriptor = os.open(data / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
