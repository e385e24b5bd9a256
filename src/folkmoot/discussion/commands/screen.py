"""Ask the screener about a text, with what it needs to know about its author."""

from __future__ import annotations

from datetime import datetime

from folkmoot.discussion.commands.fingerprints import Words, words_hash
from folkmoot.discussion.ports import Answer, Ports, Screening, Submitted
from folkmoot.discussion.queries.submissions import recent_activity
from folkmoot.pure.verdict import Denial, require
from folkmoot.readers.values import Actor


def screen(words: Words, html: str, actor: Actor, *, now: datetime) -> Screening:
    """Return "publish" or "hold", and why. Called before the transaction: a screener may think for a while.

    Raises:
        DeniedError: the screener refuses; the code is its own.
    """
    recent_count, same_words_count = recent_activity(actor.reader_id, words.publication_id, words_hash(words), now=now)
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
        require(Denial(code=screening.code, sentence=screening.sentence, field="body"))
    return screening
