"""Letters: through the owner's own mail server, or not at all.

Where none is set, pages hide what needs mail and show links to be printed or handed over instead.
A letter is plain text. It is sent after the transaction it speaks of, never within.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

log = logging.getLogger("folkmoot.mail")


class UnsetError(Exception):
    """There is no mail server; the message says what to set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one person is sent. `sender` is the name it comes under; its address is the house's own."""

    to: str
    sender: str
    subject: str
    text: str


def mail_is_set() -> bool:
    """Return whether letters can be sent from here."""
    return settings.FOLKMOOT.smtp_url is not None


def send(letter: Letter) -> bool:
    """Return whether the mail server took the letter; why it did not is in the log.

    Raises:
        RuntimeError: called inside a transaction, which would wait for the server and might still be undone.
    """
    with transaction.atomic(durable=True):
        pass
    message = EmailMessage(
        subject=" ".join(letter.subject.split()),
        body=letter.text,
        from_email=formataddr((" ".join(letter.sender.split()), settings.DEFAULT_FROM_EMAIL)),
        to=[letter.to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        return message.send() == 1
    except (OSError, smtplib.SMTPException, UnsetError) as error:
        log.warning("a letter was not taken: %s: %s", type(error).__name__, error)
        return False


class NoServer(BaseEmailBackend):
    """Django's backend where no mail server is set: it refuses in a sentence."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        """Raise `UnsetError`."""
        message = f"No mail server is set, so {len(email_messages)} letters stay here: set FOLKMOOT_SMTP_URL."
        raise UnsetError(message)
