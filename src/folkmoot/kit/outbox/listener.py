"""The thread that hears what other machines changed, and shuts the shelf while it cannot.

It pings itself. A ping that is heard proves that everything committed before it was sent has been heard, too; when the
last such proof is older than three seconds, pages may have changed without a word, and nothing is served from the
shelf until a new link has heard its first ping.
"""

from __future__ import annotations

import logging
import random
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import psycopg

from folkmoot.kit.outbox.changes import Pages
from folkmoot.kit.outbox.link import CONNECT_WITHIN_S, Heard, Link
from folkmoot.kit.outbox.notices import from_notice

STOP_WITHIN_S = 2 * CONNECT_WITHIN_S + 1

log = logging.getLogger(__name__)


class LostError(Exception):
    """Our own pings are not heard any more."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds: between pings, of silence until the link is lost, and before the first and the longest wait to connect again."""

    ping_every_s: float = 1.0
    lost_after_s: float = 3.0
    first_wait_s: float = 0.1
    longest_wait_s: float = 5.0


TIMING = Timing()


class Listener:
    """One thread with a link of its own; the shelf is shut from its making to the first ping that it hears."""

    def __init__(self, pages: Pages, *, shut: Callable[[], None], reopen: Callable[[], None], timing: Timing) -> None:
        """Shut the shelf and prepare the thread; see `start_listener`."""
        self._pages, self._shut, self._reopen, self._timing = pages, shut, reopen, timing
        self._open = False
        self._failures = 0
        self._stopping = threading.Event()
        self._woken, self._waker = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)
        shut()

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Return when the thread has ended: at once, or when the attempt to connect that runs is over. The shelf is shut."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self._waker.send(b"!")
        self._thread.join(timeout=STOP_WITHIN_S)
        self._waker.close()
        self._woken.close()

    def _run(self) -> None:
        """Keep a link for as long as the process lives."""
        while not self._stopping.is_set():
            try:
                with Link() as link:
                    link.wake_by(self._woken)
                    self._follow(link)
            except (psycopg.Error, LostError) as error:
                self._lose(error)
            except Exception as error:  # the thread must outlive whatever a page keeper raises
                log.exception("the listener stumbled and starts again")
                self._lose(error)
            self._stopping.wait(self._pause_s())
        self._close()

    def _follow(self, link: Link) -> None:
        """Pass on what is heard until stopped.

        Raises:
            LostError: no ping was heard for too long.
            psycopg.OperationalError: the connection is gone.
        """
        proven_s = ping_at_s = time.monotonic()
        while not self._stopping.is_set():
            now_s = time.monotonic()
            if now_s >= ping_at_s and link.ping(repr(now_s)):
                ping_at_s = now_s + self._timing.ping_every_s
            lost_at_s = proven_s + self._timing.lost_after_s
            # A ping that could not be sent yet waits for an answer from the server, which ends the wait.
            act_at_s = min(ping_at_s, lost_at_s) if ping_at_s > now_s else lost_at_s
            for heard in link.hear(max(0, act_at_s - now_s)):
                if heard.is_ping:
                    proven_s = max(proven_s, float(heard.words))
                    self._return()
                else:
                    self._pass_on(heard)
            if time.monotonic() >= proven_s + self._timing.lost_after_s:
                message = f"nothing was heard for {self._timing.lost_after_s:g} seconds"
                raise LostError(message)

    def _pass_on(self, heard: Heard) -> None:
        change = from_notice(heard.words)
        if change is None:
            self._pages.tell_everything()
        else:
            self._pages.tell_again(change)

    def _return(self) -> None:
        """Serve from the shelf again, if we did not. What else is kept by its epochs may have missed something, too."""
        if not self._open:
            self._pages.tell_everything()
            self._reopen()
            self._open = True
            self._failures = 0
            log.info("hearing what other machines change")

    def _lose(self, error: Exception) -> None:
        """Shut the shelf; say so once, not at every attempt."""
        self._failures += 1
        if self._failures == 1:
            log.warning("not hearing what other machines change (%s): every page is made anew until we do", error)
        self._close()

    def _close(self) -> None:
        if self._open:
            self._shut()
            self._open = False

    def _pause_s(self) -> float:
        """Return how long to wait before the next attempt: twice as long after each failure, spread by half."""
        longest_s = min(self._timing.first_wait_s * 2.0 ** min(self._failures - 1, 16), self._timing.longest_wait_s)
        return longest_s * random.uniform(0.5, 1)  # noqa: S311 -- spreads the nodes; nothing secret


def start_listener(
    pages: Pages,
    *,
    shut: Callable[[], None],
    reopen: Callable[[], None],
    timing: Timing = TIMING,
) -> Listener:
    """Return the running listener of this process; PostgreSQL only.

    Args:
        pages: told of every change that any machine commits, this one's too.
        shut: serve nothing kept. Called before this returns, and whenever the link is lost; never twice in a row.
        reopen: forget what is kept, then serve again. Called when the link has proven itself; after each `shut` once.
    """
    listener = Listener(pages, shut=shut, reopen=reopen, timing=timing)
    listener.start()
    return listener
