"""`folkmoot serve`: the whole house on one port."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from folkmoot.articles.queries import founding_path
from folkmoot.cli import server
from folkmoot.kit.one_time_code import make_code


class Command(BaseCommand):
    """Migrates, collects static files, serves, and runs what happens by itself (the drain and the timetable)."""

    help = "Bring the data folder up to date and serve it."
    requires_system_checks = ()  # a server must start fast; `doctor` and `check` look closely

    def add_arguments(self, parser: CommandParser) -> None:
        """Take address, port and number of processes."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1: only this machine)")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=settings.FOLKMOOT.workers, help="processes to start")

    def handle(self, *, host: str, port: int, workers: int, **_options: Any) -> None:
        """Serve until SIGTERM or Ctrl-C."""
        server.prepare()
        listeners = server.listen(host, port, workers=workers)
        figures = server.start_figures(settings.FOLKMOOT.metrics_bind)
        self.stdout.write(f"Folkmoot is at {server.address_of(listeners[0])}")
        if figures is not None:
            self.stdout.write(f"Its figures are at {server.address_of(figures)}metrics")
        self._invite_founder(server.address_of(listeners[0]))
        self.stdout.flush()
        server.run(listeners)

    def _invite_founder(self, address: str) -> None:
        """While nobody lives here, say where a newspaper is founded, and the code that only this terminal knows."""
        path = founding_path()
        if path:
            lines = [
                "No newspaper lives here yet. Found yours, in a minute, at",
                f"  {settings.FOLKMOOT.base_url or address.rstrip('/')}{path}?code={make_code()}",
                "The code works once; the next start of folkmoot serve makes another one.",
            ]
            self.stdout.write("\n".join(lines))
