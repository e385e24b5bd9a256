"""One's own account, and the log of what everybody did."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from folkmoot.kit import clock
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.models import AuditEntry, SignIn
from folkmoot.readers.ports import Ports
from folkmoot.readers.queries.staff import ACTS_A_PAGE
from folkmoot.readers.values import Role
from tests.readers.staffroom import PASSWORD, Browser, account, open_staffroom

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SOURCES = Path(__file__).parents[2] / "src" / "folkmoot"
ACT = re.compile(r"(?!folkmoot\.)[a-z]+\.[a-z_]+")


@pytest.fixture
def room():
    return open_staffroom()


@pytest.fixture
def ada(room):
    return room.hire("ada", Role.OWNER)


def test_a_new_password_needs_the_present_one_and_ends_all_other_sessions(room, ada):
    elsewhere = room.come_in("ada")
    wrong = ada.post("/desk/me/password", {"present": "a guess", "password": "another bridge"})
    assert (wrong.status_code, "not your present password" in wrong.content.decode()) == (422, True)
    assert ada.post("/desk/me/password", {"present": PASSWORD, "password": "another bridge"}).status_code == 303
    assert (ada.is_in, elsewhere.is_in) == (True, False)
    assert [row.session_key for row in SignIn.objects.all()] == [ada.session.session_key]
    assert Browser().sign_in("ada").status_code == 403
    assert room.log() == [("Ada", "account.password_changed", "")]


def test_one_sees_where_one_is_signed_in_and_signs_out_everywhere_else(room, ada):
    elsewhere = room.come_in("ada")
    page = ada.page("/desk/me/")
    assert page.count("Firefox, Linux") == 2
    assert page.count("<b>here</b>") == 1
    ada.post("/desk/me/sessions")
    assert (ada.is_in, elsewhere.is_in) == (True, False)


def test_a_name_is_kept_unless_it_is_none(ada):
    assert ada.post("/desk/me/name", {"name": "  Ada   Brückner "}).status_code == 303
    assert account("ada").name == "Ada Brückner"
    assert ada.post("/desk/me/name", {"name": " "}).status_code == 422
    assert ada.post("/desk/me/name", {"name": "x" * 81}).status_code == 422


def test_the_log_is_read_page_by_page_and_by_person(room, ada):
    room.hire("bo", Role.AUTHOR)
    for number in range(ACTS_A_PAGE + 1):
        record_act(
            publication_id=room.paper.id,
            account_id=room.ids["ada"],
            act="article.published",
            subject=f"News {number} <b>",
            path="/desk/articles/1/",
            now=clock.now(),
        )
    record_act(publication_id=room.paper.id, account_id=room.ids["bo"], act="an.older_act", now=clock.now())
    record_act(publication_id=room.paper.id + 1, account_id=room.ids["bo"], act="comment.removed", now=clock.now())
    page = ada.page("/desk/log/")
    assert page.count("<b>Ada</b>") == ACTS_A_PAGE - 1
    assert "published “News 50 &lt;b&gt;”" in page
    assert "removed a comment" not in page  # of another publication
    older = re.search(r'href="(/desk/log/\?before=\d+)"', page)[1]
    assert ada.page(older).count("<b>Ada</b>") == 2
    bos = ada.page(f"/desk/log/?by={room.ids['bo']}")
    assert ("an.older_act" in bos, "<b>Ada</b>" in bos) == (True, False)
    assert ada.get("/desk/log/?by=x&before=99999999999999999999").status_code == 200


def test_the_house_itself_leaves_no_entry(room):
    record_act(publication_id=room.paper.id, account_id=None, act="article.published", now=clock.now())
    assert AuditEntry.objects.count() == 0


def test_every_act_that_a_command_writes_down_has_its_sentence():
    """Codes are literals with a dot, given to `record_act` or to what calls it."""
    written = set()
    for path in SOURCES.glob("*/commands/*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        if "record_" in path.read_text("utf-8"):
            texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
            written |= {text for text in texts if isinstance(text, str) and ACT.fullmatch(text)}
    assert written - set(Ports.acts) == set()
    assert {"article.published", "comment.removed", "staff.ended"} <= written
    assert {said % {"subject": "X"} for said in Ports.acts.values()}
