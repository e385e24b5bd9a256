"""A program that can die often: everything is loaded once, and each life is a fork of that.

`python -m tests.proof.lives DATABASE` listens on a port of its own, prints it, and then for each line of JSON on stdin
`{"failpoint", "words"}` begins a life: the whole house on that port, or a command of `folkmoot` when there are words. It
prints the life's pid, and how it ended. Nothing is connected before a fork.

The house has one handler more, which leaves a mark for each published comment that can be left only once, and
checkpoints early, so that a short life has some. With `FOLKMOOT_TEST_CARELESS` it never waits for the disk: that is what
the proofs must notice.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading

import django
from django.conf import settings
from django.db import connection

from folkmoot.kit.outbox.facts import Fact
from folkmoot.kit.sqlite import base, checkpoint, flush

MARK = "INSERT INTO proof_effect (comment_id) VALUES (%s) ON CONFLICT (comment_id) DO NOTHING"
LOG_BYTES = int(os.environ.get("FOLKMOOT_TEST_LOG_BYTES", "131072"))


def leave_mark(fact: Fact) -> None:
    """Leave a mark that can be left only once, however often the fact is handled."""
    with connection.cursor() as cursor:
        cursor.execute(MARK, [fact.comment_id])


def load(database: str) -> None:
    """Import the house and everything that a request would import."""
    checkpoint.PASSIVE_BYTES, checkpoint.STEP_BYTES = LOG_BYTES, LOG_BYTES // 4
    checkpoint.TRUNCATE_BYTES = 16 * LOG_BYTES
    base.PRAGMAS["journal_size_limit"] = (str(LOG_BYTES), LOG_BYTES)
    if os.environ.get("FOLKMOOT_TEST_CARELESS"):
        base.PRAGMAS["synchronous"] = ("OFF", 0)
        flush.Flush.wait = lambda _flush: None
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    import folkmoot.asgi
    import folkmoot.urls  # noqa: F401 -- otherwise each life would load it
    from folkmoot.discussion.events import CommentPublished
    from folkmoot.kit.outbox import runner
    from folkmoot.kit.outbox.emit import Ports

    runner.CLAIM_EVERY_S = 0.1
    Ports.after = {
        **Ports.after,
        CommentPublished: [*Ports.after.get(CommentPublished, ()), ("proof.mark", leave_mark)],
    }
    assert threading.active_count() == 1, threading.enumerate()


def live(listener: socket.socket, failpoint: str, words: list[str]) -> None:
    """Be a server, or a command, that may die at a failpoint; does not return."""
    from folkmoot.kit import failpoints

    failpoints.arm({failpoints.VARIABLE: failpoint})
    if words:
        from folkmoot.cli.runner import run

        sys.exit(run(["folkmoot", *words]))
    import uvicorn

    from folkmoot.asgi import application
    from folkmoot.cli.server import configure

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    uvicorn.Server(configure(application)).run(sockets=[listener])
    sys.exit(0)


def say(**words: object) -> None:
    print(json.dumps(words), flush=True)


def main(database: str) -> None:
    load(database)
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    say(port=listener.getsockname()[1])
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.dup2(2, 1)  # what a life says is for its log
            live(listener, **json.loads(line))
        say(pid=pid)
        say(ended=os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


if __name__ == "__main__":
    main(sys.argv[1])
