"""uvicorn's HTTP, with the two things that endless answers need: a way to cut a line, and word that the server leaves.

A worker reads this before Django is set up, so nothing here may need it.
"""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from folkmoot.edge.lifespan import HANG_UP, LEAVING


class Protocol(HttpToolsProtocol):
    """One connection."""

    def on_message_begin(self) -> None:
        """Let the application cut the line."""
        super().on_message_begin()
        self.scope["extensions"] = {HANG_UP: self.transport.abort}  # type: ignore[dict-item]  # an extension of our own

    def shutdown(self) -> None:
        """Hear that the server leaves. It calls this for each connection, and then waits for answers to end."""
        super().shutdown()
        self.app_state.get(LEAVING, _nobody)()


def _nobody() -> None:
    """Stand where no application wants to know."""
