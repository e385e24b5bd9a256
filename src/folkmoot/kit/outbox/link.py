"""A link to PostgreSQL that hears what is announced, and can tell whether it still would.

Two connections: one listens, the other sends pings that the first must hear. One connection would not do: a pooler
that hands sessions from client to client still brings a client its own ping, but not what others say.

Nothing here waits for the network except connecting, which has a limit. Half of a connection may be gone without a
sign, and whoever waits on it for an answer waits for minutes.
"""

from __future__ import annotations

import secrets
import selectors
import socket
import time
from dataclasses import dataclass
from typing import Self

import psycopg
from django.db import connection
from psycopg.pq import ExecStatus

from folkmoot.kit.outbox.notices import CHANNEL

APPLICATION = "folkmoot listener"
CONNECT_WITHIN_S = 3
# A server that cannot reach us must not wait for two hours: what a listener has not read is kept for it.
FORGET_US_AFTER_20_S = (
    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2; "
    "SET tcp_user_timeout = 20000"
)
WITHOUT_FLUSHING = (
    "SET synchronous_commit = off"  # a ping need not outlive the server, nor make its disk work each second
)


@dataclass(frozen=True, slots=True)
class Heard:
    """One notice: a ping of our own with the word it carried, or what somebody announced."""

    is_ping: bool
    words: str


class Line:
    """One connection to the database, of which one asks and looks, and never waits."""

    def __init__(self) -> None:
        """Connect.

        Raises:
            psycopg.OperationalError: the server did not answer within three seconds, or refused.
        """
        parameters = connection.get_connection_params() | {
            "application_name": APPLICATION,
            "connect_timeout": CONNECT_WITHIN_S,
        }
        self._connection = psycopg.connect(autocommit=True, **parameters)
        self._pgconn = self._connection.pgconn
        self._pgconn.nonblocking = 1
        self._answered = True

    def fileno(self) -> int:
        """Return the socket's number, for a selector."""
        return self._pgconn.socket

    def say(self, statement: str) -> bool:
        """Send a statement; return False, with nothing sent, while the last one has no answer."""
        if not self._answered:
            return False
        self._pgconn.send_query(statement.encode())
        self._pgconn.flush()  # it is a few bytes on an idle connection: the kernel takes them at once
        self._answered = False
        return True

    def hear(self) -> list[tuple[str, str]]:
        """Return (channel, words) of the notices that have arrived.

        Raises:
            psycopg.OperationalError: the connection is gone, or the statement was refused.
        """
        self._pgconn.consume_input()
        while not self._answered and not self._pgconn.is_busy():
            result = self._pgconn.get_result()
            if result is None:
                self._answered = True
            elif result.status == ExecStatus.FATAL_ERROR:
                raise psycopg.OperationalError(result.get_error_message())
        heard = []
        while notice := self._pgconn.notifies():
            heard.append((notice.relname.decode(), notice.extra.decode()))
        return heard

    @property
    def answered(self) -> bool:
        """Whether the last statement was carried out, as far as `hear` has seen."""
        return self._answered

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


class Link:
    """A line that listens and a line that pings. Close it, or use it in a `with`."""

    def __init__(self) -> None:
        """Connect and ask to listen.

        Raises:
            psycopg.OperationalError: as `Line`.
        """
        self._ping_channel = f"folkmoot_ping_{secrets.token_hex(8)}"
        self._listening = Line()
        try:
            self._pinging = Line()
        except BaseException:
            self._listening.close()
            raise
        self._selector = selectors.DefaultSelector()
        for line in (self._listening, self._pinging):
            self._selector.register(line, selectors.EVENT_READ)
        self._listening.say(f"{FORGET_US_AFTER_20_S}; LISTEN {CHANNEL}; LISTEN {self._ping_channel}")
        self._pinging.say(WITHOUT_FLUSHING)

    def wake_by(self, woken: socket.socket) -> None:
        """Let `hear` return early when this can be read."""
        self._selector.register(woken, selectors.EVENT_READ)

    def ping(self, word: str) -> bool:
        """Send a ping with a word of letters, digits and dots; return False while we do not listen yet, or the last one has not left."""
        return self._listening.answered and self._pinging.say(f"NOTIFY {self._ping_channel}, '{word}'")

    def hear(self, within_s: float) -> list[Heard]:
        """Return what was heard, in the order of the commits, as soon as there is something; nothing after `within_s` seconds.

        Raises:
            psycopg.OperationalError: a connection is gone.
        """
        self._selector.select(within_s)
        self._pinging.hear()
        return [Heard(channel == self._ping_channel, words) for channel, words in self._listening.hear()]

    def close(self) -> None:
        """Hang up both lines."""
        self._selector.close()
        self._listening.close()
        self._pinging.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def notices_arrive(within_s: float = 3.0) -> bool:
    """Return whether a process here hears what another connection announces.

    It does not behind a pooler of transactions, nor where the server has no connections left for it.
    """
    until_s = time.monotonic() + within_s
    try:
        with Link() as link:
            asked = False
            while (left_s := until_s - time.monotonic()) > 0:
                asked = asked or link.ping("doctor")
                if any(heard.is_ping for heard in link.hear(left_s)):
                    return True
    except psycopg.OperationalError:
        return False
    return False
