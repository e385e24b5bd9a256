"""The JSON interface: saying, changing, taking back, voting; every answer is held against the description."""

from __future__ import annotations

import json

import pytest

from folkmoot.discussion.models import Comment, Thread
from folkmoot.kit.conf_readers import Allowance
from folkmoot.readers.values import GUEST_COOKIE, MARKER_COOKIE
from tests.cast import NOON
from tests.discussion.callers import Program
from tests.discussion.stage import set_stage
from tests.shared import shared

pytestmark = pytest.mark.django_db(transaction=True)
LINKS = "https://a.example https://b.example https://c.example"
KEY = "a-key-that-nobody-can-guess"


@pytest.fixture
def stage(transactional_db):
    return set_stage()


@pytest.fixture
def program():
    return Program()


def problem(response) -> tuple[int, str, str | None]:
    """Return what matters of a refusal."""
    body = response.json()
    assert body["status"] == response.status_code
    return response.status_code, body["code"], body.get("field")


def test_a_post_is_answered_with_the_comment_and_a_token(stage, program):
    posted = program.post(stage.thread_id, "Keep *it*.", name="Ada")
    comment = posted["comment"]
    assert (posted["state"], posted["reason"]) == ("published", None)
    assert comment["body_html"] == "<p>Keep <em>it</em>.</p>\n"
    assert comment["author"]["name"] == "Ada"
    assert comment["created_at"].endswith("Z")
    assert comment == program.ask("GET", f"/comments/{comment['id']}").json()
    assert Program(posted["guest_token"]).post(stage.thread_id)["guest_token"] is None


def test_a_program_gets_no_cookie_and_a_browser_on_our_page_no_token(stage, program):
    path = f"/threads/{stage.thread_id}/comments"
    program.post(stage.thread_id)
    assert not program.client.cookies
    response = program.ask("POST", path, {"body": "From a page"}, Sec_Fetch_Site="same-origin")
    assert response.json()["guest_token"] is None
    guest, mark = response.cookies[GUEST_COOKIE], response.cookies[MARKER_COOKIE]
    assert (guest["httponly"], guest["samesite"], guest["secure"], guest["path"]) == (True, "Lax", True, "/")
    assert (mark.value, bool(mark["httponly"])) == ("1", False)


def test_a_browser_of_another_site_with_our_cookie_is_refused(stage, program):
    program.client.cookies[GUEST_COOKIE] = "anything"
    response = program.ask(
        "POST", f"/threads/{stage.thread_id}/comments", {"body": "Forged"}, Origin="https://evil.example"
    )
    assert problem(response) == (403, "foreign_origin", None)
    assert Comment.objects.count() == 0


def test_a_held_comment_is_there_for_its_author_only(stage, program):
    posted = program.post(stage.thread_id, LINKS)
    path = f"/comments/{posted['comment']['id']}"
    assert posted["state"] == posted["comment"]["state"] == "held"
    assert "links" in posted["reason"]
    assert problem(program.ask("GET", path)) == (404, "unknown_comment", None)
    assert Program(posted["guest_token"]).ask("GET", path).json()["body_html"] == posted["comment"]["body_html"]
    assert program.ask("GET", f"/threads/{stage.thread_id}/comments").json()["comments"] == []


