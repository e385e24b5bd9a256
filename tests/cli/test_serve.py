"""`folkmoot serve`, as a process of its own: comes up, says where, goes when told."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from tests.loopback import request, speak
from tests.proof.nodes import found_paper_in

PATIENCE_S = 120


def folkmoot(data, *words, **environ):
    return subprocess.Popen(
        [sys.executable, "-m", "folkmoot", "--data", str(data), *words],
        env={"PATH": os.environ["PATH"], **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(process):
    """Return (exit code, stdout, stderr) of a command that ends by itself."""
    out, err = process.communicate(timeout=PATIENCE_S)
    return process.returncode, out, err


@contextmanager
def serving(data, *words):
    """Give (process, port) of a server that has said where it is."""
    process = folkmoot(data, "serve", "--port", "0", *words)
    try:
        address = process.stdout.readline()
        assert address.startswith("Folkmoot is at http://127.0.0.1:"), process.stderr.read()
        yield process, urlsplit(address.split()[-1]).port
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_migrates_serves_and_ends_with_0_when_told_to(data, workers):
    with serving(data, "--workers", workers) as (process, port):
        ready = speak(port, request("/readyz"))
        assert (ready.status, json.loads(ready.body)) == (200, {"ready": True, "against": []})
        assert "server" not in ready.headers
        process.send_signal(signal.SIGTERM)
        code, _, err = said(process)
    assert code == 0
    lines = [json.loads(line) for line in err.splitlines()]
    access = [line for line in lines if line["logger"] == "folkmoot.access"]
    assert [(line["method"], line["path"], line["status"]) for line in access] == [("GET", "/readyz", 200)]
    assert access[0]["request_id"] == ready.headers["x-request-id"]
    assert "127.0.0.1" not in json.dumps(access)


def test_static_files_come_compressed_under_names_that_never_change(data):
    found_paper_in(data)
    with serving(data) as (_, port):
        names = json.loads((data / "static" / "staticfiles.json").read_text())["paths"]
        hashed = names["folkmoot/folkmoot.css"]
        answer = speak(port, request(f"/static/{hashed}", headers=("Accept-Encoding: br",)))
    assert hashed != "folkmoot/folkmoot.css"
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "br"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers
    assert list((data / "static").glob("admin/css/base.*.css"))
    assert not list((data / "static").glob("admin/**/*.br"))


def test_a_port_that_is_taken_is_one_sentence_and_2(data):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = said(folkmoot(data, "serve", "--port", str(port)))
    assert (code, out) == (2, "")
    assert err == f"Cannot listen on 127.0.0.1 port {port}: Address already in use.\n"


def test_a_demo_whose_port_is_taken_makes_nothing(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = said(folkmoot(tmp_path, "demo", "--port", str(port)))
    assert (code, out) == (2, "")
    assert err == f"Cannot listen on 127.0.0.1 port {port}: Address already in use.\n"
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_setting_is_one_sentence_and_2(tmp_path):
    code, out, err = said(folkmoot(tmp_path, "serve", FOLKMOOT_BASEURL="https://news.example"))
    assert (code, out) == (2, "")
    assert err == (
        "FOLKMOOT_BASEURL is not a setting of Folkmoot; the nearest is FOLKMOOT_BASE_URL. "
        "See docs/operate/settings.md.\n"
    )


def test_a_worker_works_until_told_to_stop(data):
    process = folkmoot(data, "worker")
    assert process.stdout.readline() == "The worker is running; stop it with Ctrl-C.\n"
    process.send_signal(signal.SIGTERM)
    code, _, err = said(process)
    assert code == 0, err
