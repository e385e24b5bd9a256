"""Ask the screener about a text, with what it needs to know about its author."""

from __future__ import annotations

from datetime import datetime, timedelta

from folkmoot.discussion.commands.fingerprints import Words, words_hash
from folkmoot.discussion.models import Comment, Submission
from folkmoot.discussion.ports import Answer, Ports, Screening, Submitted
from folkmoot.discussion.values import REPEAT_WINDOW_S, SAME_WORDS_WINDOW_S
from folkmoot.kit.sql import rows, table
from folkmoot.pure.verdict import Denial, require
from folkmoot.readers.values import Actor

ACTIVITY = f"""
    SELECT (SELECT count(*) FROM {table(Comment)} WHERE reader_id = %s AND created_at > %s),
           (SELECT count(*) FROM {table(Submission)} WHERE publication_id = %s AND words_hash = %s AND at > %s)
"""  # noqa: S608 -- fixed words


def screen(words: Words, html: str, actor: Actor, *, now: datetime) -> Screening:
    """Return "publish" or "hold", and why. Called before the transaction: a screener may think for a while.

    Raises:
        DeniedError: the screener refuses; the code is its own.
    """
    recent_count, same_words_count = _activity(actor.reader_id, words.publication_id, words_hash(words), now=now)
    submitted = Submitted(
        publication_id=words.publication_id,
        thread_id=words.thread_id,
        actor=actor,
        name=words.name,
        source=words.body,
        html=html,
        recent_count=recent_count,
        same_words_count=same_words_count,
    )
    screening = Ports.screener(submitted)
    if screening.answer is Answer.REFUSE:
        require(
            Denial(
                code=screening.code,
                sentence=screening.sentence,
                plural=screening.plural,
                values=screening.values,
                field="body",
            )
        )
    return screening


def _activity(reader_id: int | None, publication_id: int, words_hash: str, *, now: datetime) -> tuple[int, int]:
    """Return how many comments this reader wrote in ten minutes, and how many said exactly this in 24 hours. One query.

    Somebody new (None) has written none.
    """
    busy_since = now - timedelta(seconds=REPEAT_WINDOW_S)
    same_since = now - timedelta(seconds=SAME_WORDS_WINDOW_S)
    ((recent_count, same_words_count),) = rows(ACTIVITY, reader_id, busy_since, publication_id, words_hash, same_since)
    return recent_count, same_words_count
