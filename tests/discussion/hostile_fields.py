"""The fields of a discussion other than the words themselves, and how each is filled at each of its doors.

A row takes the doors and a text and returns the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from django.http import HttpResponse

from folkmoot.discussion.queries import settings_of
from folkmoot.discussion.values import SettingsView
from folkmoot.moderation.values import DISCUSSION_PATH
from folkmoot.readers.values import GUEST_COOKIE
from tests.discussion.browsers import Browser
from tests.discussion.callers import Program
from tests.discussion.hostile_doors import Doors, told

NUMBERS = count(1)
SETTINGS = ("names", "guest_votes", "downvotes", "hide_tallies", "slow_s", "close_after_days")
ORDINARY = {"names": "optional", "guest_votes": "full", "downvotes": "on", "slow_s": "0", "close_after_days": ""}


def fresh() -> str:
    """Return words that nobody has said yet."""
    return f"Word {next(NUMBERS)}."


def line(text: str) -> str:
    """Return what fits into a header: one line of signs that a program can send."""
    return "".join(sign for sign in text if " " <= sign <= "~")[:190].ljust(22, "k")


@dataclass
class Fields(Doors):
    """The same doors, and what their other fields act on; everything that a text could change is put back."""

    quiet: int = field(init=False)  # a thread in which nobody speaks, so that its pages stay the same
    paced: int = field(init=False)  # a thread whose pace changes
    root: int = field(init=False)  # the one comment of the quiet thread
    voted: int = field(init=False)  # a comment to vote on
    settings: SettingsView = field(init=False)

    def __post_init__(self) -> None:
        """Put there what the rows act on."""
        super().__post_init__()
        self.quiet, self.paced = self.stage.another_thread(), self.stage.another_thread()
        self.root = self.program.post(self.quiet, "Root.")["comment"]["id"]
        self.voted = self.program.post(self.stage.thread_id, "To be voted on.")["comment"]["id"]
        self.send(DISCUSSION_PATH, by=self.desk, **ORDINARY)
        self.settings = settings_of(self.stage.publication_id)


def hold(doors: Fields, **typed: str) -> HttpResponse:
    """Send the form of the settings; what it changed is put back, so that all other doors stay open."""
    answer = doors.send(DISCUSSION_PATH, by=doors.desk, **(ORDINARY | typed))
    if settings_of(doors.stage.publication_id) != doors.settings:
        for fields in ({"read_only": "0"}, ORDINARY):
            doors.send(DISCUSSION_PATH, by=doors.desk, **fields)
    return answer


def open_page(doors: Fields, text: str) -> HttpResponse:
    """Open a thread for a page with this title, and look at it. Each comes from elsewhere: a network may open thirty."""
    fields = {"url": f"https://blog.example/{text}", "title": text}
    answer = doors.ask("POST", "/threads", fields, by=Program())
    if answer.status_code < 300:
        doors.open(f"/threads/{told(answer)['id']}/")
    return answer


def known_as(doors: Fields, text: str) -> HttpResponse:
    """Vote with a cookie of a guest that is none."""
    somebody, path = Browser(), f"/comments/{doors.voted}/vote"
    somebody.client.cookies[GUEST_COOKIE] = line(text)
    return doors.send(path, by=somebody, value="1")


def vote_from(doors: Fields, text: str) -> HttpResponse:
    """Vote on a page that a browser calls so; a vote leads back to where it was cast."""
    path, page = f"/comments/{doors.voted}/vote", f"https://testserver/{line(text)}"
    return doors.watch(path, page, lambda: doors.browser.send(path, referer=page, value="1"))


Act = Callable[[Fields, str], HttpResponse]
FORM_FIELDS: dict[str, Act] = {
    "name": lambda doors, text: doors.send(doors.posting, body=fresh(), name=text),
    "email": lambda doors, text: doors.send(doors.posting, body=fresh(), email=text),
    "parent_id": lambda doors, text: doors.send(doors.posting, body=fresh(), parent_id=text),
    "a field that is none": lambda doors, text: doors.send(doors.posting, body=fresh(), **{text: text}),
    "name and email of a preview": lambda doors, text: doors.send(
        doors.posting, by=doors.desk, body="Seen first.", name=text, email=text, preview=text
    ),
    "vote": lambda doors, text: doors.send(f"/comments/{doors.voted}/vote", value=text),
    "page of a vote": vote_from,
    "cookie": known_as,
}
DESK_FIELDS: dict[str, Act] = {
    # All are read before one is refused, and the form that comes back shows them all.
    "settings": lambda doors, text: hold(doors, **dict.fromkeys(SETTINGS, text)),
    "read-only": lambda doors, text: hold(doors, read_only=text),
    "slow mode here": lambda doors, text: doors.send(f"/desk/threads/{doors.paced}/pace", by=doors.desk, slow_s=text),
}
API_FIELDS: dict[str, Act] = {
    "name": lambda doors, text: doors.ask("POST", doors.posting, {"body": fresh(), "name": text}),
    "email": lambda doors, text: doors.ask("POST", doors.posting, {"body": fresh(), "email": text}),
    "parent_id": lambda doors, text: doors.ask("POST", doors.posting, {"body": fresh(), "parent_id": text}),
    "kind": lambda doors, text: doors.ask("POST", doors.posting, {"body": fresh(), "kind": text}),
    "selector": lambda doors, text: doors.ask("POST", doors.posting, {"body": fresh(), "selector": {"exact": text}}),
    "a field that is none": lambda doors, text: doors.ask("POST", doors.posting, {"body": fresh(), text: text}),
    "vote": lambda doors, text: doors.ask("PUT", f"/comments/{doors.voted}/vote", {"value": text}),
    "key": lambda doors, text: doors.ask("POST", doors.posting, {"body": fresh()}, Idempotency_Key=line(text)),
    "token": lambda doors, text: doors.ask(
        "POST", doors.posting, {"body": fresh()}, Authorization=f"Bearer {line(text)}"
    ),
    "page": open_page,
    "address": lambda doors, text: doors.ask("POST", "/threads", {"url": text}, by=Program()),
}
ADDRESSES = {
    # One refusal hides what else an address says, so each comes alone; only the questions refuse nothing.
    **{f"{name} of a thread": ("/threads/{quiet}/", (name,)) for name in ("order", "filter", "after")},
    **{f"{name} of a comment": ("/comments/{root}", (name,)) for name in ("order", "after")},
    "questions": ("/desk/questions/", ("of", "before")),
    **{
        f"{name} of the interface": ("/api/v1/threads/{quiet}/comments", (name,))
        for name in ("order", "filter", "after", "limit")
    },
    "after of replies": ("/api/v1/comments/{root}/replies", ("after",)),
    "whom a form answers": ("/my/threads/{quiet}/", ("parent_id",)),
    "thread by address": ("/api/v1/threads", ("url",)),
    "counts": ("/api/v1/counts", ("url",)),
    "me": ("/api/v1/me", ("thread",)),
    "search": ("/search", ("q",)),
}


def ask_in_addresses(doors: Fields, text: str) -> None:
    """Say the text wherever an address has room for it."""
    for path, names in ADDRESSES.values():
        # A network may search thirty times, so each search is somebody else's.
        somebody = Browser() if path == "/search" else doors.desk if path.startswith("/desk/") else doors.browser
        doors.open(path.format(quiet=doors.quiet, root=doors.root), by=somebody, **dict.fromkeys(names, text))
