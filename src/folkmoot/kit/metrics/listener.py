"""`/metrics` on an address of its own (`FOLKMOOT_METRICS_BIND`): no token, no readers, and no waiting behind them.

It lives in the process that started the workers, so it answers when every worker is busy or has just died.
"""

from __future__ import annotations

import logging
import socket
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer

from django.db import connections

from folkmoot.kit import clock
from folkmoot.kit.metrics.exposition import CONTENT_TYPE
from folkmoot.kit.metrics.gather import metrics_text

PATH = "/metrics"
PATIENCE_S = 5

log = logging.getLogger(__name__)


class _Answer(BaseHTTPRequestHandler):
    """One request; one at a time is enough for whoever asks every fifteen seconds."""

    timeout = PATIENCE_S
    server_version = "Folkmoot"
    sys_version = ""

    def do_GET(self) -> None:
        """Send all figures."""
        if self.path.partition("?")[0] != PATH:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        try:
            body = metrics_text(now=clock.now()).encode()
        finally:
            connections.close_all()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", CONTENT_TYPE)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class's signature
        """Log what went wrong only; every scrape would be a line otherwise."""
        log.debug(format, *args)


class _Server(HTTPServer):
    def __init__(self, listener: socket.socket) -> None:
        super().__init__(listener.getsockname()[:2], _Answer, bind_and_activate=False)
        self.socket.close()
        self.socket = listener

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 -- the base class's signature
        """Log what is being handled, instead of printing it."""
        log.error("no figures could be sent", exc_info=True)  # noqa: LOG014 -- called inside the handler of the base class


def answer_metrics(listener: socket.socket) -> None:
    """Answer on this socket from a thread of its own, as long as the process lives."""
    server = _Server(listener)
    threading.Thread(target=server.serve_forever, name="metrics-door", daemon=True).start()
