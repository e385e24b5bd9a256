"""Several workers on one port: each has its own line, and a successor takes over the line of the dead."""

from __future__ import annotations

import socket

import pytest

from folkmoot.cli import server
from folkmoot.cli.workers import Workers


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


def test_a_successor_listens_where_the_dead_one_did(listeners, monkeypatch):
    monkeypatch.setattr("signal.signal", lambda *_: None)
    workers = Workers(server.configure(workers=3), listeners)
    assert workers.sockets == [listeners[0]]
    workers.processes = [Process(alive=True), Process(alive=True)]
    assert workers.sockets == [listeners[2]]
    workers.processes = [Process(alive=True), Process(alive=False), Process(alive=True)]
    assert workers.sockets == [listeners[1]]
