"""Who is who among the processes of a served house."""

from __future__ import annotations

import psutil

SPAWNED = "multiprocessing.spawn"


def workers_of(supervisor: int) -> set[int]:
    """Return the pids of the living workers of `serve`; none where it has ended itself."""
    found = set()
    try:
        for child in psutil.Process(supervisor).children():
            try:
                if any(SPAWNED in word for word in child.cmdline()):
                    found.add(child.pid)
            except psutil.NoSuchProcess:  # it ended while we looked; a zombie counts as that
                continue
    except psutil.NoSuchProcess:
        return set()
    return found
