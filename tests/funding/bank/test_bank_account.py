"""From the pledge over its page to the statement, and what a treasurer decides where it does not say whose it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.articles.queries.publications import publications
from folkmoot.funding.adapters.bank.provider import BankProvider
from folkmoot.funding.commands.begin_contribution import begin_contribution
from folkmoot.funding.commands.read_statement import read_statement
from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.models import BankLine, Campaign, Contribution, FundingSettings, Payment
from folkmoot.funding.ports import Ports
from folkmoot.funding.values import Frequency, ProviderCode
from folkmoot.funding.values.giving import Choice
from folkmoot.funding.values.transfers import Statement, StatementLine, in_groups
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import Actor, Role
from tests.cast import NOON
from tests.discussion.browsers import Browser
from tests.discussion.stage import Stage, set_stage
from tests.funding.stage import run_campaign

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
IBAN, OTHER = "DE89370400440532013000", "AT611904300234573201"
DAY = date(NOON.year, NOON.month, NOON.day)


@pytest.fixture
def house(transactional_db, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {"bank": BankProvider()}))
    stage = set_stage()
    run_campaign(stage.publication_id, currency="EUR", providers=[ProviderCode.BANK], is_test=False)
    FundingSettings.objects.create(publication_id=stage.publication_id, iban=IBAN, account_holder="The Bridge")
    return stage


def pledge(house: Stage, frequency: Frequency = Frequency.ONCE) -> Contribution:
    publication = next(one for one in publications() if one.id == house.publication_id)
    choice = Choice(gift_minor=2050, frequency=frequency, email=f"{frequency}@mail.example")
    begun = begin_contribution(
        publication=publication, slug="keep-us-going", choice=choice, actor=Actor(), once_key=frequency, now=NOON
    )
    return Contribution.objects.get(id=begun.contribution_id)


def line(words: str, minor: int = 2050, *, key: str = "", on: date = DAY) -> StatementLine:
    return StatementLine(entry_key=key, amount_minor=minor, currency="EUR", booked_on=on, words=words)


def read(house: Stage, *lines: StatementLine, iban: str = "", now: datetime = NOON) -> tuple[int, int, int]:
    actor = Actor(account_id=house.staff(Role.TREASURER).account_id, roles=frozenset({Role.TREASURER}))
    statement = Statement(iban, lines)
    came = read_statement(publication_id=house.publication_id, statement=statement, actor=actor, now=now)
    return came.new, came.matched, came.known


def raised() -> int:
    return Campaign.objects.get().raised_minor


def test_a_transfer_with_its_reference_is_a_gift_once(house):
    words = f"thanks {in_groups(pledge(house).reference).lower()}"
    assert read(house, line(words), line(words), line("who?")) == (3, 2, 0)
    assert raised() == 4100
    assert read(house, line(words), line(words), line("who?"), now=NOON + timedelta(days=1)) == (0, 0, 3)
    assert raised() == 4100
    assert Payment.objects.filter(renewal=True).count() == 0


def test_the_same_transfer_exported_in_another_way_is_left_to_a_person(house):
    words = pledge(house).reference
    read(house, line(words, key="A1"))
    assert read(house, line(words), now=NOON + timedelta(hours=1)) == (1, 0, 0)
    assert raised() == 2050


def test_an_id_that_a_bank_gives_to_all_hides_none(house):
    words = pledge(house).reference
    read(house, line(words, key="0"))
    assert read(house, line(words, 700, key="0"), now=NOON + timedelta(days=1)) == (1, 1, 0)
    assert raised() == 2750


def test_a_statement_of_another_account_is_refused(house):
    with pytest.raises(DeniedError) as refused:
        read(house, line("x"), iban=OTHER)
    assert refused.value.denial.code == "statement_of_another"
    assert not BankLine.objects.exists()


def test_a_standing_order_is_active_fails_and_ends_by_when_money_came(house):
    given = pledge(house, Frequency.MONTHLY)
    read(house, line(given.reference))
    for days, state in ((1, "active"), (50, "failing"), (95, "ended")):
        sync_contribution(given.name_of_ours, now=NOON + timedelta(days=days))
        given.refresh_from_db()
        assert given.state == state
        path = given.checkout_url.split("/", 3)[3].removesuffix("transfer")
        page = Browser().get(f"/{path}").content.decode()
        assert ("You change, pause or end it at your bank" in page) is (state != "ended")
        assert Browser().send(f"/{path}end").status_code == 409
        assert f"/{path}end" not in page


def test_what_was_assigned_and_not_booked_is_found_again(house):
    given = pledge(house)
    read(house, line("who?"))
    BankLine.objects.update(contribution=given)
    assert list(BankProvider().list_since(NOON + timedelta(days=9))) == [given.name_of_ours]


def test_a_giver_is_told_how_to_send_it(house):
    given = pledge(house)
    path = given.checkout_url.split("/", 3)[3]
    page = Browser().get(f"/{path}")
    html = page.content.decode()
    assert page.status_code == 200
    assert all(words in html for words in (in_groups(IBAN), in_groups(given.reference), "The Bridge", 'class="qr"'))
    FundingSettings.objects.update(iban="")
    assert 'class="qr"' not in Browser().get(f"/{path}").content.decode()


def test_a_treasurer_reads_a_statement_and_decides(house):
    given = pledge(house)
    desk = Browser(account=house.staff(Role.TREASURER).account_id)
    table = b"Date,Amount,Reference\n2026-03-01,20.50,who?\n2026-03-01,3.00,rent\nsoon,1,x\n"
    page = desk.send("/desk/bank/", act="read", file=SimpleUploadedFile("s.csv", table))
    html = page.content.decode()
    assert page.status_code == 200
    assert "2 new lines." in html
    assert "could not be read" in html
    first, second = BankLine.objects.order_by("id").values_list("id", flat=True)
    assert desk.send("/desk/bank/", act="assign", line=first, reference="RF00").status_code == 422
    assert desk.send("/desk/bank/", act="assign", line=first, reference=given.reference).status_code == 303
    assert desk.send("/desk/bank/", act="aside", line=second, reason=" ").status_code == 422
    assert desk.send("/desk/bank/", act="aside", line=second, reason="rent").status_code == 303
    assert raised() == 2050
    assert desk.send("/desk/bank/", act="aside", line=second, reason="again").status_code == 422
    assert "All is clear" in desk.get("/desk/bank/").content.decode()
