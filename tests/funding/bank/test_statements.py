"""Bank statements: what came is read or said to be unreadable, never guessed; what says whose it is, is booked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from folkmoot.funding.commands.decide_line import assign_line, set_line_aside
from folkmoot.funding.commands.read_statement import read_statement
from folkmoot.funding.commands.reconcile import reconcile
from folkmoot.funding.forms.statement import read_statement_file
from folkmoot.funding.models import BankLine, Contribution, FundingSettings
from folkmoot.funding.values import Frequency, ProviderCode
from folkmoot.funding.values.transfers import BANK_ACCOUNT, Statement, StatementLine, new_reference, references_in
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import Actor, Role
from tests.cast import CLEM, NOON
from tests.funding.bank.paper import DETAIL, IBAN, camt, entry
from tests.funding.stage import set_stage

TREASURER = Actor(roles=frozenset({Role.TREASURER}))


def test_camt_is_read_in_its_versions_and_only_what_came_and_is_booked_counts():
    older = read_statement_file(camt(entry(words="RF18 5390")), language="de")
    newer = camt(entry(status="<Sts><Cd>BOOK</Cd></Sts>", words="RF18 5390"), version="08")
    assert read_statement_file(newer, language="de") == older
    assert older == Statement(
        IBAN,
        (
            StatementLine(
                entry_key="B1",
                amount_minor=1000,
                currency="EUR",
                booked_on=date(2026, 3, 2),
                words="Danke RF18 5390",
                payer=CLEM,
            ),
        ),
    )
    gone = camt(entry(way="DBIT"), entry(status="<Sts>PDNG</Sts>"))
    assert (read_statement_file(gone, language="de").lines, read_statement_file(gone, language="de").outgoing) == (
        (),
        2,
    )


def test_one_entry_of_several_transfers_is_read_in_its_parts_or_not_at_all():
    parts = "".join(
        DETAIL.format(part=f'<Amt Ccy="EUR">{amount}</Amt>', name=f"<Pty><Nm>{CLEM}</Nm></Pty>", words="")
        for amount in ("4.00", "6.00")
    )
    read = read_statement_file(camt(entry(details=parts)), language="de")
    assert [(line.amount_minor, line.entry_key, line.payer) for line in read.lines] == [
        (400, "B1", CLEM),
        (600, "B1", CLEM),
    ]
    wrong = read_statement_file(camt(entry("11.00", details=parts)), language="de")
    assert (wrong.lines, wrong.unread) == ((), ("1: its parts are not its sum",))


@pytest.mark.parametrize("amount", ["10.001", "ten", "", "-1.00", "NaN"])
def test_an_amount_that_cannot_be_read_is_said_and_the_others_are_read(amount):
    read = read_statement_file(camt(entry(amount), entry("5.00", ref="B2")), language="de")
    assert [line.amount_minor for line in read.lines] == [500]
    assert read.unread[0].startswith("1: no amount")


@pytest.mark.parametrize(
    "data",
    [
        b"<html></html>",
        b"<Document",
        b"\x00\x01",
        b"a;b;c\n1;2;3",
        b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>' + camt(entry()).split(b"?>", 1)[1],
    ],
)
def test_what_is_no_statement_is_refused_whole(data):
    with pytest.raises(DeniedError, match="no statement that can be read"):
        read_statement_file(data, language="de")


def test_tables_of_several_banks_are_read_and_nothing_in_them_is_guessed():
    german = (
        "Umsätze;Girokonto\n\nBuchungstag;Name Zahlungsbeteiligter;Verwendungszweck;Betrag;Waehrung\n"
        f"02.03.2026;{CLEM};RF18 x;1.020,50;EUR\n02.03.2026;{CLEM};RF18 x;-5,00;EUR\n03.03.26;{CLEM};;zehn;EUR\n;;;;\n"
    )
    read = read_statement_file(german.encode("cp1252"), language="de")
    assert [(line.amount_minor, line.booked_on, line.payer) for line in read.lines] == [
        (102_050, date(2026, 3, 2), CLEM)
    ]
    assert (len(read.unread), read.unread[0][:3], read.outgoing) == (1, "6: ", 1)
    english = 'Date,Payer,Reference,Amount\n2026-03-02,Clem,thanks,"1,020.50"\n2026-03-02,Clem,thanks,nothing\n'
    read = read_statement_file(english.encode("utf-8-sig"), language="en")
    assert ([line.amount_minor for line in read.lines], len(read.unread)) == ([102_050], 1)


def test_a_reference_is_found_however_it_is_spaced_and_a_mistyped_one_is_none():
    reference = new_reference()
    spaced = f"gift {reference[:4].lower()} {reference[4:8]}-{reference[8:]} thanks"
    assert references_in(spaced) == [reference]
    # The check digits find every slip from a digit to a digit or a letter to a letter; between them 96 of 97.
    others = "23" if reference[-1].isdecimal() else "XY"
    wrong = reference[:-1] + next(sign for sign in others if sign != reference[-1])
    assert references_in(wrong) == []


@pytest.fixture
def pledge(db):
    """A pledge of ten euros a month by bank transfer, and the publication's account."""
    stage = set_stage(currency="EUR", is_test=False, providers=[ProviderCode.BANK])
    FundingSettings.objects.create(publication_id=stage.publication_id, iban=IBAN)
    given = stage.begin(1000, provider=ProviderCode.BANK, frequency=Frequency.MONTHLY)
    Contribution.objects.filter(id=given.id).update(
        account=BANK_ACCOUNT, is_test=False, currency="EUR", reference=new_reference()
    )
    given.refresh_from_db()
    return stage, given


