"""Several workers on one port: each has its own line, and a successor takes over the line of the dead."""

from __future__ import annotations

import os
import signal
import socket
import time
from multiprocessing import Pipe

import psutil
import pytest

from folkmoot.cli import server
from folkmoot.cli.workers import Worker
from tests.cli.test_serve import serving
from tests.loopback import request, speak
from tests.processes import workers_of
from tests.ready_made import stand

PATIENCE_S = 30


class Process:
    """A worker as the supervisor sees it."""

    def __init__(self, *, alive):
        self.process = self
        self.is_alive = lambda: alive


@pytest.fixture
def listeners():
    made = server.listen("127.0.0.1", 0, workers=3)
    yield made
    for listener in made:
        listener.close()


def test_all_workers_share_one_port_on_sockets_of_their_own(listeners):
    assert len({listener.getsockname() for listener in listeners}) == 1
    assert len({listener.fileno() for listener in listeners}) == 3


def test_the_kernel_deals_connections_out(listeners):
    clients = [socket.create_connection(listeners[0].getsockname()) for _ in range(60)]
    taken = []
    for listener in listeners:
        listener.setblocking(False)  # noqa: FBT003 -- the socket module's own signature
        taken.append(0)
        try:
            while True:
                listener.accept()[0].close()
                taken[-1] += 1
        except BlockingIOError:
            pass
    for client in clients:
        client.close()
    assert sum(taken) == 60
    assert min(taken) >= 1


def test_a_port_in_use_is_refused_even_for_several(listeners):
    port = listeners[0].getsockname()[1]
    with pytest.raises(server.CommandError, match="Address already in use"):
        server.listen("127.0.0.1", port, workers=2)


def clerk(process):
    """Return the worker whose process is `process`, with both ends of its line to the parent open."""
    worker = object.__new__(Worker)
    worker.parent_conn, worker.child_conn = Pipe()
    worker.process = process
    worker._asked_at_s, worker._patience_s = None, 60
    return worker


def test_a_worker_that_starts_has_a_minute_and_one_that_hangs_has_not():
    worker = clerk(Process(alive=True))
    assert worker.is_alive(timeout=5)
    worker._asked_at_s -= 59
    assert worker.is_alive(timeout=5)
    assert worker.child_conn.recv() == b"ping"
    worker.child_conn.send(True)  # noqa: FBT003 -- what uvicorn's worker answers
    assert worker.is_alive(timeout=5)
    worker._asked_at_s -= 5
    assert not worker.is_alive(timeout=5)


def test_a_worker_that_was_told_to_finish_is_left_alone():
    worker = clerk(Process(alive=True))
    worker.parent_conn.close()
    assert worker.is_alive(timeout=0)
    worker.process = Process(alive=False)
    assert not worker.is_alive(timeout=0)


@pytest.fixture
def house(tmp_path):
    """Serve with two workers; give the supervisor's pid."""
    with serving(stand(tmp_path), "--workers", "2") as (process, _port):
        yield process.pid


def wait_for(condition):
    deadline_s = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline_s
        time.sleep(0.02)


def test_killed_workers_are_replaced_even_while_they_start(house):
    wait_for(lambda: len(workers_of(house)) == 2)
    for _ in range(3):
        before = workers_of(house)
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        wait_for(lambda: len(workers_of(house) - before) == 2)  # noqa: B023 -- asked before it changes


def test_workers_without_a_supervisor_finish_and_free_the_port(tmp_path):
    with serving(tmp_path, "--workers", "2") as (process, port):
        speak(port, request("/readyz"))
        orphans = [psutil.Process(pid) for pid in workers_of(process.pid)]
        process.kill()
        process.wait()
        _gone, living = psutil.wait_procs(orphans, timeout=PATIENCE_S)
        assert len(orphans) == 2
        assert not living
    server.listen("127.0.0.1", port)[0].close()
