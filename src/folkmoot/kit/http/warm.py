"""Loads what the first request would have to wait for."""

from __future__ import annotations

import threading

from django.template import engines
from django.urls import get_resolver


def warm_up() -> threading.Thread:
    """Load the URL map, and with it all views, beside whatever else happens; return the thread that does it.

    It takes about half a second. Requests need not wait for it: one that comes meanwhile loads what it needs itself.
    """
    thread = threading.Thread(target=_load, name="warm-up", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    engines.all()
    len(get_resolver().url_patterns)
