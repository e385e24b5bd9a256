"""Two machines on one PostgreSQL, as far as one machine can be two: `folkmoot serve` in data folders of their own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, urlencode, urlsplit

from tests.cast import CLEM
from tests.loopback import Answer, request, speak
from tests.ready_made import DATABASE, stand

EMAIL, PASSWORD = "clem@lantern.example", "an assembly of one"
OURS = ("Sec-Fetch-Site: same-origin",)
OK = 200
START_WITHIN_S = 60
FOUND = """
import django
django.setup()
from tests.proof.nodes import found_paper
print(found_paper())
"""
HASHER = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
UNLIMITED = "1000000/1 burst 1000000"


@dataclass
class Node:
    """A running server, and one moderator's browser on it."""

    port: int
    _cookies: str = ""

    def ask(self, path: str, *, method: str = "GET", body: bytes = b"", headers: tuple[str, ...] = ()) -> Answer:
        """Return the answer to one request."""
        answer = speak(self.port, request(path, method=method, body=body, headers=headers))
        assert answer is not None
        return answer

    def wait_until_ready(self) -> None:
        """Return when every worker, as far as eight questions reach them all, says that it may be given requests."""
        deadline_s = time.monotonic() + START_WITHIN_S
        while time.monotonic() < deadline_s:
            with contextlib.suppress(OSError):  # one is still loading, longer than a client waits
                if all(self.ask("/readyz").status == OK for _ in range(8)):
                    return
        message = f"not all workers on port {self.port} were ready within {START_WITHIN_S} s"
        raise TimeoutError(message)

    def shows(self, thread_id: int, words: str) -> bool:
        """Return whether a reader who opens this thread now is shown these words."""
        answer = self.ask(f"/threads/{thread_id}/")
        assert answer.status == 200
        return words in answer.body.decode()

    def post(self, thread_id: int, words: str) -> int:
        """Post a comment as a stranger; return its id once it is acknowledged."""
        body = json.dumps({"body": words, "name": "A reader"}).encode()
        answer = self.ask(
            f"/api/v1/threads/{thread_id}/comments",
            method="POST",
            body=body,
            headers=("Content-Type: application/json",),
        )
        assert answer.status == 201, answer.body
        comment_id: int = json.loads(answer.body)["comment"]["id"]
        return comment_id

    def sign_in(self) -> None:
        """Sign in as the moderator."""
        answer = self._submit("/desk/sign-in/", {"email": EMAIL, "password": PASSWORD})
        session = re.search(r"sessionid=[^;]+", answer.headers["set-cookie"])
        assert session is not None
        self._cookies = f"Cookie: {session[0]}"

    def remove(self, comment_id: int) -> None:
        """Take a comment down, as the moderator."""
        self._submit(f"/desk/comments/{comment_id}/remove", {"reason": "Off the subject."})

    def keeps(self, thread_id: int) -> bool:
        """Return whether this thread comes from the shelf: such an answer has no line in the log, so no request id."""
        return "x-request-id" not in self.ask(f"/threads/{thread_id}/").headers

    def _submit(self, path: str, fields: Mapping[str, str]) -> Answer:
        headers = (*OURS, "Content-Type: application/x-www-form-urlencoded", *filter(None, [self._cookies]))
        answer = self.ask(path, method="POST", body=urlencode(fields).encode(), headers=headers)
        assert answer.status == 303, answer.body
        return answer


@contextlib.contextmanager
def node(data: Path, database_url: str, *, workers: int = 1) -> Iterator[Node]:
    """Run a server with this data folder on this database."""
    log = data.with_suffix(".log")
    with log.open("wb") as out:
        process = _serve(data, database_url, workers, out)
    try:
        address = process.stdout.readline() if process.stdout else ""
        assert address.startswith("Folkmoot is at "), log.read_text()
        running = Node(urlsplit(address.split()[-1]).port or 0)
        running.wait_until_ready()
        yield running
    finally:
        process.terminate()
        process.communicate()


