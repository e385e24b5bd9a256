"""Fill the data folder of the environment with the threads that are read. Prints them as JSON.

    FOLKMOOT_DATA=DIR FOLKMOOT_SHARED=DIR python -m bench.read.seed

Threads of 10 to 100,000 comments are made up, those that are only read and those that are written to; `debate-60k` is 1,583 threads of a real forum, where it is at hand.
Runs as a process of its own, because Django reads its settings once.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

from bench import prose

SIZES = (10, 100, 1_000, 10_000, 100_000)
WRITTEN_SIZES = (1_000, 10_000, 100_000)
SHARED = Path(os.environ.get("FOLKMOOT_SHARED", Path(__file__).parents[3] / "shared"))
DEBATE = SHARED / "data" / "load" / "debate-60k.jsonl.gz"


def fill_made_up(publication_id: int, size: int, slug: str) -> dict[str, Any]:
    """Return a new thread of `size` comments: a quarter are roots, one has a fifth of all, one chain goes deep."""
    from bench.seed import new_thread
    from folkmoot.kit import clock
    from tests.discussion.big_thread import fill

    thread_id = new_thread(publication_id, slug)
    fill(thread_id, now=clock.now(), size=size, deep=min(100, size // 20), wide=size // 5)
    _vary_the_words(thread_id)
    return {"slug": slug, "thread": thread_id, "comments": size}


def _vary_the_words(thread_id: int) -> None:
    """Give each comment a text of its own, about 420 bytes, so that pages compress no better than real ones."""
    from django.db import connection

    from folkmoot.kit.sql import run

    connection.ensure_connection()
    connection.connection.create_function("prose", 1, prose.text, deterministic=True)
    run(
        "UPDATE discussion_comment SET source = prose(id), html = '<p>' || prose(id) || '</p>' WHERE thread_id = %s",
        thread_id,
    )


def debates() -> Iterator[list[dict[str, Any]]]:
    """Yield each thread of the corpus: its article's line, then its comments in order."""
    thread: list[dict[str, Any]] = []
    with gzip.open(DEBATE, "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if line["k"] == "a" and thread:
                yield thread
                thread = []
            thread.append(line)
    yield thread


def fill_debate(publication_id: int, lines: list[dict[str, Any]], reader_id: int) -> dict[str, Any]:
    """Return a new thread with the comments of one debate."""
    from bench.seed import new_thread
    from folkmoot.discussion.commands.import_comments import ImportedComment, import_comments
    from folkmoot.discussion.values import CommentState
    from folkmoot.kit import clock
    from folkmoot.kit.text.comments import RENDERER_VERSION, render_comment

    article, *words = lines
    slug = f"debate-{article['id']}"
    thread_id = new_thread(publication_id, slug)
    depths: list[int] = []
    comments: list[ImportedComment] = []
    for line in words:
        parent = line["p"]
        depths.append(0 if parent is None else depths[parent] + 1)
        comments.append(
            ImportedComment(
                thread_id=thread_id,
                parent_id=None,
                root_id=None,
                parent_place=parent,
                depth=depths[-1],
                reader_id=reader_id,
                name=line["u"],
                badges=(),
                source=line["x"],
                html=render_comment(line["x"]),
                renderer_version=RENDERER_VERSION,
                state=CommentState.PUBLISHED,
                listed=True,
                reason="",
                created_at=datetime.fromtimestamp(line["t"], UTC),
            )
        )
    import_comments(publication_id=publication_id, comments=comments, now=clock.now())
    return {"slug": slug, "thread": thread_id, "comments": len(comments)}


def main() -> None:
    """Migrate, found a newspaper, fill it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
    django.setup()
    from django.db import transaction

    from bench.seed import new_paper
    from folkmoot.kit import clock
    from folkmoot.readers.models import Reader

    publication_id = new_paper()
    made_up = [fill_made_up(publication_id, size, f"of-{size}") for size in SIZES]
    written = [fill_made_up(publication_id, size, f"written-{size}") for size in WRITTEN_SIZES]
    real: list[dict[str, Any]] = []
    if DEBATE.exists():
        with transaction.atomic():
            reader = Reader.objects.create(kind="guest", name="", created_at=clock.now())
            real = [fill_debate(publication_id, lines, reader.id) for lines in debates()]
    real.sort(key=lambda thread: -thread["comments"])
    print(json.dumps({"made_up": made_up, "written": written, "debates": real}))


if __name__ == "__main__":
    main()