def test_a_retry_with_its_key_gets_the_same_answer(stage, program):
    ask = ("POST", f"/threads/{stage.thread_id}/comments", {"body": "Once"})
    first, second = program.ask(*ask, Idempotency_Key=KEY), program.ask(*ask, Idempotency_Key=KEY)
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert first.json()["guest_token"]
    other = program.ask("POST", ask[1], {"body": "Twice"}, Idempotency_Key=KEY)
    assert problem(other) == (422, "idempotency_mismatch", "Idempotency-Key")


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({}, (422, "invalid_field", "body")),
        ({"body": ""}, (422, "body_empty", "body")),
        ({"body": "x" * 10_001}, (422, "body_too_long", "body")),
        ({"body": 1}, (422, "invalid_field", "body")),
        ({"body": None}, (422, "invalid_field", "body")),
        ({"body": "a\x00"}, (422, "body_unreadable", "body")),
        ({"body": "\ud800"}, (422, "body_unreadable", "body")),
        ({"body": "x", "name": "y" * 51}, (422, "name_too_long", "name")),
        ({"body": "x", "email": "\ud800@b.example"}, (422, "email_unreadable", "email")),
        ({"body": "x", "name": 7}, (422, "invalid_field", "name")),
        ({"body": "x", "parent_id": "1"}, (422, "invalid_field", "parent_id")),
        ({"body": "x", "parent_id": True}, (422, "invalid_field", "parent_id")),
        ({"body": "x", "parent_id": 1.0}, (422, "invalid_field", "parent_id")),
        ({"body": "x", "parent_id": 10**30}, (422, "invalid_field", "parent_id")),
        ({"body": "x", "parent_id": 10**9}, (422, "wrong_parent", "parent_id")),
        ({"body": "x", "colour": "red"}, (422, "unknown_field", "colour")),
        ({"body": "x", "state": "published"}, (422, "unknown_field", "state")),
    ],
)
def test_what_is_not_as_described_is_refused_at_its_field(stage, program, fields, refused):
    assert problem(program.ask("POST", f"/threads/{stage.thread_id}/comments", fields)) == refused
    assert Comment.objects.count() == 0


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[" * 5000, b'{"body": "\xc3\x28"}', b'{"body": ' + b"9" * 5000 + b"}"]
)
def test_what_is_not_json_is_refused(stage, program, body):
    assert problem(program.ask("POST", f"/threads/{stage.thread_id}/comments", body)) == (400, "bad_json", None)


@pytest.mark.parametrize("body", ["[]", "null", "1", '"x"', '[{"body": "x"}]'])
def test_what_is_json_but_no_object_is_refused(stage, program, body):
    status, _code, _field = problem(program.ask("POST", f"/threads/{stage.thread_id}/comments", body))
    assert status == 422


def test_every_malformed_file_of_the_json_suite_is_refused_and_none_breaks_us(stage, program):
    files = sorted(shared("hostile/jsontestsuite").glob("*.json"))
    assert len(files) > 100
    expected = {"n": (400,), "y": (422,), "i": (400, 422)}  # 422: it is JSON, and no comment
    for path in files:
        response = program.ask("POST", f"/threads/{stage.thread_id}/comments", path.read_bytes())
        assert response.status_code in expected[path.name[0]], path.name


@pytest.mark.parametrize("thread_id", [10**9, 10**30, 0])
def test_an_unknown_thread_is_404(stage, program, thread_id):
    status, code, _field = problem(program.ask("POST", f"/threads/{thread_id}/comments", {"body": "x"}))
    assert (status, code) in ((404, "unknown_thread"), (404, "not_found"))


def test_a_closed_thread_is_403(stage, program):
    Thread.objects.update(closed_at=NOON)
    refused = program.ask("POST", f"/threads/{stage.thread_id}/comments", {"body": "x"})
    assert problem(refused) == (403, "thread_closed", None)


def test_five_quick_comments_pass_and_thirty_meet_429(stage, program):
    quick = Program(program.post(stage.thread_id)["guest_token"])
    path = f"/threads/{stage.thread_id}/comments"
    answers = [quick.ask("POST", path, {"body": f"Quick {number}"}) for number in range(30)]
    assert [response.status_code for response in answers[:5]] == [201] * 5
    refused = [response for response in answers if response.status_code == 429]
    assert refused
    assert problem(refused[0]) == (429, "too_fast", None)
    assert int(refused[0]["Retry-After"]) >= 1


def test_two_people_behind_one_address_do_not_stop_each_other(stage):
    both = [Program(stage.guest_with_token()[1], network="192.0.2.200") for _ in range(2)]
    for number in range(8):
        assert all(person.post(stage.thread_id, f"{person} {number}") for person in both)


def test_an_author_changes_and_takes_back_and_nobody_else_does(stage, program):
    posted = program.post(stage.thread_id, "Keep it.")
    path = f"/comments/{posted['comment']['id']}"
    author, other = Program(posted["guest_token"]), Program(stage.guest_with_token()[1])
    assert problem(other.ask("PATCH", path, {"body": "x"})) == (403, "not_yours", None)
    assert problem(other.ask("DELETE", path)) == (403, "not_yours", None)
    assert problem(program.ask("PATCH", path, {"body": "x"})) == (403, "not_yours", None)
    edited = author.ask("PATCH", path, {"body": "Tear it down."}).json()
    assert (edited["body_html"], edited["edited_at"] is not None) == ("<p>Tear it down.</p>\n", True)
    gone = author.ask("DELETE", path).json()
    assert (gone["state"], gone["body_html"], gone["author"]) == ("withdrawn", "", None)
    assert author.ask("DELETE", path).json() == gone


