"""The whole house as one ASGI application: lifespan, edge, pool, Django."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection

from folkmoot.edge.app import Edge
from folkmoot.edge.lifespan import Lifespan
from folkmoot.edge.limits import Limits
from folkmoot.kit.conf import Conf
from folkmoot.kit.logs import log_access
from folkmoot.kit.outbox.runner import start_drain, stop_drain
from folkmoot.kit.pool import THREADS, WRITE_THREADS, PooledHandler

# A thread that writes gives the interpreter away at each statement and holds the database's write lock meanwhile. It
# gets the interpreter back within 1 ms instead of Python's 5, so nobody else waits for the lock that long.
sys.setswitchinterval(0.001)


def in_front_of(pool: PooledHandler, conf: Conf) -> Edge:
    """Return the edge in front of Django, bounded as the settings say."""
    limits = Limits(body_bytes=conf.max_body_bytes, upload_bytes=conf.max_upload_bytes)
    return Edge(pool, limits=limits, trusted_proxies=conf.trusted_proxies, finished=log_access)


def build(conf: Conf) -> Lifespan:
    """Return the whole application for these settings."""
    pool = PooledHandler(write_threads=WRITE_THREADS if connection.vendor == "sqlite" else THREADS // 2)

    def stop() -> None:
        stop_drain()
        pool.close()

    return Lifespan(in_front_of(pool, conf), start=start_drain, stop=stop)


application = build(settings.FOLKMOOT)
