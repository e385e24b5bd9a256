"""Guests, accounts and what proves them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.test import RequestFactory

from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.commands.give_role import give_role, take_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.commands.make_guest import make_guest
from folkmoot.readers.commands.remember_reader import reader_of_account
from folkmoot.readers.models import Account, GuestToken, Reader
from folkmoot.readers.queries import actor_of, guest_reader_id, repeated_guest_token, roles_of
from folkmoot.readers.values import GUEST_COOKIE, Role
from tests.cast import ADA, BO, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HERE, ELSEWHERE = 1, 2
KEY = "a-key-of-22-characters"


def guest(**changes):
    values = {"publication_id": HERE, "name": ADA, "email": "", "idempotency_key": "", "now": NOON}
    return make_guest(**values | changes)


def asked(*, bearer: str = "", cookie: str = "", account: Account | None = None):
    request = RequestFactory().get("/", headers={"authorization": f"Bearer {bearer}"} if bearer else {})
    if cookie:
        request.COOKIES[GUEST_COOKIE] = cookie
    request.user = account or AnonymousUser()
    request.session = {}
    return actor_of(request, publication_id=HERE)


def account(email: str = "ada@example.org") -> Account:
    return Account.objects.get(id=make_account(email=email, password=None, name=email.partition("@")[0].title()))


def test_a_guest_is_proved_by_token_or_cookie_and_only_the_hash_is_kept():
    new = guest()
    assert asked(bearer=new.token).reader_id == new.reader_id
    assert asked(cookie=new.token).reader_id == new.reader_id
    kept = GuestToken.objects.get()
    assert new.token not in {kept.token_hash, str(kept.id)}
    assert len(new.token) == len(kept.token_hash) == 64


def test_a_token_means_nothing_in_another_publication():
    new = guest(publication_id=ELSEWHERE)
    assert asked(cookie=new.token).reader_id is None
    with pytest.raises(DeniedError) as caught:
        asked(bearer=new.token)
    assert caught.value.denial.code == "unknown_token"


def test_a_revoked_token_proves_nobody():
    new = guest(idempotency_key=KEY)
    GuestToken.objects.update(revoked_at=NOON)
    assert guest_reader_id(new.token, publication_id=HERE) is None
    assert repeated_guest_token(publication_id=HERE, idempotency_key=KEY, reader_id=new.reader_id) is None


def test_with_a_key_the_token_can_be_made_again_and_by_nobody_else():
    new = guest(idempotency_key=KEY)
    assert repeated_guest_token(publication_id=HERE, idempotency_key=KEY, reader_id=new.reader_id) == new.token
    assert repeated_guest_token(publication_id=HERE, idempotency_key=KEY[::-1], reader_id=new.reader_id) is None
    assert repeated_guest_token(publication_id=ELSEWHERE, idempotency_key=KEY, reader_id=new.reader_id) is None
    assert repeated_guest_token(publication_id=HERE, idempotency_key=KEY, reader_id=new.reader_id + 1) is None


def test_without_a_key_every_token_is_another():
    assert guest().token != guest().token


def test_of_an_address_only_a_keyed_hash_is_kept_the_same_for_the_same_address():
    ids = [guest(email=email).reader_id for email in ("Bo@Example.org ", "bo@example.org", "ada@example.org", "")]
    first, again, other, none = (Reader.objects.get(id=reader_id).claim_hash for reader_id in ids)
    assert first == again != other
    assert none == ""
    assert "example" not in first


def test_an_account_acts_as_itself_before_a_guests_cookie_and_gets_its_reader_on_the_first_act():
    ada, cookie = account(), guest(name=BO).token
    before = asked(account=ada, cookie=cookie)
    assert (before.account_id, before.reader_id) == (ada.id, None)
    reader_id = reader_of_account(account_id=ada.id, now=NOON)
    assert reader_of_account(account_id=ada.id, now=NOON + timedelta(days=1)) == reader_id
    assert asked(account=ada, cookie=cookie).reader_id == reader_id
    assert Reader.objects.get(id=reader_id).name == "Ada"


def test_a_bearer_token_goes_before_a_session():
    new = guest()
    actor = asked(bearer=new.token, account=account())
    assert (actor.reader_id, actor.account_id) == (new.reader_id, None)


def test_nobody_is_somebody_with_a_network():
    actor = asked()
    assert (actor.reader_id, actor.account_id, actor.roles) == (None, None, frozenset())
    assert actor.network == "127.0.0.1"


def test_a_closed_account_is_nobody():
    ada = account()
    give_role(account_id=ada.id, publication_id=HERE, role=Role.OWNER, given_by=None)
    Account.objects.update(is_active=False)
    ada.refresh_from_db()
    assert asked(account=ada).account_id is None
    assert roles_of(account_id=ada.id, publication_id=HERE) == frozenset()


def test_roles_are_given_in_one_publication_and_taken_again():
    ada = account()
    give_role(account_id=ada.id, publication_id=HERE, role=Role.EDITOR, given_by=None)
    give_role(account_id=ada.id, publication_id=HERE, role=Role.EDITOR, given_by=None)
    assert asked(account=ada).roles == {Role.EDITOR}
    assert roles_of(account_id=ada.id, publication_id=ELSEWHERE) == frozenset()
    take_role(account_id=ada.id, publication_id=HERE, role=Role.EDITOR, taken_by=None)
    assert asked(account=ada).roles == frozenset()


def test_only_an_owner_gives_and_takes_roles():
    ada, bo = account(), account("bo@example.org")
    give_role(account_id=ada.id, publication_id=HERE, role=Role.OWNER, given_by=None)
    give_role(account_id=bo.id, publication_id=HERE, role=Role.EDITOR, given_by=ada.id, now=NOON)
    for act in (
        lambda: give_role(account_id=bo.id, publication_id=HERE, role=Role.OWNER, given_by=bo.id, now=NOON),
        lambda: give_role(account_id=bo.id, publication_id=ELSEWHERE, role=Role.OWNER, given_by=ada.id, now=NOON),
        lambda: take_role(account_id=ada.id, publication_id=HERE, role=Role.OWNER, taken_by=bo.id, now=NOON),
    ):
        with pytest.raises(DeniedError) as caught:
            act()
        assert caught.value.denial.code == "not_allowed"


def test_a_publication_keeps_its_last_owner():
    ada, bo = account(), account("bo@example.org")
    give_role(account_id=ada.id, publication_id=HERE, role=Role.OWNER, given_by=None)
    with pytest.raises(DeniedError) as caught:
        take_role(account_id=ada.id, publication_id=HERE, role=Role.OWNER, taken_by=ada.id, now=NOON)
    assert caught.value.denial.code == "last_owner"
    give_role(account_id=bo.id, publication_id=HERE, role=Role.OWNER, given_by=ada.id, now=NOON)
    take_role(account_id=ada.id, publication_id=HERE, role=Role.OWNER, taken_by=ada.id, now=NOON)
    assert roles_of(account_id=bo.id, publication_id=HERE) == {Role.OWNER}


def test_createsuperuser_makes_someone_with_every_role(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a bridge too far")
    call_command("createsuperuser", email="Root@Example.org", interactive=False, verbosity=0)
    root = Account.objects.get(email="root@example.org")
    assert root.check_password("a bridge too far")
    assert roles_of(account_id=root.id, publication_id=HERE) == frozenset(Role)


@pytest.mark.parametrize(
    ("email", "code"), [("", "email_missing"), ("ada", "email_missing"), ("ADA@example.org", "email_taken")]
)
def test_an_account_needs_an_address_of_its_own(email, code):
    account()
    with pytest.raises(DeniedError) as caught:
        make_account(email=email, password=None)
    assert caught.value.denial.code == code