def test_a_vote_counts_once_and_can_be_taken_back(stage, program):
    comment_id = program.post(stage.thread_id)["comment"]["id"]
    voter = Program(stage.guest_with_token()[1])
    votes = [voter.ask("PUT", f"/comments/{comment_id}/vote", {"value": value}).json() for value in (1, 1, -1, 0)]
    assert votes == [
        {"up": 1, "down": 0, "mine": 1},
        {"up": 1, "down": 0, "mine": 1},
        {"up": 0, "down": 1, "mine": -1},
        {"up": 0, "down": 0, "mine": 0},
    ]


def test_whoever_votes_first_becomes_a_guest(stage, program):
    comment_id = program.post(stage.thread_id)["comment"]["id"]
    first = Program().ask("PUT", f"/comments/{comment_id}/vote", {"value": 1}).json()
    again = Program(first["guest_token"]).ask("PUT", f"/comments/{comment_id}/vote", {"value": 1}).json()
    assert again == {"up": 1, "down": 0, "mine": 1}
    browser = Program(Sec_Fetch_Site="same-origin")
    response = browser.ask("PUT", f"/comments/{comment_id}/vote", {"value": -1})
    assert response.json() == {"up": 1, "down": 1, "mine": -1}
    assert GUEST_COOKIE in response.cookies


@pytest.mark.parametrize("value", ["1", 2, True, 1.0, None])
def test_a_vote_is_minus_one_zero_or_one(stage, program, value):
    comment_id = program.post(stage.thread_id)["comment"]["id"]
    assert problem(program.ask("PUT", f"/comments/{comment_id}/vote", {"value": value}))[::2] == (422, "value")


def test_nobody_votes_for_themselves_or_for_what_is_not_shown(stage, program):
    mine, held = program.post(stage.thread_id), program.post(stage.thread_id, LINKS)
    author = Program(mine["guest_token"])
    path = "/comments/{}/vote"
    assert problem(author.ask("PUT", path.format(mine["comment"]["id"]), {"value": 1})) == (403, "own_comment", None)
    assert problem(author.ask("PUT", path.format(held["comment"]["id"]), {"value": 1})) == (
        404,
        "unknown_comment",
        None,
    )
    author.ask("DELETE", f"/comments/{mine['comment']['id']}")
    assert problem(Program().ask("PUT", path.format(mine["comment"]["id"]), {"value": 1})) == (403, "not_votable", None)


def test_votes_have_a_limit_too(stage, program, settings):
    settings.FOLKMOOT = type(settings.FOLKMOOT)(
        **{name: getattr(settings.FOLKMOOT, name) for name in settings.FOLKMOOT.__slots__}
        | {"vote_rate": Allowance(1, 60, 1)}
    )
    comment_id = program.post(stage.thread_id)["comment"]["id"]
    voter = Program(stage.guest_with_token()[1])
    answers = [voter.ask("PUT", f"/comments/{comment_id}/vote", {"value": value}).status_code for value in (1, -1)]
    assert answers == [200, 429]


def test_a_token_that_proves_nobody_is_401(stage):
    response = Program("made-up").ask("POST", f"/threads/{stage.thread_id}/comments", {"body": "x"})
    assert problem(response)[0] == 401


def test_the_description_is_served_and_complete(stage, program):
    served = json.loads(program.client.get("/api/v1/openapi.json", **program.environ).content)
    operations = [operation for path in served["paths"].values() for operation in path.values()]
    assert {operation["operationId"] for operation in operations} == {
        *("findThread", "openThread", "listComments", "countComments", "postComment", "getComment"),
        *("listReplies", "editComment", "withdrawComment", "castVote", "getMe", "keepVisit"),
        *("getCampaign", "beginGiving"),
    }
    assert all(operation["summary"] and operation["description"] for operation in operations)
    assert set(served["components"]["securitySchemes"]) == {"guestToken", "guestCookie", "session"}


def test_what_is_missing_is_null(stage, program):
    said = {"body": "Nameless.", "name": None, "email": None, "parent_id": None, "kind": None, "selector": None}
    answered = program.ask("POST", f"/threads/{stage.thread_id}/comments", said).json()
    assert answered["comment"]["author"]["name"] is None
    assert answered["comment"]["annotation"] is None
    assert (answered["reason"], answered["comment"]["edited_at"]) == (None, None)
