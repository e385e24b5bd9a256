"""What `serve` and `demo` do: bring the data folder up to date, take the port, serve until told to stop."""

from __future__ import annotations

import resource
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

import uvicorn
from django.core.management import CommandError, call_command
from django.db import connections

from folkmoot.cli.upgrade import enter
from folkmoot.cli.workers import Workers
from folkmoot.kit.database import mend_database
from folkmoot.kit.metrics.gather import board
from folkmoot.kit.readiness import pending_migrations
from folkmoot.kit.static import collect_when_changed

APPLICATION = "folkmoot.asgi:application"
PROTOCOL = "folkmoot.cli.protocol:Protocol"
BACKLOG = 2048
GRACE_S = 20
BAD_USAGE = 2


def migrate() -> None:
    """Bring the database up to date, after a verified backup; nothing happens where nothing is pending.

    Raises:
        CommandError: a restore is at work, a newer program made the database, or the backup failed.
    """
    enter()
    if pending_migrations():
        call_command("migrate", interactive=False, verbosity=0, backup=True)


def prepare() -> None:
    """Mend and migrate the database, collect the static files; nothing happens where nothing has changed."""
    enter()
    mend_database()
    migrate()
    collect_when_changed()


def listen(host: str, port: int, *, workers: int = 1) -> list[socket.socket]:
    """Return a listening socket for each worker; clients who come before the workers are up wait in their lines.

    Raises:
        CommandError: the port is taken, forbidden, or no address of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        alone = socket.create_server((host, port), family=family, backlog=BACKLOG)
        if workers == 1:
            return [alone]
        port = alone.getsockname()[1]
        alone.close()  # it has shown that nobody else is there; sockets that share a port would not notice
        return [
            socket.create_server((host, port), family=family, backlog=BACKLOG, reuse_port=True) for _ in range(workers)
        ]
    except (OSError, OverflowError) as error:
        reason = (error.strerror or "").partition(" (while")[0] if isinstance(error, OSError) else "ports end at 65535"
        message = f"Cannot listen on {host} port {port}: {reason}."
        raise CommandError(message, returncode=BAD_USAGE) from error


def start_figures(address: tuple[str, int] | None) -> socket.socket | None:
    """Count from 0, and answer `/metrics` on this address; return its socket, None where no address is wanted.

    Raises:
        CommandError: see `listen`.
    """
    board().wipe()
    if address is None:
        return None
    from folkmoot.kit.metrics.listener import answer_metrics  # noqa: PLC0415 -- http.server, only where it is wanted

    (listener,) = listen(*address)
    answer_metrics(listener)
    return listener


def address_of(listener: socket.socket) -> str:
    """Return where a browser on this machine finds us."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 -- compared, not bound
    return f"http://{shown}:{port}/"


def configure(app: Callable[..., Any] | str = APPLICATION, *, workers: int = 1) -> uvicorn.Config:
    """Return how we want uvicorn: it reads no proxy's header, names no version and writes no access log of its own."""
    return uvicorn.Config(
        app,
        workers=workers,
        loop="uvloop",
        http=PROTOCOL,
        ws="none",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=True,
        backlog=BACKLOG,
        timeout_graceful_shutdown=GRACE_S,
    )


def run(listeners: Sequence[socket.socket]) -> None:
    """Serve with a worker for each listener until SIGTERM or Ctrl-C, then finish what is being answered and return (SIGTERM: exit 0).

    Workers are spawned, never forked: SQLite connections must not cross a fork.
    """
    connections.close_all()
    raise_file_limit()
    signal.signal(signal.SIGTERM, _exit_quietly)
    config = configure(workers=len(listeners))
    try:
        if len(listeners) > 1:
            Workers(config, listeners).run()
        else:
            uvicorn.Server(config).run(sockets=list(listeners))
    except KeyboardInterrupt:
        return


def raise_file_limit() -> None:
    """Let this process, and those it starts, have as many connections open as the system allows it to allow itself."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _exit_quietly(_signal: int, _frame: FrameType | None) -> None:
    """The server has already stopped gracefully when the signal comes here again."""
    sys.exit(0)
