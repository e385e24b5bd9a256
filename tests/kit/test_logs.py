"""What is logged, and what never is."""

from __future__ import annotations

import io
import json
import logging
import re

import pytest
from structlog.contextvars import bound_contextvars

from folkmoot.edge.app import Finished
from folkmoot.kit import logs
from folkmoot.settings.links import LINKS
from tests.authorisation.routes import routes


@pytest.fixture
def written(monkeypatch):
    """Configure logging as a server does, into a string."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    logs.configure({"format": "json", "level": "INFO", "hidden": LINKS})
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:], root.level = before


def test_one_access_line_with_method_path_status_and_time(written):
    logs.log_access(Finished("abc12345", "GET", "/articles/the-bridge/", 200, 3.14159))
    (line,) = written()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "folkmoot.access",
        "request_id": "abc12345",
        "method": "GET",
        "path": "/articles/the-bridge/",
        "status": 200,
        "ms": 3.1,
    }


def test_whatever_a_request_logs_carries_its_id(written):
    with bound_contextvars(request_id="abc12345"):
        logging.getLogger("folkmoot.somewhere").warning("the %s is closed", "bridge")
    (line,) = written()
    assert (line["event"], line["request_id"], line["level"]) == ("the bridge is closed", "abc12345", "warning")


def test_a_line_break_in_a_path_stays_in_its_line(written):
    logs.log_access(Finished("abc12345", "GET", '/a\n{"forged": 1}', 404, 1.0))
    assert len(written()) == 1


def test_a_link_that_is_a_key_is_in_no_line(written):
    keys = [re.sub(r"<str:token>", "a1b2-c3d4", f"/{route}") for route, _ in routes() if "token>" in route]
    for path in keys:
        logs.log_access(Finished("abc12345", "GET", path, 500, 1.0))
        logging.getLogger("django.request").error("Internal Server Error: %s", path, exc_info=ValueError(path))
    lines = written()
    assert len(lines) == 2 * len(keys) >= 20
    assert lines[0]["path"].count("…") == 1
    assert not [line for line in lines if "a1b2" in json.dumps(line)]


def test_libraries_speak_only_when_something_is_wrong(written):
    logging.getLogger("some.library").info("connected to the moon")
    logging.getLogger("some.library").warning("lost the moon")
    logging.getLogger("django.request").warning("Not Found: /nowhere")
    assert [line["event"] for line in written()] == ["lost the moon"]
