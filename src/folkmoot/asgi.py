"""The whole house as one ASGI application: lifespan, edge, pool, Django."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection

from folkmoot.edge.app import Finished
from folkmoot.edge.lifespan import Lifespan
from folkmoot.kit.conf import Conf
from folkmoot.kit.http.warm import warm_up
from folkmoot.kit.logs import log_access
from folkmoot.kit.metrics.gather import board
from folkmoot.kit.metrics.report import Reporter
from folkmoot.kit.outbox.runner import start_drain, stop_drain
from folkmoot.kit.pool import THREADS, WRITE_THREADS, PooledHandler
from folkmoot.wiring.figures import edge_figures, live_figures
from folkmoot.wiring.front import in_front_of
from folkmoot.wiring.kept import kept_pages

# A thread that writes gives the interpreter away at each statement and holds the database's write lock meanwhile. It
# gets the interpreter back within 1 ms instead of Python's 5, so nobody else waits for the lock that long.
sys.setswitchinterval(0.001)


def build(conf: Conf) -> Lifespan:
    """Return the whole application for these settings."""
    pool = PooledHandler(write_threads=WRITE_THREADS if connection.vendor == "sqlite" else THREADS // 2)
    stopping: list[Callable[[], None]] = []

    def finished(request: Finished) -> None:
        reporter.count_request(request.method, request.status)
        log_access(request)

    def start() -> None:
        if connection.vendor == "postgresql":
            from folkmoot.kit.outbox.listener import start_listener  # noqa: PLC0415 -- its driver is there only with PostgreSQL

            stopping.append(start_listener(kept_pages, shut=front.shelf.shut, reopen=front.shelf.reopen).stop)
        start_drain()
        reporter.start()
        warm_up()

    def stop() -> None:
        front.hub.stop()
        for stop_one in stopping:
            stop_one()
        stop_drain()
        pool.close()
        reporter.stop()

    front = in_front_of(pool, conf, kept_pages.epochs, finished=finished)
    reporter = Reporter(board(), sources=[edge_figures(front.counts, front.shelf), live_figures(front.live)])
    return Lifespan(front.edge, start=start, leave=front.hub.close, stop=stop)


application = build(settings.FOLKMOOT)
