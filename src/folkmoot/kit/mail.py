"""Letters: through the owner's own mail server, or not at all.

Where none is set, pages hide what needs mail and show links to be printed or handed over instead.
A letter is plain text. It is sent after the transaction it speaks of, never within.
"""

from __future__ import annotations

import logging
import re
import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

log = logging.getLogger("folkmoot.mail")

ERROR_CHARS = 400
PERMANENT = 500
# RFC 3463: a refusal x.7.y is a rule of the server's, such as "relaying denied": it is ours to mend, and no word on the address.
RULE = re.compile(rb"^5\.7\.\d+")


class UnsetError(Exception):
    """There is no mail server; the message says what to set."""


class ClosedError(Exception):
    """The mail server cannot be reached, or does not know us: no letter can be sent now, whoever it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one person is sent.

    Attributes:
        sender: the name it comes under; its address is the house's own.
        number: the same for the same letter sent twice, so that mail programs show it once; empty: each is another.
    """

    to: str
    sender: str
    subject: str
    text: str
    number: str = ""


class Fate(StrEnum):
    """What a mail server did with a letter. refused: it will never take it, whoever tries how often."""

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a letter, and the server's words if it was not taken."""

    fate: Fate
    words: str = ""


class Post:
    """An open connection to the mail server."""

    def __init__(self, connection: BaseEmailBackend) -> None:
        """Take letters to this backend of Django's."""
        self._connection = connection
        self._is_broken = False

    def hand_over(self, letter: Letter) -> Answer:
        """Give the server a letter, and return what it did with it.

        Raises:
            ClosedError: it refuses whatever comes from us, or hung up on the letter before: this one was not tried.
        """
        if self._is_broken:
            message = "The mail server hung up."
            raise ClosedError(message)
        try:
            taken = self._connection.send_messages([_message(letter)])
        except smtplib.SMTPSenderRefused as error:
            raise ClosedError(_words(error)) from error
        except smtplib.SMTPRecipientsRefused as error:
            return _refusal(error)
        except ValueError as error:  # an address that cannot be written into a letter
            return Answer(Fate.REFUSED, _words(error))
        except smtplib.SMTPResponseException as error:
            return Answer(Fate.LATER, _words(error))
        except OSError as error:  # the connection is gone, and nobody knows whether the letter is
            self._is_broken = True
            return Answer(Fate.LATER, _words(error))
        return Answer(Fate.TAKEN) if taken == 1 else Answer(Fate.LATER, "The mail server said nothing.")


@contextmanager
def open_post() -> Iterator[Post]:
    """Keep a connection to the mail server open, for one letter or many.

    Raises:
        ClosedError: there is none.
        RuntimeError: called inside a transaction, which would wait for the server and might still be undone.
    """
    with transaction.atomic(durable=True):
        pass
    connection = get_connection()
    try:
        connection.open()
    except (OSError, UnsetError) as error:
        raise ClosedError(_words(error)) from error
    try:
        yield Post(connection)
    finally:
        with suppress(OSError):  # every letter has its answer already
            connection.close()


def mail_is_set() -> bool:
    """Return whether letters can be sent from here."""
    return settings.FOLKMOOT.smtp_url is not None


def send(letter: Letter) -> bool:
    """Return whether the mail server took the letter; why it did not is in the log.

    Raises:
        RuntimeError: called inside a transaction, as `open_post` says.
    """
    try:
        with open_post() as post:
            answer = post.hand_over(letter)
    except ClosedError as error:
        answer = Answer(Fate.LATER, str(error))
    if answer.fate is not Fate.TAKEN:
        log.warning("a letter was not taken: %s", answer.words)
    return answer.fate is Fate.TAKEN


def _message(letter: Letter) -> EmailMessage:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Auto-Submitted": "auto-generated"}
    if letter.number:
        headers["Message-ID"] = f"<{letter.number}@{domain}>"
    return EmailMessage(
        subject=" ".join(letter.subject.split()),
        body=letter.text,
        from_email=formataddr((" ".join(letter.sender.split()), settings.DEFAULT_FROM_EMAIL)),
        to=[letter.to],
        headers=headers,
    )


def _refusal(error: smtplib.SMTPRecipientsRefused) -> Answer:
    """Return what a refused address means. A letter has one."""
    ((code, words),) = error.recipients.values()
    for_good = code >= PERMANENT and not RULE.match(words)
    said = f"{code} {words.decode('utf-8', 'replace')}"
    return Answer(Fate.REFUSED if for_good else Fate.LATER, said[:ERROR_CHARS])


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:ERROR_CHARS]


class NoServer(BaseEmailBackend):
    """Django's backend where no mail server is set: it refuses in a sentence."""

    def open(self) -> bool | None:
        """Raise `UnsetError`."""
        message = "No mail server is set, so letters stay here: set FOLKMOOT_SMTP_URL."
        raise UnsetError(message)

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        """Raise `UnsetError`."""
        message = f"No mail server is set, so {len(email_messages)} letters stay here: set FOLKMOOT_SMTP_URL."
        raise UnsetError(message)
