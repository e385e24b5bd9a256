"""The words of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeliveryState(StrEnum):
    """Where a letter stands. given_up: the mail server refused it for good, or too often; `doctor` shows it."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says: its subject, and its plain text."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailStanding:
    """How letters fare.

    Attributes:
        waiting: how many are to be sent.
        oldest_at: since when the first of them waits; None when none does.
        failing: how many of them were tried in vain; `error` is what was said of one.
        given_up: how many were given up lately; `given_up_error` is what was said of the last.
    """

    waiting: int
    oldest_at: datetime | None
    failing: int
    error: str
    given_up: int
    given_up_error: str
