"""Codes of an app, codes on paper, passkeys: set up, asked for, removed, demanded."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from folkmoot.kit import clock
from folkmoot.pure.totp import STEP_S, code_at
from folkmoot.readers.commands.set_up_code import secret_of
from folkmoot.readers.models import Passkey, RecoveryCode, TimeCode
from folkmoot.readers.values import Role
from folkmoot.readers.views.sign_in import TRIES_PER_CODE
from tests.readers.staffroom import Browser, Device, account, open_staffroom

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


class Watch:
    """The time at the door, which stands still until it is moved."""

    def __init__(self, monkeypatch) -> None:
        self.now = clock.now()
        monkeypatch.setattr(clock, "now", lambda: self.now)

    def move(self, **by: int) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def watch(monkeypatch):
    return Watch(monkeypatch)


@pytest.fixture
def room():
    return open_staffroom()


def code_of(name: str, watch: Watch, salt: str | None = None) -> str:
    """Return what the app of somebody shows now."""
    row = account(name)
    secret = secret_of(row.id, salt or row.time_code.salt)
    return code_at(secret, int(watch.now.timestamp()) // STEP_S)


def set_up(browser: Browser, watch: Watch, name: str = "ada") -> list[str]:
    """Set up an app; return the recovery codes that are shown."""
    page = browser.page("/desk/me/code/")
    salt = re.search(r'name="salt" value="([0-9a-f]{32})"', page)[1]
    assert "<svg" in page
    shown = browser.post("/desk/me/code/", {"salt": salt, "code": code_of(name, watch, salt)})
    watch.move(seconds=STEP_S)
    return re.findall(r"<li><code>([^<]+)</code>", shown.content.decode())


def with_password(name: str = "ada") -> Browser:
    """Return a browser in which the password was right."""
    browser = Browser()
    assert browser.sign_in(name, next="/desk/log/")["Location"] == "/desk/sign-in/second/"
    assert not browser.is_in
    return browser


def test_an_app_is_asked_for_after_the_password_and_no_code_counts_twice(room, watch):
    codes = set_up(room.hire("ada", Role.OWNER), watch)
    assert len(codes) == len(set(codes)) == 10
    browser, code = with_password(), code_of("ada", watch)
    wrong = browser.post("/desk/sign-in/second/", {"code": "000000" if code != "000000" else "111111"})
    assert (wrong.status_code, "not right" in wrong.content.decode()) == (403, True)
    right = browser.post("/desk/sign-in/second/", {"code": f"{code[:3]} {code[3:]}"})
    assert (right.status_code, right["Location"], browser.is_in) == (303, "/desk/log/", True)
    assert with_password().post("/desk/sign-in/second/", {"code": code}).status_code == 403
    assert "totp" not in TimeCode.objects.get().salt
    assert ("Ada", "account.code_added", "") in room.log()


def test_a_recovery_code_lets_in_once_and_new_ones_replace_it(room, watch):
    ada = room.hire("ada", Role.OWNER)
    codes = set_up(ada, watch)
    first = with_password()
    assert first.post("/desk/sign-in/second/", {"recovery": codes[0].upper().replace("-", " ")}).status_code == 303
    assert with_password().post("/desk/sign-in/second/", {"recovery": codes[0]}).status_code == 403
    ada.post("/desk/me/recovery/")
    assert with_password().post("/desk/sign-in/second/", {"recovery": codes[1]}).status_code == 403
    assert RecoveryCode.objects.filter(used_at=None).count() == 10


def test_guessing_codes_is_slow_and_half_a_sign_in_does_not_last(room, watch):
    set_up(room.hire("ada", Role.OWNER), watch)
    browser = with_password()
    tried = [browser.post("/desk/sign-in/second/", {"code": "12345"}).status_code for _ in range(TRIES_PER_CODE + 1)]
    assert tried == [403] * TRIES_PER_CODE + [429]
    browser = with_password()
    watch.move(minutes=11)
    late = browser.post("/desk/sign-in/second/", {"code": code_of("ada", watch)})
    assert (late["Location"], browser.is_in) == ("/desk/sign-in/", False)


def test_a_removed_app_is_not_asked_for(room, watch):
    ada = room.hire("ada", Role.OWNER)
    set_up(ada, watch)
    assert ada.post("/desk/me/code/remove").status_code == 303
    assert Browser().sign_in("ada")["Location"] == "/desk/"


def added(browser: Browser, device: Device, name: str = "Phone"):
    answer = device.make(browser.post("/desk/me/passkeys/options").content)
    return browser.post("/desk/me/passkeys/", {"credential": answer, "key_name": name})


def proved(browser: Browser, device: Device):
    answer = device.prove(browser.post("/desk/sign-in/passkey/options").content)
    return browser.post("/desk/sign-in/passkey/", {"credential": answer, "next": "/desk/queue/"})


def test_a_passkey_signs_in_alone_and_its_password_no_longer_does(room):
    ada, device = room.hire("ada", Role.OWNER), Device()
    assert added(ada, device).status_code == 303
    browser = Browser()
    response = proved(browser, device)
    assert (response.status_code, response["Location"], browser.is_in) == (303, "/desk/queue/", True)
    with_password()
    key = Passkey.objects.get()
    assert (key.name, key.domain, key.used_at is not None) == ("Phone", "gazette.example", True)
    assert ada.post(f"/desk/me/passkeys/{key.id}/", {"key_name": "Old phone"}).status_code == 303
    assert "Old phone" in ada.page("/desk/me/")
    assert ada.post(f"/desk/me/passkeys/{key.id}/remove").status_code == 303
    assert proved(Browser(), device).status_code == 403


def test_what_is_no_proof_lets_nobody_in(room):
    ada, device = room.hire("ada", Role.OWNER), Device()
    added(ada, device)
    browser = Browser()
    options = browser.post("/desk/sign-in/passkey/options").content
    answer = device.prove(options)
    assert browser.post("/desk/sign-in/passkey/", {"credential": answer}).status_code == 303
    again = Browser()  # the same signature, in another session
    again.post("/desk/sign-in/passkey/options")
    assert again.post("/desk/sign-in/passkey/", {"credential": answer}).status_code == 403
    assert Browser().post("/desk/sign-in/passkey/", {"credential": answer}).status_code == 403  # nothing was asked
    for sent in ("", "{", "[]", "{}", answer.replace('"response"', '"nothing"')):
        other = Browser()
        other.post("/desk/sign-in/passkey/options")
        assert other.post("/desk/sign-in/passkey/", {"credential": sent}).status_code == 403
    device.origin = "https://gazette.example.evil"
    assert proved(Browser(), device).status_code == 403
    device.origin, device.flags = "https://gazette.example", device.flags & ~0x04  # nobody touched or looked
    assert proved(Browser(), device).status_code == 403
    stranger = Device()
    stranger.id = device.id
    assert proved(Browser(), stranger).status_code == 403


def test_a_passkey_belongs_to_one_account_and_one_account_only_touches_its_own(room):
    ada, bo, device = room.hire("ada", Role.OWNER), room.hire("bo", Role.AUTHOR), Device()
    assert added(ada, device).status_code == 303
    assert added(bo, device).status_code == 403
    assert added(bo, Device(), name=" ").status_code == 422
    key = Passkey.objects.get()
    bo.post(f"/desk/me/passkeys/{key.id}/remove")
    bo.post(f"/desk/me/passkeys/{key.id}/", {"key_name": "Mine"})
    assert Passkey.objects.get().name == "Phone"


def test_where_everybody_needs_a_second_factor_nothing_comes_before_it(room, watch):
    ada = room.hire("ada", Role.OWNER)
    room.demand_second_factor()
    doors = ("/desk/", "/desk/articles/", "/desk/queue/", "/desk/staff/", "/desk/log/", "/admin/")
    assert {ada.get(path)["Location"] for path in doors} == {"/desk/me/"}
    assert ada.post("/desk/staff/", {"email": "eve@example.org", "roles": ["owner"]})["Location"] == "/desk/me/"
    assert "proves themselves a second time" in ada.page("/desk/me/")
    assert "/desk/staff/" not in ada.page("/desk/me/")
    set_up(ada, watch)
    assert ada.is_in
    assert ada.post("/desk/me/code/remove").status_code == 409  # the last one stays
    browser = with_password()
    browser.post("/desk/sign-in/second/", {"code": code_of("ada", watch)})
    assert browser.is_in


def test_a_session_without_its_second_factor_has_no_roles_in_the_interface_for_programs(room):
    ada = room.hire("ada", Role.OWNER)
    room.demand_second_factor()
    from folkmoot.articles.commands.publish_article import publish_article
    from folkmoot.discussion.models import Thread
    from tests.articles.writing import write
    from tests.cast import NOON

    article_id = write(room.paper.id)
    publish_article(article_id=article_id, account_id=None, now=NOON)
    thread = Thread.objects.get()
    assert ada.get(f"/api/v1/me?thread={thread.id}").json()["roles"] == []


def test_whoever_runs_the_machine_lets_the_last_owner_in_again(room, watch, capsys):
    set_up(room.hire("ada", Role.OWNER), watch)
    with pytest.raises(CommandError, match="Nobody signs in"):
        call_command("forgetfactors", "eve@gazette.example")
    call_command("forgetfactors", "Ada@gazette.example")
    assert Browser().sign_in("ada")["Location"] == "/desk/"


def test_an_owner_forgets_the_lost_second_factor_of_a_colleague(room, watch):
    ada, bo = room.hire("ada", Role.OWNER), room.hire("bo", Role.AUTHOR)
    set_up(bo, watch, "bo")
    added(bo, Device())
    assert ada.post(f"/desk/staff/{room.ids['bo']}/factors").status_code == 303
    assert not bo.is_in
    assert Browser().sign_in("bo")["Location"] == "/desk/"
    assert ("Ada", "staff.factors_forgotten", "Bo") in room.log()
