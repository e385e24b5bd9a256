"""A process that wants to run the drain, for `test_drain_owner.py` to kill.

`python -m tests.proof.drain_owner DATABASE` prints "ready" and runs until it dies or its stdin is closed.
"""

from __future__ import annotations

import os
import sys

import django
from django.conf import settings
from django.db import connection

from folkmoot.kit.outbox.facts import Fact

INSERT = "INSERT INTO proof_effect (number, pid) VALUES (%s, %s) ON CONFLICT (number) DO NOTHING"


def keep_effect(fact: Fact) -> None:
    """Leave a mark that can be left only once, however often the fact is handled."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [fact.number, os.getpid()])


def main(database: str) -> None:
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from folkmoot.kit.outbox import runner
    from folkmoot.kit.outbox.emit import Ports
    from tests.kit.outbox.facts import Noted

    runner.CLAIM_EVERY_S = 0.1
    Ports.after = {Noted: [("proof.effect", keep_effect)]}
    runner.start_drain()
    print("ready", flush=True)
    sys.stdin.read()
    runner.stop_drain()


if __name__ == "__main__":
    main(sys.argv[1])
