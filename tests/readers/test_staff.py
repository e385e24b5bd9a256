"""Owners look after staff: invite, give roles, help, and end somebody's work."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from folkmoot.kit import clock
from folkmoot.readers.models import Account, Invitation, PasswordLink, SignIn, StaffRole
from folkmoot.readers.values import Role
from tests.readers.staffroom import PASSWORD, Browser, Device, account, link_in, open_staffroom

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def room():
    return open_staffroom()


@pytest.fixture
def owner(room):
    return room.hire("ada", Role.OWNER)


def invited(owner: Browser, email: str = "bo@gazette.example", *roles: Role) -> str:
    """Return the path of a new invitation."""
    sent = owner.post("/desk/staff/", {"email": email, "roles": list(roles or [Role.AUTHOR])})
    return link_in(sent.content.decode())


def accepted(path: str, **changes: str):
    browser = Browser()
    return browser, browser.post(path, {"name": "Bo Lindqvist", "password": PASSWORD} | changes)


def test_without_mail_an_invitation_is_a_link_to_print_that_lets_one_person_begin(room, owner):
    path = invited(owner, " Bo@Gazette.example", Role.AUTHOR, Role.MODERATOR)
    assert "bo@gazette.example" in owner.page("/desk/staff/")
    assert path.split("/")[3] not in owner.page("/desk/staff/")  # shown once
    assert "writes and publishes their own articles" in Browser().page(path)
    bo, response = accepted(path)
    assert (response.status_code, response["Location"], bo.is_in) == (303, "/desk/", True)
    assert {row.role for row in StaffRole.objects.filter(account=account("bo"))} == {"author", "moderator"}
    assert account("bo").check_password(PASSWORD)
    assert room.log() == [("Ada", "staff.invited", "bo@gazette.example"), ("Bo Lindqvist", "staff.joined", "")]
    assert accepted(path)[1].status_code == Browser().get(path).status_code == 410


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": " "}, "need a name"),
        ({"password": "too short"}, "10 characters"),
        ({"password": "password1234567890"[:10]}, "burglars"),
    ],
)
def test_who_begins_says_their_name_and_a_password_that_is_not_guessed(owner, changes, words):
    path = invited(owner)
    _, refused = accepted(path, **changes)
    assert (refused.status_code, words in refused.content.decode()) == (422, True)
    assert accepted(path)[1].status_code == 303  # nothing was used up


def test_an_invitation_that_was_taken_back_or_replaced_or_is_too_old_lets_nobody_in(owner, monkeypatch):
    replaced, path = invited(owner), invited(owner)
    assert accepted(replaced)[1].status_code == 410
    assert owner.post(f"/desk/staff/invitations/{Invitation.objects.latest('id').id}/end").status_code == 303
    assert accepted(path)[1].status_code == 410
    late = invited(owner)
    week_on = clock.now() + timedelta(days=7, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: week_on)
    assert accepted(late)[1].status_code == 410
    assert Account.objects.count() == 1


def test_somebody_who_has_an_account_accepts_as_themselves(room, owner):
    bo = room.hire("bo")
    path = invited(owner)
    assert accepted(path)[1].status_code == 401  # a stranger with the link does not get the account
    assert "Sign in to it" in Browser().page(path)
    assert bo.post(path).status_code == 303
    assert bo.is_in
    assert owner.post("/desk/staff/", {"email": "bo@gazette.example", "roles": ["author"]}).status_code == 422


def test_who_begins_may_have_a_passkey_instead_of_a_password(room, owner):
    path, device, bo = invited(owner), Device(), Browser()
    answer = device.make(bo.post(f"{path}options").content)
    assert bo.post(path, {"name": "Bo", "credential": answer}).status_code == 303
    assert (bo.is_in, account("bo").has_usable_password()) == (True, False)
    again = Browser()
    proof = device.prove(again.post("/desk/sign-in/passkey/options").content)
    assert again.post("/desk/sign-in/passkey/", {"credential": proof}).status_code == 303
    assert again.is_in


def test_roles_are_changed_at_once_and_written_down(room, owner):
    room.hire("bo", Role.AUTHOR)
    path = f"/desk/staff/{room.ids['bo']}/"
    assert "their own articles" in owner.page(path)
    assert owner.post(f"{path}roles", {"roles": ["editor", "moderator"]}).status_code == 303
    assert {row.role for row in StaffRole.objects.filter(account=account("bo"))} == {"editor", "moderator"}
    assert {entry[1:] for entry in room.log()} == {
        ("staff.role_taken", "Bo · author"), ("staff.role_given", "Bo · editor"), ("staff.role_given", "Bo · moderator"),
    }  # fmt: skip
    assert owner.post(f"{path}roles").status_code == 422
    assert owner.get("/desk/staff/999999/").status_code == 404


def test_the_last_owner_stays(room, owner):
    own = f"/desk/staff/{room.ids['ada']}/"
    assert owner.post(f"{own}end").status_code == owner.post(f"{own}roles", {"roles": ["editor"]}).status_code == 409
    room.hire("bo", Role.OWNER)
    assert owner.post(f"{own}end").status_code == 303
    assert not owner.is_in
    assert [row.account_id for row in StaffRole.objects.all()] == [room.ids["bo"]]


def test_ended_work_ends_sessions_and_links_in_one_click(room, owner):
    bo, bo_at_home = room.hire("bo", Role.EDITOR), room.come_in("bo")
    link = link_in(owner.post(f"/desk/staff/{room.ids['bo']}/password").content.decode())
    assert owner.post(f"/desk/staff/{room.ids['bo']}/end").status_code == 303
    assert not bo.is_in
    assert not bo_at_home.is_in
    assert SignIn.objects.filter(account=account("bo")).count() == 0
    assert Browser().get(link).status_code == 410
    assert "Bo" not in owner.page("/desk/staff/").split("<h2>")[0]
    assert ("Ada", "staff.ended", "Bo") in room.log()


def test_an_owner_makes_a_link_to_a_new_password_that_works_once(room, owner):
    bo = room.hire("bo", Role.AUTHOR)
    first = link_in(owner.post(f"/desk/staff/{room.ids['bo']}/password").content.decode())
    link = link_in(owner.post(f"/desk/staff/{room.ids['bo']}/password").content.decode())
    somebody = Browser()
    assert somebody.get(first).status_code == 410
    assert somebody.post(link, {"password": "short"}).status_code == 422
    assert somebody.post(link, {"password": "another bridge"})["Location"] == "/desk/sign-in/?chosen=1"
    assert somebody.post(link, {"password": "a third bridge"}).status_code == 410
    assert not bo.is_in
    assert (Browser().sign_in("bo").status_code, Browser().sign_in("bo", password="another bridge").status_code) == (
        403,
        303,
    )
    assert PasswordLink.objects.filter(ended_at=None).count() == 0


def test_the_list_says_who_has_a_second_factor_and_when_they_came_last(room, owner):
    room.hire("bo", Role.AUTHOR)
    page = owner.page("/desk/staff/")
    assert page.count("no second factor") == 2
    assert "never signed in" not in page
    assert [words in page for words in ("Owner", "Author", "bo@gazette.example")] == [True] * 3


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUTHOR, Role.MODERATOR, Role.TREASURER])
def test_nobody_but_owners_looks_after_staff(room, owner, role):
    bo = room.hire("bo", role)
    ada = room.ids["ada"]
    asked = [bo.get("/desk/staff/"), bo.get(f"/desk/staff/{ada}/"), bo.get("/desk/log/")]
    asked += [
        bo.post(f"/desk/staff/{ada}/{act}", {"roles": ["author"]}) for act in ("end", "roles", "factors", "password")
    ]
    asked += [bo.post("/desk/staff/", {"email": "eve@example.org", "roles": ["owner"]})]
    asked += [bo.post("/desk/staff/invitations/1/end")]
    assert {answer.status_code for answer in asked} == {403}
    assert "/desk/staff/" not in bo.page("/desk/")


@pytest.mark.parametrize(
    ("role", "links"),
    [
        (Role.AUTHOR, {"articles", "pictures"}),
        (Role.MODERATOR, {"queue", "threads"}),
        (Role.TREASURER, set()),
    ],
)
def test_the_desk_shows_only_what_one_may_use(room, role, links):
    page = room.hire("bo", role).page("/desk/")
    named = ("articles", "pictures", "pages", "front", "sections", "queue", "threads", "staff", "log", "publication")
    assert {name for name in named if f'href="/desk/{name}/"' in page} == links


def test_sessions_that_are_over_are_forgotten_with_the_next_sign_in(room, owner):
    Session.objects.all().delete()
    room.come_in("ada")
    assert SignIn.objects.filter(account=account("ada")).count() == 1
