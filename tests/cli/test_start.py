"""What a start must not load: it would be paid for at each start, by every worker."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.portability.running import environment

START = "import folkmoot.asgi, folkmoot.urls, folkmoot.cli.management.commands.demo"
SLOW = ["PIL", "lxml", "pygments", "rich"]


def test_a_start_loads_nothing_slow_that_it_does_not_need(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", f"{START}, json, sys; print(json.dumps(sorted(sys.modules)))"],
        env=environment() | {"FOLKMOOT_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = json.loads(told.stdout)
    assert "structlog.dev" in loaded
    assert [name for name in SLOW if name in loaded] == []


def test_whoever_wants_rich_may_still_load_it():
    done = subprocess.run(
        [sys.executable, "-c", "import folkmoot.kit.logs, sys; print('rich' in sys.modules)"],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"


WARM = """
import asyncio, sys, threading
from folkmoot.asgi import application

async def live():
    said = asyncio.Queue()
    await said.put({"type": "lifespan.startup"})
    told = asyncio.Queue()
    life = asyncio.create_task(application({"type": "lifespan"}, said.get, told.put))
    await told.get()
    for thread in threading.enumerate():
        if thread.name == "warm-up":
            thread.join()
    print("folkmoot.discussion.api" in sys.modules)
    await said.put({"type": "lifespan.shutdown"})
    await life

print("folkmoot.discussion.api" in sys.modules)
asyncio.run(live())
"""


def test_a_server_loads_its_views_by_itself_not_with_the_first_request(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WARM],
        env=environment() | {"FOLKMOOT_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False", "True"]
