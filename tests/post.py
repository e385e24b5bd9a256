"""A real mail server on this machine, and what it has taken."""

from __future__ import annotations

import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from folkmoot.kit.conf import read_conf
from folkmoot.kit.conf_readers import Smtp

PATIENCE_S = 60
"""Letters leave every ten seconds, after the fact that they tell of has been dealt with."""
DJANGOS = "django.core.mail.backends.smtp.EmailBackend"


@dataclass
class Postbox:
    """What the server has taken.

    Attributes:
        refusals: what it says to an address instead of taking a letter.
        answer: what it says to every letter.
        port: where it listens.
    """

    letters: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    answer: str = "250 taken"
    port: int = 0

    def wait_for_words(self, *, to: str, number: int = 0) -> str:
        """Return what the letter says that came to somebody as this one, once it is here."""
        deadline_s = time.monotonic() + PATIENCE_S
        while len(found := [letter for letter in self.letters if letter["To"] == to]) <= number:
            assert time.monotonic() < deadline_s, [(letter["To"], letter["Subject"]) for letter in self.letters]
            time.sleep(0.2)
        return found[number].get_body(("plain",)).get_content()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 -- the name that aiosmtpd calls
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- as above
        if self.answer.startswith("250"):
            self.senders.append(envelope.mail_from)
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@contextmanager
def mail_server():
    """Let a postbox listen."""
    box = Postbox(port=free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port of this machine at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def point_to(settings, port: int) -> None:
    """Let letters go to a server at this port of the machine, as settings/__init__.py does."""
    smtp = Smtp("smtp", "127.0.0.1", port, "", "")
    settings.FOLKMOOT = read_conf(
        {"FOLKMOOT_DATA": str(settings.FOLKMOOT.data), "FOLKMOOT_SMTP_URL": f"smtp://127.0.0.1:{port}"}
    )
    assert settings.FOLKMOOT.smtp_url == smtp
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = DJANGOS, smtp.host, smtp.port
    settings.DEFAULT_FROM_EMAIL = "desk@gazette.example"


@pytest.fixture
def postbox(settings):
    """Letters arrive here."""
    with mail_server() as box:
        point_to(settings, box.port)
        yield box


@pytest.fixture
def nobody_there(settings):
    """Letters go to where nobody listens."""
    point_to(settings, free_port())
