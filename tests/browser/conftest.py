"""A real server with a newspaper of its own, and readers with a real browser.

Without Chromium these tests are skipped, loudly; in CI that is a failure.
The browser lives as long as this folder's tests: its event loop must not meet tests that use the database.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.kinds import CAREFUL, GUEST, HALF, OWNER, READER
from tests.browser.pseudo import write_pseudo
from tests.browser.reader import BROWSER_OPTIONS, Paper, Reader
from tests.post import Postbox, mail_server
from tests.ready_made import stand

ROOT = Path(__file__).parents[2]
PATIENCE_S = 30
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark this folder's tests."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        message = "no Chromium on this machine: the browser tests did not run (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=BROWSER_OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def letters() -> Iterator[Postbox]:
    """Whatever the newspaper sends by mail arrives here."""
    with mail_server() as box:
        yield box


@pytest.fixture(scope="module")
def paper(tmp_path_factory, letters: Postbox) -> Iterator[Paper]:
    """The newspaper, printed and served: each file has its own, so that no test meets what another file did."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")} | {
        "FOLKMOOT_DATA": str(stand(tmp_path_factory.mktemp("paper"))),
        "FOLKMOOT_COMMENT_RATE": "1000/60 burst 1000",
        "FOLKMOOT_HOLD_AFTER_COMMENTS": "0",
        "FOLKMOOT_SMTP_URL": f"smtp://127.0.0.1:{letters.port}",
        "FOLKMOOT_TEST_LOCALE": str(write_pseudo(tmp_path_factory.mktemp("locale"))),
        "DJANGO_SETTINGS_MODULE": "folkmoot.settings",
    }
    printed = subprocess.run(
        [sys.executable, "-m", "tests.browser.press", f"127.0.0.1:{port}"],
        cwd=ROOT, env=environ, check=True, capture_output=True, text=True,
    )  # fmt: skip
    serve = [sys.executable, "-m", "folkmoot", "serve", "--port", str(port)]
    with (tmp_path_factory.mktemp("log") / "serve.log").open("w+") as log:
        server = subprocess.Popen(serve, cwd=ROOT, env=environ, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz", server, Path(log.name))
            yield Paper(f"http://127.0.0.1:{port}", json.loads(printed.stdout))
        finally:
            server.terminate()
            server.wait(PATIENCE_S)


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    """Wait until a server answers at an address; fail with its log if it does not."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(address, timeout=PATIENCE_S):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not come up: {log.read_text()}")


@pytest.fixture
def open_reader(browser: Browser, paper: Paper) -> Iterator[Callable[..., Reader]]:
    """Make readers; at the end none of them may have met an error, a refused script or another origin."""
    readers: list[Reader] = []

    def open_one(**options) -> Reader:
        reader = Reader(browser, options.pop("paper", paper), **options)
        readers.append(reader)
        return reader

    yield open_one
    for reader in readers:
        reader.leave()
    assert [problem for reader in readers for problem in reader.problems] == []


@pytest.fixture
def reader(open_reader) -> Reader:
    """Somebody at a desk, with scripts."""
    return open_reader()


@pytest.fixture(scope="module")
def places(browser, paper):
    """The newspaper's places, and those of a guest whose comment is held."""
    reader = Reader(browser, paper, scripts=False).go(paper["article"])
    reader.write(f"See {'https://a.example ' * 4}", name="Ada")
    receipt = reader.page.url.removeprefix(paper.base)
    yield {**paper.places, "receipt": receipt}, reader.context.storage_state()
    reader.leave()


@pytest.fixture(scope="module")
def lookers(browser, paper, places):
    """Everybody who looks, each in a window of their own."""
    made = {READER: Reader(browser, paper), GUEST: Reader(browser, paper, state=places[1])}
    for who, email, at in ((OWNER, "owner@ferry.example", "**/desk/"), (HALF, CAREFUL, "**/desk/sign-in/second/**")):
        made[who] = Reader(browser, paper).go("/desk/sign-in/")
        made[who].page.fill("[type=email]", email)
        made[who].page.fill("[type=password]", "a long enough word")
        made[who].page.press("[type=password]", "Enter")
        made[who].page.wait_for_url(at)
    yield made
    for looker in made.values():
        looker.leave()
