"""Figures of a real server: exact over its workers, kept when one is killed, for nobody who has no business with them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from folkmoot.cli import server
from folkmoot.kit.metrics.gather import board
from tests.cli.test_serve import PATIENCE_S, folkmoot
from tests.loopback import request, speak
from tests.ready_made import stand

ALIVE = (("by", "house"), ("method", "GET"), ("status", "2xx"))
READER = "198.51.100.77"
SECRET_PATH = "/articles/what-nobody-should-know/"


@contextmanager
def serving(data, **environ):
    """Give (process, port, port of the figures) of a server with two workers."""
    environ |= {"FOLKMOOT_METRICS_BIND": "127.0.0.1:0"}
    process = folkmoot(data, "serve", "--port", "0", "--workers", "2", **environ)
    try:
        addresses = [process.stdout.readline().split()[-1] for _ in range(2)]
        assert addresses[1].endswith("/metrics")
        yield process, *(urlsplit(address).port for address in addresses)
    finally:
        process.send_signal(signal.SIGSTOP)  # or it would replace them
        children = psutil.Process(process.pid).children()
        for member in (process, *children):
            member.kill()
        process.communicate()
        psutil.wait_procs(children, PATIENCE_S)


FOUND_A_PAPER = """
import folkmoot.asgi
from folkmoot.articles.commands.make_publication import make_publication
from folkmoot.articles.values import PublicationDraft
from folkmoot.kit import clock
paper = PublicationDraft(name="The Lantern", slug="lantern", base_url="http://localhost:8000", hosts=("localhost",))
make_publication(paper, now=clock.now())
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder with a newspaper that nobody has written for yet."""
    folder = stand(tmp_path_factory.mktemp("data"))
    subprocess.run(
        [sys.executable, "-c", FOUND_A_PAPER],
        env={"PATH": os.environ["PATH"], "FOLKMOOT_DATA": str(folder)},
        check=True,
    )
    return folder


def figures(port, name):
    """Return {labels: value} of one figure."""
    families = text_string_to_metric_families(speak(port, request("/metrics")).body.decode())
    return {
        tuple(sorted(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
        if sample.name == name
    }


def processes(port):
    """Return a question: how many processes of the server are up?"""
    return lambda: figures(port, "folkmoot_processes")[()]


def until(seen, wanted):
    """Wait until `seen()` is `wanted`; return what it was last."""
    deadline = time.monotonic() + PATIENCE_S
    while (now := seen()) != wanted and time.monotonic() < deadline:
        time.sleep(0.05)
    return now


def knock(port, times, path="/healthz"):
    with ThreadPoolExecutor(4) as clients:
        answers = list(clients.map(lambda _: speak(port, request(path)).status, range(times)))
    assert answers == [200] * times


def workers_of(process):
    return [child for child in psutil.Process(process.pid).children() if "spawn_main" in " ".join(child.cmdline())]


def test_a_hundred_requests_are_a_hundred_and_stay_so_when_a_worker_is_killed(data):
    with serving(data) as (process, port, figures_port):
        requests = lambda: figures(figures_port, "folkmoot_requests_total")[ALIVE]  # noqa: E731 -- asked again and again
        assert until(processes(figures_port), 2) == 2
        knock(port, 100)
        assert until(requests, 100) == 100
        killed = workers_of(process)[0]
        killed.kill()
        killed.wait()
        assert requests() == 100
        assert until(lambda: len(workers_of(process)), 2) == 2
        assert until(processes(figures_port), 2) == 2
        knock(port, 50)
        assert until(requests, 150) == 150
        assert until(lambda: figures(figures_port, "folkmoot_drain_owner"), {(): 1}) == {(): 1}
        assert len(figures(figures_port, "folkmoot_resident_bytes")) == 2
        written = lambda: figures(figures_port, "folkmoot_write_lock_taken_total")[()] > 0  # noqa: E731 -- asked again and again
        assert until(written, wanted=True)


def test_every_reader_of_a_page_is_counted_once_whoever_answered(data):
    with serving(data) as (process, port, figures_port):
        counted = lambda: [  # noqa: E731 -- asked again and again
            sum(figures(figures_port, f"folkmoot_shelf_{name}_total")[()] for name in ("hits", "stale", "misses")),
            sum(
                v
                for labels, v in figures(figures_port, "folkmoot_requests_total").items()
                if ("method", "GET") in labels
            ),
        ]
        assert until(processes(figures_port), 2) == 2
        knock(port, 100, "/")
        assert until(counted, [100, 100]) == [100, 100]
        renders = figures(figures_port, "folkmoot_render_seconds_count")[()]
        assert 1 <= renders <= 8  # at most the four clients' first requests on each of two workers
        assert figures(figures_port, "folkmoot_shelf_entries")[()] >= 1
        killed = workers_of(process)[0]
        killed.kill()
        killed.wait()
        assert counted() == [100, 100]
        assert figures(figures_port, "folkmoot_render_seconds_count")[()] == renders
        told = subprocess.run(
            [sys.executable, "-m", "folkmoot", "--data", str(data), "doctor", "--json"],
            env={"PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=False,
        )
    sentences = {finding["check"]: finding["sentence"] for finding in json.loads(told.stdout)["findings"]}
    assert " of 100 pages came from memory" in sentences["shelf"]
    assert "with " in sentences["server"]


def test_a_server_that_starts_counts_from_0(settings, tmp_path):
    settings.FOLKMOOT = replace(settings.FOLKMOOT, data=tmp_path)
    slate = board().claim()
    slate.add("hits", 7)
    slate.close()
    assert server.start_figures(None) is None
    assert board().read() == ()


def test_readers_leave_nothing_in_the_figures_and_get_none(data):
    token = "0123456789abcdef"
    with serving(data, FOLKMOOT_METRICS_TOKEN=token, FOLKMOOT_TRUSTED_PROXIES="127.0.0.1") as (_, port, figures_port):
        speak(port, request(SECRET_PATH, headers=(f"X-Forwarded-For: {READER}", "User-Agent: Gazelle")))
        speak(port, request(SECRET_PATH, method="GAZELLE"))
        assert speak(port, request("/metrics")).status == 404
        shown = speak(port, request("/metrics", headers=(f"Authorization: Bearer {token}",)))
        assert shown.status == 200
        assert speak(figures_port, request(SECRET_PATH)).status == 404
    text = shown.body.decode()
    assert 'folkmoot_requests_total{method="GET",status="4xx",by="house"} ' in text
    for private in (READER, "what-nobody", "GAZELLE", "Gazelle", os.fspath(data), token):
        assert private not in text
