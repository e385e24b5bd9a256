"""Named places at which a test lets this process die, as by a power cut: SIGKILL, nothing is tidied up.

`FOLKMOOT_TEST_FAILPOINT=comment.inserted:3` kills the process when it comes to that place for the third time. Without
the variable a passage costs one comparison. ADR 0011 says why these are in the program and not in the tests.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import count

VARIABLE = "FOLKMOOT_TEST_FAILPOINT"


class Failpoint(StrEnum):
    """All of them, in the order in which a comment comes past; then the chores."""

    COMMENT_COMING = "comment.coming"
    COMMENT_INSERTED = "comment.inserted"
    COMMENT_TOLD = "comment.told"  # fact, counters and submission are written; COMMIT comes next
    VOTE_TOLD = "vote.told"  # the same for a vote
    FACT_COMMITTED = "fact.committed"  # no page knows yet
    FACT_SHOWN = "fact.shown"  # whoever keeps pages knows
    ANSWER_READY = "answer.ready"  # nothing of it is sent
    DRAIN_HANDLING = "drain.handling"
    DRAIN_HANDLED = "drain.handled"  # the handler's work is done, its place is not saved
    DRAIN_PLACE_SAVED = "drain.place_saved"
    LETTER_CLAIMED = "letter.claimed"  # the mail server has heard nothing of it
    LETTER_SENT = "letter.sent"  # the mail server has taken it, and no row says so
    CHECKPOINT_COMING = "checkpoint.coming"
    CHECKPOINT_DONE = "checkpoint.done"  # the write lock is still held
    BACKUP_COPIED = "backup.copied"  # nothing is packed yet
    BACKUP_VERIFIED = "backup.verified"  # it has not its name yet
    IMPORT_WRITTEN = "import.written"  # a batch of comments, before COMMIT
    IMPORT_COMMITTED = "import.committed"
    MIGRATION_COMING = "migration.coming"
    MIGRATION_WRITTEN = "migration.written"  # the tables are changed and recorded as such, before COMMIT
    MIGRATION_COMMITTED = "migration.committed"


def read_failpoint(environ: Mapping[str, str]) -> tuple[Failpoint, int] | None:
    """Return where to die and at which passage, or None.

    Raises:
        ValueError: there is no such place, or the passage is not a number from 1 on.
    """
    text = environ.get(VARIABLE, "")
    if not text:
        return None
    name, _, passage = text.partition(":")
    if not passage.isdecimal() or int(passage) < 1:
        message = f"{VARIABLE} must read like comment.inserted:3, not {text!r}"
        raise ValueError(message)
    return Failpoint(name), int(passage)


_armed: tuple[Failpoint, int] | None = None
_passages: Iterator[int] = count(1)


def arm(environ: Mapping[str, str]) -> None:
    """Do from now on what the environment says, and count passages from 1; raise as `read_failpoint` does."""
    global _armed, _passages
    _armed, _passages = read_failpoint(environ), count(1)


def reach(point: Failpoint) -> None:
    """Come past a place; the process may end here."""
    if _armed is not None and _armed[0] is point and next(_passages) == _armed[1]:
        os.kill(os.getpid(), signal.SIGKILL)
        signal.pause()  # the kernel may take a moment; nothing more is done meanwhile


arm(os.environ)
