"""The JSON interface: threads by address, windows, one comment, counts, and what is only mine."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from folkmoot.articles.models import Page
from folkmoot.discussion.models import Comment, Thread
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.readers.models import Reader
from folkmoot.readers.values import Role
from tests.cast import BO, NOON
from tests.discussion.callers import Program
from tests.discussion.stage import set_stage
from tests.discussion.test_api_posting import LINKS, problem

pytestmark = pytest.mark.django_db(transaction=True)
OUTSIDE = "https://blog.example/2026/bridge"


@pytest.fixture
def stage(transactional_db):
    return set_stage()


@pytest.fixture
def program():
    return Program()


def thread_at(program: Program, url: str):
    """Ask for the thread of an address."""
    return program.ask("GET", f"/threads?url={quote(url, safe='')}")


def test_a_thread_is_found_by_its_pages_address(stage, program):
    stage.say()
    found = thread_at(program, "http://testserver/articles/bridge/?utm_source=mail").json()
    assert found == {
        "id": stage.thread_id,
        "title": "The bridge",
        "url": "http://testserver/articles/bridge/",
        "state": "open",
        "comment_count": 1,
        "orders": ["newest", "oldest", "top"],
    }


def test_asking_for_a_thread_writes_nothing(stage, program):
    before = [table.objects.count() for table in (Thread, Page, OutboxEntry)]
    found = thread_at(program, OUTSIDE).json()
    assert (found["id"], found["state"], found["comment_count"]) == (None, "new", 0)
    assert [table.objects.count() for table in (Thread, Page, OutboxEntry)] == before


def test_a_page_of_a_registered_site_gets_one_thread_however_its_address_is_spelt(stage, program):
    first = program.ask("POST", "/threads", {"url": OUTSIDE, "title": "The bridge, again"})
    second = program.ask("POST", "/threads", {"url": "HTTPS://Blog.example:443/2026/bridge#top", "title": "x"})
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json() == thread_at(program, OUTSIDE).json()
    assert first.json()["title"] == "The bridge, again"
    program.post(first.json()["id"], "From the blog.")


@pytest.mark.parametrize("url", ["https://evil.example/", "https://blog.example.evil.example/", "http://blog.example/"])
def test_a_page_of_another_site_is_404(stage, program, url):
    assert problem(thread_at(program, url)) == (404, "unknown_origin", "url")
    assert problem(program.ask("POST", "/threads", {"url": url, "title": ""})) == (404, "unknown_origin", "url")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "nonsense", "https://", "/articles/bridge/"])
def test_what_is_no_address_is_422(stage, program, url):
    assert problem(thread_at(program, url)) == (422, "bad_url", "url")


def test_an_address_of_ours_without_a_page_is_404(stage, program):
    assert problem(thread_at(program, "http://testserver/nowhere/")) == (404, "unknown_page", "url")


@pytest.mark.parametrize("order", ["newest", "oldest", "top"])
def test_windows_follow_each_other_and_every_root_comes_once(stage, program, order):
    roots = [stage.say().comment_id for _ in range(7)]
    Comment.objects.filter(id=roots[3]).update(up=5, rank=5)
    path = f"/threads/{stage.thread_id}/comments?order={order}&limit=3"
    seen, after = [], ""
    for _ in range(3):
        window = program.ask("GET", path + after).json()
        assert window["comment_count"] == 7
        seen += [comment["id"] for comment in window["comments"]]
        after = f"&after={window['next']}"
    assert window["next"] is None
    wanted = {"newest": roots[::-1], "oldest": roots, "top": [roots[3], *(r for r in roots[::-1] if r != roots[3])]}
    assert seen == wanted[order]


def test_a_root_comes_with_its_first_three_replies_and_how_many_follow(stage, program):
    root = stage.say().comment_id
    replies = [stage.say(parent=root).comment_id for _ in range(5)]
    stage.say(parent=replies[0])
    (comment,) = program.ask("GET", f"/threads/{stage.thread_id}/comments").json()["comments"]
    assert [reply["id"] for reply in comment["replies"]] == replies[:3]
    assert (comment["reply_count"], comment["more_replies"]) == (5, 2)
    assert (comment["replies"][0]["replies"], comment["replies"][0]["more_replies"]) == ([], 1)
    assert comment == program.ask("GET", f"/comments/{root}").json()
    first = program.ask("GET", f"/comments/{root}/replies").json()
    assert ([reply["id"] for reply in first["comments"]], first["next"]) == (replies, None)


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "é", "A" * 300, "WzAsMV0", "%00"])
def test_a_cursor_that_is_not_ours_is_422(stage, program, cursor):
    refused = program.ask("GET", f"/threads/{stage.thread_id}/comments?after={cursor}")
    assert problem(refused) == (422, "bad_cursor", "after")


def test_a_cursor_is_bound_to_its_thread_and_order(stage, program):
    other = set_stage(host="other.example")
    for place in (stage, other):
        for _ in range(3):
            place.say()
    path = f"/threads/{stage.thread_id}/comments?limit=1"
    cursor = program.ask("GET", f"{path}&order=newest").json()["next"]
    assert program.ask("GET", f"{path}&order=newest&after={cursor}").status_code == 200
    for elsewhere in (f"{path}&order=oldest", f"{path}&order=top"):
        assert problem(program.ask("GET", f"{elsewhere}&after={cursor}"))[1] == "bad_cursor"
    foreign = Program(host="other.example").ask("GET", f"/threads/{other.thread_id}/comments?after={cursor}")
    assert problem(foreign)[1] == "bad_cursor"


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ("order=hottest", "order"),
        ("order=common-ground", "order"),
        ("filter=passages", "filter"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=x", "limit"),
    ],
)
def test_what_cannot_be_asked_for_is_422(stage, program, query, refused):
    status, _code, field = problem(program.ask("GET", f"/threads/{stage.thread_id}/comments?{query}"))
    assert (status, field) == (422, refused)


def test_another_publication_shows_nothing_of_this_one(stage):
    other = Program(host=f"{'other'}.example")
    set_stage(host="other.example")
    comment_id = stage.say().comment_id
    for path in (f"/threads/{stage.thread_id}/comments", f"/comments/{comment_id}", f"/comments/{comment_id}/replies"):
        assert other.ask("GET", path).status_code == 404
    assert other.ask("GET", f"/me?thread={stage.thread_id}").status_code == 404
    assert other.ask("POST", f"/threads/{stage.thread_id}/comments", {"body": "x"}).status_code == 404


def test_reading_sets_no_cookie_and_makes_nobody_a_reader(stage, program):
    stage.say()
    readers = Reader.objects.count()
    for path in (f"/threads/{stage.thread_id}/comments", f"/me?thread={stage.thread_id}"):
        assert not program.ask("GET", path).cookies
    assert Reader.objects.count() == readers


def test_a_window_is_the_same_for_everybody_and_says_so(stage, program):
    guest, token = stage.guest_with_token()
    stage.say(LINKS, by=guest)
    path = f"/threads/{stage.thread_id}/comments"
    mine, theirs = Program(token).ask("GET", path), program.ask("GET", path)
    assert mine.content == theirs.content
    assert "public" in theirs["Cache-Control"]
    assert "Cookie" not in theirs.get("Vary", "")
    keys = (f"chrome-{stage.publication_id}", f"page-{stage.page_id}", f"thread-{stage.thread_id}")
    assert theirs["Surrogate-Key"] == " ".join(keys)


def test_a_strangers_me_is_empty(stage, program):
    response = program.ask("GET", f"/me?thread={stage.thread_id}")
    nothing = {"reader": None, "roles": [], "desk_path": None, "votes": {}, "held": [], "editable": [], "since": None}
    assert response.json() == nothing
    assert "no-store" in response["Cache-Control"]


def test_me_says_what_is_mine_in_this_thread(stage, program):
    guest, token = stage.guest_with_token()
    mine = Program(token)
    theirs = program.post(stage.thread_id)["comment"]["id"]
    published, held = mine.post(stage.thread_id)["comment"]["id"], mine.post(stage.thread_id, LINKS)["comment"]
    old = stage.say(by=guest, now=NOON).comment_id
    mine.ask("PUT", f"/comments/{theirs}/vote", {"value": -1})
    me = mine.ask("GET", f"/me?thread={stage.thread_id}").json()
    assert me["reader"]["id"] == guest.reader_id
    assert me["votes"] == {str(theirs): -1}
    assert me["held"] == [held]
    assert me["editable"] == [published, held["id"]]
    assert old not in me["editable"]


def test_a_moderator_is_told_their_role_and_sees_what_waits(stage, program):
    from folkmoot.readers.models import Account

    held = program.post(stage.thread_id, LINKS)["comment"]
    staff = Program()
    staff.client.force_login(Account.objects.get(id=stage.staff(Role.MODERATOR).account_id))
    assert staff.ask("GET", f"/me?thread={stage.thread_id}").json()["roles"] == ["moderator"]
    assert staff.ask("GET", f"/comments/{held['id']}").json() == held


def test_head_has_the_status_and_the_headers_of_get(stage, program):
    comment_id = stage.say().comment_id
    for path in (f"/threads/{stage.thread_id}/comments", f"/comments/{comment_id}", "/comments/999999", "/me"):
        get, head = (program.client.generic(method, f"/api/v1{path}", **program.environ) for method in ("GET", "HEAD"))
        assert (head.status_code, head.headers) == (get.status_code, get.headers)
    refused = program.client.generic("POST", f"/api/v1/comments/{comment_id}", **program.environ)
    assert (refused.status_code, refused["Allow"]) == (405, "DELETE, GET, HEAD, PATCH")


def test_counts_answer_for_a_whole_list(stage, program):
    stage.say()
    stage.say(LINKS, name=BO)
    urls = ["http://testserver/articles/bridge/", "http://testserver/nowhere/", "https://evil.example/", "nonsense"]
    query = "&".join(f"url={quote(url, safe='')}" for url in urls)
    assert program.ask("GET", f"/counts?{query}").json() == dict(zip(urls, [1, 0, 0, 0], strict=True))


def test_counts_are_for_a_hundred_addresses_at_most(stage, program):
    assert program.ask("GET", "/counts?" + "&".join(["url=https://a.example/"] * 100)).status_code == 200
    refused = program.ask("GET", "/counts?" + "&".join(["url=https://a.example/"] * 101))
    assert problem(refused) == (422, "too_many_urls", "url")