def line(words="", *, day=2, amount_minor=1000, key="") -> StatementLine:
    """Return what came."""
    return StatementLine(
        entry_key=key, amount_minor=amount_minor, currency="EUR", booked_on=date(2026, 3, day), words=words, payer=CLEM
    )


@pytest.mark.both_databases
def test_what_says_whose_it_is_is_booked_once_and_the_rest_waits_for_a_person(pledge):
    stage, given = pledge
    lines = (line(given.reference), line(given.reference, day=3, amount_minor=2500), line("no idea"), line("no idea"))
    words = {"publication_id": stage.publication_id, "actor": TREASURER, "now": NOON}
    first = read_statement(statement=Statement(IBAN, lines), **words)
    assert (first.new, first.known, first.matched) == (4, 0, 2)  # two equal lines of one day are two gifts
    again = read_statement(statement=Statement("", lines), **words)
    assert (again.new, again.known, stage.campaign.raised_minor) == (0, 4, 3500)
    with pytest.raises(DeniedError, match="another account"):
        read_statement(statement=Statement("DE00", lines), **words)
    unclear = list(BankLine.objects.filter(contribution=None).values_list("id", flat=True))
    assign_line(line_id=unclear[0], reference=f" {given.reference.lower()} ", **words)
    set_line_aside(line_id=unclear[1], reason="The rent of the cellar", **words)
    assert (stage.campaign.raised_minor, stage.campaign.supporters) == (4500, 1)
    with pytest.raises(DeniedError, match="not open any more"):
        assign_line(line_id=unclear[1], reference=given.reference, **words)


@pytest.mark.both_databases
def test_a_standing_order_is_active_while_it_comes_and_ends_when_it_does_not(pledge):
    stage, given = pledge
    words = {"publication_id": stage.publication_id, "actor": TREASURER, "now": NOON}
    read_statement(statement=Statement(IBAN, (line(given.reference),)), **words)
    states = []
    for days in (0, 44, 60, 100):
        reconcile(now=NOON + timedelta(days=days))
        given.refresh_from_db()
        states.append((given.state, stage.campaign.monthly_minor))
    assert states == [("active", 1000), ("active", 1000), ("failing", 0), ("ended", 0)]
