"""`folkmoot worker`: what happens by itself, without serving the web."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from folkmoot.cli.upgrade import enter
from folkmoot.kit.database import database_exists
from folkmoot.kit.metrics.gather import board
from folkmoot.kit.metrics.report import Reporter
from folkmoot.kit.outbox.runner import start_drain, stop_drain
from folkmoot.kit.readiness import pending_migrations


class Command(BaseCommand):
    """Runs the drain and the timetable. `serve` does so too; one process at a time holds the lock, others stand by."""

    help = "Run the drain and the timetable without serving the web."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Work until SIGTERM or Ctrl-C.

        Raises:
            CommandError: with exit code 1, the database is not up to date, newer than this program, or being restored.
        """
        if database_exists():
            enter()
        if not database_exists() or pending_migrations():
            message = "The database is not up to date: folkmoot serve or folkmoot migrate does that."
            raise CommandError(message, returncode=1)
        told_to_stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: told_to_stop.set())
        reporter = Reporter(board(), sources=())
        start_drain()
        reporter.start()
        self.stdout.write("The worker is running; stop it with Ctrl-C.")
        self.stdout.flush()
        told_to_stop.wait()
        stop_drain()
        reporter.stop()
