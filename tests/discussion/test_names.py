"""Under which names people speak: the publication's policy, who is protected, who is marked, who is a guest."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.articles.commands.name_parts import authors_named
from folkmoot.articles.models import Author
from folkmoot.discussion.commands.bear_name import bear_name, choose_name
from folkmoot.discussion.models import DiscussionSettings
from folkmoot.discussion.queries import read_comment
from folkmoot.discussion.values import NamePolicy
from folkmoot.pure.names.likeness import skeleton
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.readers.commands.change_account import change_account
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.models import Account
from folkmoot.readers.values import Actor, Role
from tests.cast import ADA, BO, CLEM, GUS
from tests.discussion.plans import steps
from tests.discussion.stage import Stage, stranger
from tests.names import deceiving_cases, genuine_names, lookalikes

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def hold_to(stage: Stage, policy: NamePolicy) -> None:
    DiscussionSettings.objects.create(publication_id=stage.publication_id, names=policy)


def denial(act: Callable[[], object]) -> Denial:
    """Return why an act is refused."""
    with pytest.raises(DeniedError) as caught:
        act()
    return caught.value.denial


def taken(stage: Stage, name: str, by: Actor | None = None) -> str:
    """Return the code with which a name is refused, "marked", or "" where it stands as it is."""
    place = {"publication_id": stage.publication_id, "thread_id": stage.thread_id}
    try:
        chosen = choose_name(name, by or stranger())
        borne = bear_name(chosen, actor=by or stranger(), policy=NamePolicy.OPTIONAL, **place)
    except DeniedError as error:
        return error.denial.code
    return "marked" if "namesake" in borne.badges else ""


def test_where_names_are_required_a_blank_one_is_refused_at_its_field(stage):
    hold_to(stage, NamePolicy.REQUIRED)
    for nothing in ("", "  ", "Anonymous"):
        refusal = denial(lambda name=nothing: stage.say(name=name))
        assert (refusal.code, refusal.field) == ("name_missing", "name")
    assert stage.row(stage.say(name=GUS).comment_id).name == GUS


def test_where_accounts_alone_may_speak_a_guest_is_refused_and_an_account_is_not(stage, client):
    hold_to(stage, NamePolicy.ACCOUNTS)
    before = stage.guest()
    for guest in (stranger(), before):
        assert denial(lambda by=guest: stage.say(by=by)).code == "account_needed"
    assert stage.say(by=stage.staff(Role.MODERATOR)).comment.author.badges == ("staff",)
    answer = client.post(
        f"/api/v1/threads/{stage.thread_id}/comments", json.dumps({"body": "Hm."}), content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "account_needed")


def test_where_accounts_alone_may_speak_the_form_says_who_and_where_they_write(stage, client):
    hold_to(stage, NamePolicy.ACCOUNTS)
    place = f"/my/threads/{stage.thread_id}/"
    shared = client.get(f"/threads/{stage.thread_id}/").content.decode()
    assert "comment-form" not in shared
    assert f'href="{place}"' in shared
    assert f"/desk/sign-in/?next={place}" in client.get(place).content.decode()
    sent = client.post(
        f"/threads/{stage.thread_id}/comments", {"body": "Kept <words>."}, headers={"Origin": "http://testserver"}
    )
    assert sent.status_code == 403
    assert "Kept &lt;words&gt;." in sent.content.decode()
    client.force_login(Account.objects.get(id=stage.staff(Role.MODERATOR).account_id))
    form = client.get(place).content.decode()
    assert "comment-form" in form
    assert "comment-name" not in form


def test_whoever_gives_no_name_has_a_mark_that_is_the_same_in_this_thread_alone(stage):
    first, second = stage.guest(), stage.guest()
    said = [stage.say(by=by, name=name).comment for by, name in ((first, ""), (second, "Anonymous"), (first, ""))]
    elsewhere = stage.say(by=first, name="", thread_id=stage.another_thread()).comment
    marks = [comment.author.mark for comment in said]
    assert [comment.author.name for comment in said] == ["", "", ""]
    assert marks[0] == marks[2]
    assert len({*marks, elsewhere.author.mark}) == 3
    assert said[0].author.said("Anonymous") == f"Anonymous {marks[0]}"
    assert (said[0].author.badges, said[0].author.said_badges) == (("guest",), ())
    assert read_comment(said[0].id, stage.publication_id).author == said[0].author


def test_pages_feeds_and_programs_tell_the_nameless_apart(stage, client):
    said = [stage.say(by=stage.guest(), name="").comment for _person in range(2)]
    page = client.get(f"/threads/{stage.thread_id}/").content.decode()
    feed = client.get(f"/threads/{stage.thread_id}/feed.atom").content.decode()
    told = client.get(f"/api/v1/threads/{stage.thread_id}/comments").json()["comments"]
    for comment in said:
        assert f'<bdi>Anonymous</bdi> <span class="mark">{comment.author.mark}</span>' in page
        assert f"<name>Anonymous {comment.author.mark}</name>" in feed
    authors = {comment["id"]: comment["author"] for comment in told}
    # Their reader's id would link what they said here to what they said elsewhere.
    assert authors == {
        comment.id: {"id": None, "name": None, "badges": ["guest"], "mark": comment.author.mark} for comment in said
    }


def test_a_second_reader_of_a_name_is_marked_in_that_thread_and_the_first_is_not(stage):
    first, second = stage.guest(), stage.guest()
    assert stage.say(by=first, name=GUS).comment.author.mark == ""
    for name in (GUS, GUS.upper(), "Guѕ Halloran"):  # the last with a Cyrillic letter
        again = stage.say(by=second, name=name).comment.author
        assert (again.name, again.badges, again.said_badges) == (name, ("guest", "namesake"), ("guest",))
        assert again.mark
    assert stage.say(by=first, name=GUS).comment.author.mark == ""
    # Who is in between has a mark of their own.
    assert stage.say(name=GUS).comment.author.mark not in ("", again.mark)


def test_another_thread_knows_nothing_of_it(stage):
    stage.say(name=GUS)
    assert stage.say(name=GUS, thread_id=stage.another_thread()).comment.author.badges == ("guest",)


@pytest.mark.parametrize("name", [CLEM, CLEM.upper(), "Clementine  Okoro.", "Сlementine Okoro", BO, "Во Lindqvist"])
def test_staff_and_authors_are_imitated_by_nobody(stage, name):
    make_account(email="clem@bridge.example", password=None, name=CLEM)
    authors_named(stage.publication_id, [BO])
    refusal = denial(lambda: stage.say(name=name))
    assert (refusal.code, refusal.field) == ("name_taken", "name")


@pytest.mark.parametrize("name", ["The Bridge Courier", "THE BRIDGE C0URIER", "Moderator", "Anonymous K4Q7M"])
def test_nobody_speaks_as_the_publication_an_office_or_a_mark(stage, name):
    assert denial(lambda: stage.say(name=name)).code == "name_deceives"


def test_an_account_without_a_role_passes_neither_for_an_author_nor_for_the_publication(stage):
    bo, courier, clem = (
        Actor(account_id=make_account(email=f"{number}@home.example", password=None, name=name))
        for number, name in enumerate((BO, "The Bridge C0urier", CLEM))
    )
    authors_named(stage.publication_id, [BO.upper(), CLEM])
    Author.objects.filter(name=CLEM).update(account_id=clem.account_id)
    said = stage.say(by=bo).comment.author
    assert (said.name, said.badges, said.said_badges) == (BO, ("namesake",), ())
    assert said.mark
    assert denial(lambda: stage.say(by=courier)).code == "name_deceives"
    assert stage.say(by=clem).comment.author.badges == ()


def test_an_account_speaks_under_its_own_name_and_goes_on_to_when_the_name_is_an_office(stage):
    said = stage.say(by=stage.staff(Role.EDITOR), name="ignored").comment.author
    assert (said.name, said.badges, said.mark) == ("The editor", ("staff",), "")


def test_accounts_are_not_called_alike_either(stage):
    ada = make_account(email="ada@bridge.example", password=None, name=f" {ADA} ")
    bo = make_account(email="bo@bridge.example", password=None, name=BO)
    for deceit, code in (("Аda Brückner", "name_taken"), ("Ada\u200b", "name_unreadable")):
        assert denial(lambda name=deceit: make_account(email="x@bridge.example", password=None, name=name)).code == code
        assert denial(lambda name=deceit: change_account(account_id=bo, name=name, is_active=True)).code == code
    change_account(account_id=ada, name=ADA.upper(), is_active=True)
    change_account(account_id=bo, name="Moderator", is_active=True)
    kept = dict(Account.objects.filter(id__in=(ada, bo)).values_list("name", "name_skeleton"))
    assert kept == {name: skeleton(name) for name in (ADA.upper(), "Moderator")}
    assert denial(lambda: stage.say(name=ADA)).code == "name_taken"
    assert stage.say(name=BO).comment.author.name == BO


def test_of_lookalikes_of_staff_ninety_nine_in_a_hundred_are_refused_or_marked(stage):
    names = [ADA, BO, CLEM, "Ida Mill", "Zoe McIntyre", "Felix Quay", "JACK PHILLIPS", "Wanda Xu"]
    for number, name in enumerate((*names, "PayPal", "Reuters")):
        make_account(email=f"{number}@bridge.example", password=None, name=name)
    imitated = [one for name in names for one in lookalikes(name)]
    imitated += [case["value"] for case in deceiving_cases()]
    passed = [name for name in imitated if not taken(stage, name)]
    assert len(imitated) > 2000
    assert len(passed) <= len(imitated) / 100, passed


def test_lookalikes_of_another_guest_are_marked(stage):
    stage.say(name=GUS)
    imitated = list(lookalikes(GUS))
    passed = [name for name in imitated if not taken(stage, name)]
    assert len(passed) <= len(imitated) / 100, passed


def test_of_genuine_names_none_is_refused(stage):
    for number, name in enumerate((ADA, BO, CLEM)):
        make_account(email=f"{number}@bridge.example", password=None, name=name)
    names = genuine_names()
    assert len(names) >= 500
    assert {name: code for name in names if (code := taken(stage, name))} == {}


def test_who_else_is_called_so_is_one_query_that_reads_no_table_whole(stage):
    stage.say(name=GUS)
    guest = stage.guest()
    sent = steps(lambda: taken(stage, GUS, by=guest))
    assert len(sent) == 1
    if connection.vendor == "sqlite":
        assert "SCAN articles" not in sent[0].plan
        assert "SCAN discussion" not in sent[0].plan
        assert "SCAN readers" not in sent[0].plan
        for index in ("account_by_likeness", "author_by_likeness", "likenesses_in_thread"):
            assert index in sent[0].plan
    with CaptureQueriesContext(connection) as none:
        taken(stage, "", by=guest)
    assert len(none) == 0
