"""Where a run takes place: a data folder and a database, made once and copied for each of its parts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.proof.kills.house import free_port
from tests.proof.kills.postgres import Cluster

UNLIMITED = "1000000/1 burst 1000000"


@dataclass(frozen=True, slots=True)
class Ground:
    """A data folder, and on PostgreSQL a database of the same name in a cluster of our own."""

    folder: Path
    cluster: Cluster | None

    @property
    def database(self) -> str:
        return self.folder.name

    @property
    def environ(self) -> dict[str, str]:
        """Return the settings of a house here: nobody is told to slow down, nobody's words wait for a person."""
        url = {"FOLKMOOT_DATABASE_URL": self.cluster.url(self.database)} if self.cluster else {}
        return {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "DJANGO_SETTINGS_MODULE": "folkmoot.settings",
            "FOLKMOOT_DATA": str(self.folder),
            "FOLKMOOT_COMMENT_RATE": UNLIMITED,
            "FOLKMOOT_VOTE_RATE": UNLIMITED,
            "FOLKMOOT_HOLD_AFTER_COMMENTS": "0",
            "FOLKMOOT_LOG_LEVEL": "WARNING",
            **url,
        }

    def copy(self, name: str) -> Ground:
        """Return the same ground once more, under another name. Nobody may be using it."""
        twin = Ground(self.folder.with_name(name), self.cluster)
        shutil.copytree(self.folder, twin.folder)
        if self.cluster:
            self.cluster.make(name, template=self.database)
        return twin


@contextmanager
def ground(parent: Path, *, postgres: bool) -> Iterator[Ground]:
    """Give bare ground below `parent`; a cluster lives until the block ends."""
    folder = parent / "bare"
    folder.mkdir()
    if not postgres:
        yield Ground(folder, None)
        return
    (parent / "cluster").mkdir()
    cluster = Cluster(parent / "cluster", free_port())
    try:
        cluster.start()
        cluster.make("bare")
        yield Ground(folder, cluster)
    finally:
        cluster.stop()
