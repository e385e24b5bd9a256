"""The command as an owner runs it: a process of its own, a data folder of its own, SQLite."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

TABLES = ("articles_article", "articles_page", "articles_revision", "articles_block", "articles_redirect")
TABLES += ("discussion_thread", "discussion_comment", "discussion_hold", "readers_reader", "portability_importeditem")


def command(data: Path, *words: object) -> list[str]:
    return [sys.executable, "-m", "folkmoot", "--data", str(data), *map(str, words)]


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    return kept | {"PYTHONWARNINGS": "error"}


def folkmoot(data: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(data, *words), capture_output=True, text=True, check=False, env=environment())


def rows(data: Path) -> dict[str, int]:
    """Return how many rows each table of interest has."""
    with sqlite3.connect(data / "folkmoot.sqlite3") as connection:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


def trees(data: Path) -> list[tuple[object, ...]]:
    """Return every comment with its parent's text and its counters, without ids."""
    with sqlite3.connect(data / "folkmoot.sqlite3") as connection:
        return connection.execute(
            "SELECT c.source, p.source, c.depth, c.state, c.listed, c.reply_count, r.claim_hash, t.comment_count"
            " FROM discussion_comment c JOIN discussion_thread t ON t.id = c.thread_id"
            " JOIN readers_reader r ON r.id = c.reader_id"
            " LEFT JOIN discussion_comment p ON p.id = c.parent_id ORDER BY 1, 2"
        ).fetchall()