def _serve(data: Path, database_url: str, workers: int, log: BinaryIO) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "folkmoot", "--data", str(data), "serve", "--port", "0", "--workers", str(workers)],
        env={
            "PATH": os.environ["PATH"],
            "FOLKMOOT_DATABASE_URL": database_url,
            "FOLKMOOT_COMMENT_RATE": UNLIMITED,
            "FOLKMOOT_HOLD_AFTER_COMMENTS": "0",
        },
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )


@contextlib.contextmanager
def two_nodes(
    folder: Path, database: Mapping[str, str], *, wire_port: int | None = None
) -> Iterator[tuple[Node, Node]]:
    """Run two nodes that share their keys; the second has two workers, and reaches the database by the wire if there is one.

    The first is the drain's owner: it was there before the second. So the second hears of changes by notices only.
    """
    first, second = folder / "first", folder / "second"
    keys = folder / "keys"
    for data in (first, second):
        data.mkdir()
        keys.mkdir(mode=0o700, exist_ok=True)
        (data / "keys").symlink_to(keys)
    near = url_of(database)
    with node(first, near) as one:
        far = near if wire_port is None else url_of({**database, "HOST": "127.0.0.1", "PORT": str(wire_port)})
        with node(second, far, workers=2) as other:
            yield one, other


def url_of(database: Mapping[str, str]) -> str:
    """Return Django's settings of a PostgreSQL database as an address."""
    host, proof = database["HOST"], f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
    if host.startswith("/"):
        return f"postgresql://{proof}@/{database['NAME']}?host={host}"
    return f"postgresql://{proof}@{host}:{database['PORT'] or 5432}/{database['NAME']}"


def found_paper_in(data: Path) -> int:
    """Do as `found_paper` in a data folder with SQLite, migrated if nothing is there; return the thread's id."""
    if not (data / DATABASE).exists():
        stand(data)
    environ = {**os.environ, "FOLKMOOT_DATA": str(data), "FOLKMOOT_DATABASE_URL": ""}
    environ["DJANGO_SETTINGS_MODULE"] = "folkmoot.settings"
    made = subprocess.run([sys.executable, "-c", FOUND], env=environ, check=True, capture_output=True, text=True)
    return int(made.stdout.split()[-1])


def found_paper() -> int:
    """Make a newspaper at localhost with one article and its moderator, through Django here; return the thread's id."""
    from django.test import override_settings

    from folkmoot.articles.commands.make_publication import make_publication
    from folkmoot.articles.commands.publish_article import publish_article
    from folkmoot.articles.commands.save_article import save_article
    from folkmoot.articles.values import ArticleDraft, PublicationDraft, SourceFormat
    from folkmoot.discussion.queries import thread_of_page
    from folkmoot.kit import clock
    from folkmoot.readers.commands.give_role import give_role
    from folkmoot.readers.commands.make_account import make_account
    from folkmoot.readers.values import Role

    now = clock.now()
    paper = PublicationDraft(slug="lantern", name="Lantern", base_url="http://localhost", hosts=("localhost",))
    publication_id = make_publication(paper, now=now)
    draft = ArticleDraft(
        headline="Two towns, one assembly",
        standfirst="",
        source="They meet at the bridge.",
        source_format=SourceFormat.MARKDOWN,
        section_name="",
        tag_names=(),
        author_names=(),
        slug="two-towns",
    )
    page_id = save_article(publication_id=publication_id, article_id=None, draft=draft, account_id=None, now=now)
    publish_article(article_id=page_id, account_id=None, now=now)
    with override_settings(PASSWORD_HASHERS=[HASHER]):  # a server of its own reads it, and knows no quick ones
        account_id = make_account(email=EMAIL, password=PASSWORD, name=CLEM)
    give_role(account_id=account_id, publication_id=publication_id, role=Role.MODERATOR, given_by=None)
    thread = thread_of_page(page_id)
    assert thread is not None
    return thread.id
