"""One whole run on one database: the controls, the rounds, and its figures as a line of a log.

`python -m tests.proof.kills.run sqlite|postgres [--rounds 25] [--seed N] [--log FILE]`
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import secrets
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from tests.proof.kills.controls import Exposed, answer_before_commit, no_idempotency
from tests.proof.kills.ground import Ground, ground
from tests.proof.kills.house import stopwatch
from tests.proof.kills.log import PROOF, keep
from tests.proof.kills.rounds import Course, Ring, any_wrong
from tests.proof.kills.store import Store

GIB = 2**30


async def run(database: str, rounds: int, seed: int) -> dict[str, Any]:
    """Return the figures of a run: see `figures`. Everything that it made is gone afterwards."""
    begun_at, elapsed_s = datetime.now(UTC), stopwatch()
    with (
        tempfile.TemporaryDirectory(prefix="folkmoot-kills-") as parent,
        ground(Path(parent), postgres=database == "postgres") as bare,
    ):
        early, forgetful, course = await _everything(bare, rounds, seed)
    return {
        "proof": PROOF,
        "at": begun_at.isoformat(timespec="seconds"),
        "seed": seed,
        "database": database,
        "seconds": round(elapsed_s()),
        "machine": machine(),
        "controls": {"answer before commit": asdict(early), "no idempotency": asdict(forgetful)},
        **figures(course),
    }


async def _everything(bare: Ground, rounds: int, seed: int) -> tuple[Exposed, Exposed, Course]:
    async with AsyncExitStack() as stack:

        async def store_of(ground: Ground) -> Store:
            store = await Store.open(ground.environ)
            stack.push_async_callback(store.close)
            return store

        bare_store = await store_of(bare)
        threads = await bare_store.found()
        early, forgetful = bare.copy("early"), bare.copy("forgetful")
        exposed = (
            await answer_before_commit(early, await store_of(early), threads, seed),
            await no_idempotency(forgetful, await store_of(forgetful), threads, seed),
        )
        return *exposed, await Ring(bare, bare_store, seed).run(rounds, threads)


def figures(course: Course) -> dict[str, Any]:
    """Return counts, times and everything that is wrong, as JSON values.

    `in_doubt` requests had no answer to some try; of those, `kept_in_doubt` posts turned out to be written already.
    """
    book = course.book
    return {
        "rounds": len(course.ready_s),
        "kills": Counter(target for target, _ in course.ready_s),
        "asked": book.asked,
        "acknowledged": book.acknowledged,
        "refused": book.refused,
        "in_doubt": book.in_doubt,
        "kept_in_doubt": book.kept_in_doubt,
        "failures": book.failures,
        "start_s": course.start_s,
        "ready_s": course.ready_s,
        "wrong": any_wrong(course),
    }


def machine() -> str:
    """Return the size of this machine in a phrase."""
    memory_gib = psutil.virtual_memory().total / GIB
    return f"{os.cpu_count()} cores, {memory_gib:.0f} GiB, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def new_seed() -> int:
    """Return a seed that nobody chose."""
    return secrets.randbelow(10**9)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("database", choices=("sqlite", "postgres"))
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--seed", type=int, default=new_seed())
    parser.add_argument("--log", type=Path)
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}", flush=True)
    found = asyncio.run(run(wanted.database, wanted.rounds, wanted.seed))
    print(json.dumps(found))
    keep(wanted.log, found)


if __name__ == "__main__":
    main()
