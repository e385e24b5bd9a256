"""Whatever is sent in any field through any door, it is kept as it was or refused in words, and acts nowhere.

`make test` tries a handful of each list, always the same; `FOLKMOOT_TEST_HOSTILE=all` (in `make proof-long`) all, in
parts that run side by side.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace

import html5lib
import pytest

from folkmoot.discussion.models import Comment
from folkmoot.kit.conf_readers import Allowance
from folkmoot.kit.text.spoilers import named
from tests.discussion.hostile_doors import Doors, can_be_kept, told
from tests.discussion.hostile_fields import API_FIELDS, DESK_FIELDS, FORM_FIELDS, Fields, ask_in_addresses, fresh
from tests.discussion.hostile_reasons import pick_for, remove_for
from tests.discussion.hostile_windows import Shape, check_every_window, shapes_at
from tests.discussion.stage import set_stage
from tests.hostile import XHTML, as_kept, everything, handful

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ALL = os.environ.get("FOLKMOOT_TEST_HOSTILE") == "all"
PART = 200  # texts: short enough for several processes to end together
PARTS = range(0, len(everything()), PART) if ALL else (0,)
EVER = Allowance(1_000_000, 1, 1_000_000)
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
from_part = pytest.mark.parametrize("part", PARTS)


@pytest.fixture
def allowed(settings, db) -> None:
    """Let everybody speak and vote as often as they like."""
    settings.FOLKMOOT = replace(settings.FOLKMOOT, comment_rate=EVER, vote_rate=EVER, hold_after_comments=0)


def words(part: int, of_each: int) -> list[str]:
    """Return what this run tries: a part of all, or so many of each list."""
    return everything()[part : part + PART] if ALL else handful(of_each)


@from_part
def test_words_are_kept_as_they_were_or_come_back_with_the_reason(allowed, part):
    doors, texts = Doors(set_stage()), words(part, 16)
    edited, changed = plain_ones(doors)
    shapes = shapes_at(doors, f"/threads/{doors.stage.thread_id}/")
    assert len(shapes) == len(("short", "long", "short and changed", "long and changed"))
    for text in texts:
        before = Comment.objects.count()
        by_form, by_program = doors.send(doors.posting, body=text), doors.ask("POST", doors.api_posting, {"body": text})
        rewritten = doors.send(f"/my/comments/{changed}/edit", body=text)
        patched = doors.ask("PATCH", f"/comments/{edited}", {"body": text})
        if can_be_kept(text):
            newest = Comment.objects.order_by("-id").values_list("id", flat=True)[:2]
            for comment_id in (*newest, changed, edited):
                doors.check_kept(comment_id, text)
            expected = [303, 201, 303, 200]
        else:
            doors.check_refusal(by_form, text, "body")
            doors.check_refusal(rewritten, text, "body")
            expected = [422, 422, 422, 422]
            assert Comment.objects.count() == before
        found = [answer.status_code for answer in (by_form, by_program, rewritten, patched)]
        doors.faults += [] if found == expected else [f"{found} for {text[:80]!r}"]
    assert doors.faults == []
    doors.open("/desk/queue/", by=doors.desk)
    for held in Comment.objects.filter(state="held").values_list("id", flat=True):
        assert doors.open(f"/desk/comments/{held}/", by=doors.desk).status_code == 200
        doors.send(f"/desk/comments/{held}/release", by=doors.desk)
    for path in (f"/comments/{changed}/edits", f"/comments/{edited}/edits", f"/my/comments/{changed}/", "/my/"):
        assert doors.open(path).status_code == 200, path
    kept = len([text for text in texts if can_be_kept(text)])
    assert kept > 20
    check_every_window(doors, shapes, least=kept, most_pages=400 if ALL else 6)
    assert doors.faults == []


def plain_ones(doors: Doors) -> tuple[int, int]:
    """Say ordinary things, short and long, changed and not; return which can be changed by the interface and a form."""
    short, long = "An ordinary word.", "An ordinary line.\n\n" * 200
    for text in (short, long):
        doors.send(doors.posting, body=text)
    (edited, changed) = [doors.program.post(doors.stage.thread_id, said)["comment"]["id"] for said in ("One.", "Two.")]
    for comment_id, text in ((edited, "Three."), (changed, long)):
        doors.ask("PATCH", f"/comments/{comment_id}", {"body": text})
    doors.send(doors.posting, body="To be changed by the form.")
    return edited, Comment.objects.latest("id").id


@from_part
def test_words_look_the_same_before_they_are_said_and_are_quoted_as_words(allowed, part):
    """The preview of a new comment and that of a change show what is kept; a quotation is text in a field."""
    doors = Doors(set_stage())
    for text in words(part, 3):
        # By staff, who may say and look at what they like, as often as they like.
        said = doors.send(doors.posting, by=doors.desk, body=text)
        comment = Comment.objects.latest("id") if can_be_kept(text) else None
        own = comment.id if comment else doors.program.post(doors.stage.thread_id, fresh())["comment"]["id"]
        ways = (doors.posting, f"/my/comments/{own}/edit") if comment else (doors.posting,)
        for path in ways:
            answer = doors.send(path, by=doors.desk, body=text, preview=text)
            if comment is None:
                doors.check_refusal(answer, text, "body")
            elif named(comment.html) not in answer.content.decode():
                doors.faults.append(f"{path} shows something else for {text[:80]!r}")
        quoted = html5lib.parse(doors.open(f"/my/quotes/{own}/").content)
        (field,) = [element for element in quoted.iter(f"{XHTML}textarea") if element.get("name") == "body"]
        lines = "".join(field.itertext()).strip("\n").split("\n")
        if len(field) or any(line and not line.startswith((">", "@")) for line in lines):
            doors.faults.append(f"{lines!r}"[:200] + f" quotes {text[:80]!r}")
        doors.faults += [] if said.status_code in (303, 422) else [f"{said.status_code} for {text[:80]!r}"]
    assert doors.faults == []


@from_part
def test_every_other_field_takes_or_refuses_every_word(allowed, part):
    """What is refused names its field; a name that is kept hides nothing."""
    doors = Fields(set_stage())
    shapes = named_ones(doors)
    for text in words(part, 3):
        for act in (*FORM_FIELDS.values(), *DESK_FIELDS.values()):
            act(doors, text)
        for name, act in API_FIELDS.items():
            answer = act(doors, text)
            if answer.status_code == 422 and name in {"name", "email", "parent_id", "kind"}:
                doors.faults += [] if told(answer)["field"] == name else [f"{name}: {answer.content!r}"]
        ask_in_addresses(doors, text)
    assert doors.faults == []
    for name in set(Comment.objects.values_list("name", flat=True)):
        assert (len(name) <= 50, as_kept(name), UNSEEN.search(name)) == (True, name, None)
    for path in ("/desk/threads/", "/desk/discussion/", f"/threads/{doors.paced}/"):
        assert doors.open(path, by=doors.desk).status_code == 200
    for comment_id in Comment.objects.exclude(name="").values_list("id", flat=True):
        assert doors.open(f"/my/quotes/{comment_id}/").status_code == 200
    check_every_window(doors, shapes, least=len(API_FIELDS), most_pages=400 if ALL else 4)
    assert doors.faults == []


def named_ones(doors: Fields) -> set[Shape]:
    """Return how comments are built with a name, without one, and with one that somebody else had before."""
    doors.send(doors.posting, body=fresh(), name="Gus")
    doors.program.post(doors.stage.thread_id, name="Gus")
    found = shapes_at(doors, f"/threads/{doors.stage.thread_id}/")
    assert len(found) == len(("named", "nameless", "named like another"))
    return found


@from_part
def test_reasons_are_given_as_they_were_written(allowed, part):
    """Why a comment is put forward and why one was taken down."""
    doors, texts = Doors(set_stage()), words(part, 3)
    pick_for(doors, texts)
    remove_for(doors, texts)
    assert doors.faults == []
