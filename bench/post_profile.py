"""Where the time of one post goes: the shares of its parts, from a profile of several hundred in one process.

    python -m bench.post_profile [--posts 400]

No sockets: the whole application is called as a server would call it. Guests who keep their token post into one
thread. The profiler slows Python down, so the shares are what counts; the milliseconds are measured without it.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import json
import os
import pstats
import tempfile
import time
from typing import Any

import django

from bench import prose

PARTS = (
    ("the whole answer in its thread", "kit/pool.py", "_answer"),
    ("  Django's and our middleware, routing", "", ""),
    ("  Ninja: reading and checking JSON", "ninja/operation.py", "_get_values"),
    ("  who asks, of which publication", "discussion/forms.py", "caller_of"),
    ("  limits", "discussion/forms.py", "limit_comments"),
    ("  the command", "commands/post_comment.py", "post_comment"),
    ("    text to HTML", "kit/text/comments.py", "render_comment"),
    ("    screening", "commands/screen.py", "screen"),
    ("    the transaction", "commands/post_comment.py", "_keep"),
    ("      is it a repeat?", "commands/post_comment.py", "_find"),
    ("      writing comment, submission, fact, counters", "commands/post_comment.py", "_post"),
    ("      commit, with its wait for the disk", "kit/sqlite/base.py", "_commit"),
    ("  JSON out", "discussion/api/answers.py", "posted_json"),
    ("all statements together (within the above)", "kit/sqlite/cursor.py", "execute"),
)


def main() -> None:
    """Post, profile, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--posts", type=int, default=400)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        os.environ.update(
            FOLKMOOT_DATA=folder,
            FOLKMOOT_COMMENT_RATE="1000000/1 burst 1000000",
            FOLKMOOT_HOLD_AFTER_COMMENTS="0",
            FOLKMOOT_LOG_LEVEL="ERROR",
            DJANGO_SETTINGS_MODULE="folkmoot.settings",
        )
        django.setup()
        _report(*_profile(options.posts))


def _profile(posts: int) -> tuple[pstats.Stats, float, float]:
    """Return the profile, and the CPU and wall milliseconds of one post without the profiler."""
    from bench.seed import new_paper, new_thread
    from folkmoot.asgi import application
    from folkmoot.kit.pool import PooledHandler

    guest = _Guest(application, new_thread(new_paper(), "profiled"))
    asyncio.run(guest.post(50))
    cpu, wall = time.process_time(), time.perf_counter()
    asyncio.run(guest.post(posts))
    cpu_ms, wall_ms = (time.process_time() - cpu) * 1000 / posts, (time.perf_counter() - wall) * 1000 / posts
    profile = cProfile.Profile()
    answer = PooledHandler._answer

    def profiled(*arguments: Any) -> Any:
        profile.enable()
        try:
            return answer(*arguments)
        finally:
            profile.disable()

    PooledHandler._answer = profiled
    asyncio.run(guest.post(posts))
    PooledHandler._answer = answer
    return pstats.Stats(profile), cpu_ms, wall_ms


class _Guest:
    """Somebody who posts and posts."""

    def __init__(self, application: Any, thread_id: int) -> None:
        self._application = application
        self._path = f"/api/v1/threads/{thread_id}/comments"
        self._proof: list[tuple[bytes, bytes]] = []
        self._count = 0

    async def post(self, times: int) -> None:
        for _ in range(times):
            answer = json.loads(await self._once())
            if answer["guest_token"]:
                self._proof = [(b"authorization", f"Bearer {answer['guest_token']}".encode())]

    async def _once(self) -> bytes:
        self._count += 1
        body = json.dumps({"body": prose.text("this", self._count), "name": "A reader"}).encode()
        headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/json"), *self._proof]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": self._path,
            "raw_path": self._path.encode(),
            "query_string": b"",
            "headers": [*headers, (b"content-length", str(len(body)).encode())],
            "client": ("127.0.0.1", 5000),
            "server": ("127.0.0.1", 8000),
        }
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self._application(scope, receive, send)
        assert sent[0]["status"] == 201, sent
        return sent[1]["body"]


def _report(stats: pstats.Stats, cpu_ms: float, wall_ms: float) -> None:
    took: dict[tuple[str, str], float] = {}
    for (file, _line, name), (_calls, _all_calls, _own, total, _callers) in stats.stats.items():  # type: ignore[attr-defined]  # pstats types leave it out
        for _label, part, function in PARTS:
            if part and file.endswith(part) and name == function:
                took[part, function] = max(took.get((part, function), 0.0), total)
    whole = took["kit/pool.py", "_answer"]
    nested = [(part, name) for label, part, name in PARTS if label.startswith("  ") and not label.startswith("   ")]
    inside = sum(took.get(key, 0.0) for key in nested)
    print(f"one post by a known guest: {cpu_ms:.1f} ms CPU, {wall_ms:.1f} ms in all, without the profiler\n")
    for label, part, function in PARTS:
        share = took.get((part, function), 0.0) if part else whole - inside
        print(f"{label:48} {100 * share / whole:5.1f} %")


if __name__ == "__main__":
    main()
