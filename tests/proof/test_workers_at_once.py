"""One machine, one worker or four: what was written is read at once from any of them, what was taken down from none."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest

from tests.proof.nodes import OURS, found_paper_in, node

pytestmark = pytest.mark.proof

ARTICLE = "/articles/two-towns/"
ROUNDS = 4
ASKED_EACH = 8  # connections: the kernel deals them out to the workers
READERS = 4
PATIENCE_S = 30


@pytest.fixture(scope="module", params=[1, 4], ids=["one worker", "four workers"])
def house(request, tmp_path_factory):
    data = tmp_path_factory.mktemp("machine") / "data"
    thread_id = found_paper_in(data)
    with node(data, "", workers=request.param) as running:
        running.sign_in()
        yield running, thread_id


class Readers:
    """Readers who never stop, and what they were shown."""

    def __init__(self, house, addresses):
        self._house = house
        self._addresses = addresses
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(READERS)]
        self.shown = []
        for thread in self._threads:
            thread.start()

    def _read(self):
        while not self._stopping.is_set():
            for address in self._addresses:
                asked_s = time.monotonic()
                answer = self._house.ask(address)
                self.shown.append((asked_s, address, answer.status, answer.body))

    def wait_until_shown(self, address, words):
        """Return when somebody was shown these words at this address."""
        deadline_s = time.monotonic() + PATIENCE_S
        while not any(words.encode() in body for _s, at, _status, body in self.shown[-50:] if at == address):
            assert time.monotonic() < deadline_s, f"nobody is shown {words!r}"
            time.sleep(0.01)

    def stop(self):
        self._stopping.set()
        for thread in self._threads:
            thread.join()


@contextmanager
def readers(house, *addresses):
    crowd = Readers(house, addresses)
    try:
        yield crowd
    finally:
        crowd.stop()


def submit(house, thread_id, words):
    """Post through the form, as a browser without JavaScript does; return where it is led."""
    fields = urlencode({"body": words, "name": "A reader"}).encode()
    headers = (*OURS, "Content-Type: application/x-www-form-urlencoded")
    answer = house.ask(f"/threads/{thread_id}/comments", method="POST", body=fields, headers=headers)
    assert answer.status == 303, answer.body
    return answer.headers["location"].partition("#")[0]


def bodies(house, *addresses):
    """Return what these addresses show, asked again and again over new connections."""
    return [house.ask(address).body.decode() for address in addresses for _ in range(ASKED_EACH)]


def test_who_has_just_written_sees_it_from_any_worker(house):
    running, thread_id = house
    with readers(running, ARTICLE, f"/threads/{thread_id}/"):
        for number in range(ROUNDS):
            address = submit(running, thread_id, f"Without script, number {number}")
            assert all(f"Without script, number {number}" in body for body in bodies(running, address))
            comment_id = running.post(thread_id, f"With script, number {number}")
            read_by_script = (f"/comments/{comment_id}", f"/api/v1/threads/{thread_id}/comments")
            assert all(f"With script, number {number}" in body for body in bodies(running, *read_by_script))


def test_what_was_taken_down_is_shown_to_nobody_who_asks_after_the_answer(house):
    running, thread_id = house
    addresses = (ARTICLE, f"/threads/{thread_id}/", f"/api/v1/threads/{thread_id}/comments")
    removed = []
    with readers(running, *addresses) as crowd:
        for number in range(ROUNDS):
            words = f"Slur number {number}."
            comment_id = running.post(thread_id, words)
            own = f"/comments/{comment_id}"
            assert all(words in body for body in bodies(running, own))
            crowd.wait_until_shown(ARTICLE, words)
            running.remove(comment_id)
            removed.append((time.monotonic(), words.encode()))
            assert not any(words in body for body in bodies(running, own, *addresses))
    for asked_s, address, status, body in crowd.shown:
        assert status == 200, (address, body)
        late = [words for removed_s, words in removed if asked_s > removed_s and words in body]
        assert not late, f"{address} showed {late}"
    assert any(words in body for _removed_s, words in removed for _s, _address, _status, body in crowd.shown)
