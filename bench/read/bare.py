"""The least that Python can do: uvicorn, set up as ours is, sending bytes it was given.

    python -m bench.read.bare ANSWERS.json PORT

ANSWERS.json maps paths to `{"headers": [[name, value], ...], "file": path of the body}`. The environment names a data
folder, because our configuration of uvicorn comes from our program; nothing is served from it.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path
from typing import Any

import django
import uvicorn

Answer = tuple[dict[str, Any], dict[str, Any]]


class Bare:
    """ASGI app: looks the path up, sends what is there."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        """`answers` are the two messages of each path."""
        self._answers = answers

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            return await _live(receive, send)
        start, body = self._answers[scope["path"]]
        await send(start)
        await send(body)
        return None


async def _live(receive: Any, send: Any) -> None:
    for said in ("startup", "shutdown"):
        await receive()
        await send({"type": f"lifespan.{said}.complete"})


def _messages(answer: dict[str, Any]) -> Answer:
    headers = [(name.encode(), value.encode()) for name, value in answer["headers"]]
    body = Path(answer["file"]).read_bytes()
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    return start, {"type": "http.response.body", "body": body}


def main() -> None:
    """Serve until SIGTERM."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
    django.setup()
    from folkmoot.cli import server

    answers = json.loads(Path(sys.argv[1]).read_text())
    app = Bare({path: _messages(answer) for path, answer in answers.items()})
    sockets = server.listen("127.0.0.1", int(sys.argv[2]))
    gc.freeze()  # what our program brought along is never looked through again: a bare server has none of it
    uvicorn.Server(server.configure(app)).run(sockets=sockets)


if __name__ == "__main__":
    main()
