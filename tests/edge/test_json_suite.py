"""Bodies of the JSON parsing suite against the real interface on a real server: what is no JSON is refused as such."""

from __future__ import annotations

import json
import time

import pytest

from folkmoot.kit.pool import PooledHandler
from tests.discussion.stage import set_stage
from tests.edge.front import HOME, Front
from tests.loopback import request, served, speak
from tests.shared import shared

MOST_WORK_S = 2.0  # of this process, which is also the server: what else the machine does must not matter
NOT_JSON = (400, 422)  # 422: Python reads NaN and Infinity, then finds that they are no comment


@pytest.fixture
def port(transactional_db):
    pool = PooledHandler()
    with served(Front(routes=(), app=pool, home=lambda _host: HOME).edge) as port:
        yield port
    pool.close()


def send(port, path, body):
    """Return the answer to a body of JSON, having made sure that it took little work and is no failure of ours."""
    began = time.process_time()
    answer = speak(port, request(path, method="POST", body=body, headers=("Content-Type: application/json",)))
    assert time.process_time() - began < MOST_WORK_S
    assert answer.status < 500
    return answer


def test_the_whole_suite(port):
    path = f"/api/v1/threads/{set_stage().thread_id}/comments"
    files = sorted(shared("hostile/jsontestsuite").glob("[iny]_*.json"))
    assert len(files) > 100
    for file in files:
        answer = send(port, path, file.read_bytes() or b" ")
        told = json.loads(answer.body)
        assert answer.headers["content-type"] == "application/problem+json", file.name
        assert told["status"] == answer.status, file.name
        assert answer.status in NOT_JSON, file.name  # not even the valid ones describe a comment
