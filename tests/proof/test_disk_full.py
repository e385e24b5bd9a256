"""The disk is full while readers write: nothing acknowledged is lost, reading goes on, and writing comes back by itself."""

from __future__ import annotations

import threading
import time
from collections import Counter
from urllib.parse import urlencode

import pytest

from tests.discussion.stage import Stage, set_stage
from tests.loopback import Answer, request, speak
from tests.proof.budget import ROUNDS
from tests.proof.elsewhere import copy_tables, database_at
from tests.proof.marks import soon_unmarked
from tests.proof.mortal_house import MortalHouse
from tests.proof.small_disk import Disk, short_files, small_file_system
from tests.proof.speakers import Crowd, Promises
from tests.proof.zeros import everything_wrong

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]
SPEAKERS = 4
BEFORE, WHILE, AFTER = 20, 40, 20
BACK_WITHIN_S = 10
PATIENCE_S = 60
FORM = ("Sec-Fetch-Site: same-origin", "Content-Type: application/x-www-form-urlencoded")


class Reading(threading.Thread):
    """Somebody who reads all the time, pages from the shelf and answers made anew."""

    def __init__(self, port: int, stage: Stage) -> None:
        super().__init__(daemon=True)
        self.statuses: Counter[int] = Counter()
        self._over = threading.Event()
        self._port = port
        self._thread = stage.thread_id

    def run(self) -> None:
        """Read until told to stop."""
        number = 0
        while not self._over.wait(0.01):
            number += 1
            for path in (
                f"/threads/{self._thread}/",
                f"/api/v1/threads/{self._thread}/comments?order=oldest&limit={1 + number % 50}",
                f"/api/v1/me?thread={self._thread}",
            ):
                answer = speak(self._port, request(path))
                self.statuses[answer.status if answer else 0] += 1

    def stop(self) -> None:
        """Return when the last page has come."""
        self._over.set()
        self.join(PATIENCE_S)


def wait_for(condition) -> None:
    deadline_s = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline_s
        time.sleep(0.02)


def send_form(port: int, path: str, **fields: str) -> Answer:
    answer = speak(port, request(path, method="POST", body=urlencode(fields).encode(), headers=FORM))
    assert answer is not None
    return answer


def one_cycle(house: MortalHouse, disk: Disk, stage: Stage, promises: Promises) -> float:
    """Fill the disk while readers post; look at every kind of answer; return after how many seconds posts are taken again."""

    def more(of, many: int) -> None:
        begun = len(of)
        wait_for(lambda: len(of) >= begun + many)

    more(promises.acknowledged, BEFORE)
    disk.fill(house.pid)
    try:
        more(promises.put_off, WHILE)
        page = send_form(house.port, f"/threads/{stage.thread_id}/comments", body="By hand.", name="Bo")
        assert (page.status, page.headers.get("retry-after")) == (503, "10")
        assert page.headers["content-type"].startswith("text/html")
        assert b"your text is still there" in page.body
    finally:
        disk.empty(house.pid)
    emptied_s = time.monotonic()
    more(promises.acknowledged, 1)
    back_s = time.monotonic() - emptied_s
    more(promises.acknowledged, AFTER)
    return back_s


@pytest.mark.parametrize("small", [small_file_system, short_files])
def test_a_full_disk_loses_nothing_and_stops_nobody_from_reading(tmp_path, marked, small):
    with small(tmp_path) as disk:
        database = disk.folder / "folkmoot.sqlite3"
        copy_tables(database)
        with database_at(database):
            stage = set_stage(host="localhost")
        promises = Promises()
        log = disk.folder / "log"  # it does not fit either
        house = MortalHouse(str(database), log=log, FOLKMOOT_DATA=str(disk.folder))
        crowd = Crowd("Pressed", SPEAKERS, port=house.port, thread_id=stage.thread_id, promises=promises)
        reading = Reading(house.port, stage)
        house.live()
        try:
            crowd.begin()
            reading.start()
            back_s = [one_cycle(house, disk, stage, promises) for _ in range(ROUNDS)]
        finally:
            crowd.end()
            reading.stop()
            with database_at(database):
                unmarked = soon_unmarked()
            house.close()
        print(
            f"back after {max(back_s):.2f} s at most; {len(promises.put_off)} put off; read: {dict(reading.statuses)}"
        )
        assert max(back_s) <= BACK_WITHIN_S
        assert promises.refused == []
        assert set(promises.put_off) == {("storage_full", "10")}
        assert set(reading.statuses) == {200}
        assert unmarked == set()
        with database_at(database):
            assert everything_wrong(promises.acknowledged, promises.sent) == []
