"""Gifts from a table: shown first, booked once, and every row that is none says why."""

from __future__ import annotations

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.funding.forms.gift_table import MOST_ROWS
from folkmoot.funding.models import Campaign, Contribution, Payment
from folkmoot.readers.values import Role
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage as set_newspaper
from tests.funding.stage import Stage, run_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PATH = "/desk/gifts/table/"
# The headings that PayPal's activity download has, in English and in German.
PAYPAL = """"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID"
"05/01/2020","10:00:00","CEST","Ada","Donation Payment","Completed","USD","1,025.50","-1.00","1,024.50","ada@mail.example","us@mail.example","T-1"
"05/02/2020","10:00:00","CEST","Ada","Donation Payment","Completed","USD","10.00","-0.60","9.40","ADA@mail.example","us@mail.example","T-2"
"05/03/2020","10:00:00","CEST","Ben","Donation Payment","Pending","USD","5.00","0.00","5.00","ben@mail.example","us@mail.example","T-3"
"05/04/2020","10:00:00","CEST","Cid","Donation Payment","Completed","EUR","5.00","0.00","5.00","cid@mail.example","us@mail.example","T-4"
"05/05/2020","10:00:00","CEST","Ada","Payment Refund","Completed","USD","-10.00","0.60","-9.40","ada@mail.example","us@mail.example","T-5"
"05/06/2099","10:00:00","CEST","Dee","Donation Payment","Completed","USD","5.00","0.00","5.00","dee@mail.example","us@mail.example","T-6"
"""
PAYPAL_DE = """Datum;Uhrzeit;Zeitzone;Name;Typ;Status;Währung;Brutto;Entgelt;Netto;Absender E-Mail-Adresse;Transaktionscode
01.05.2020;10:00:00;CEST;Zoë;Spendenzahlung;Abgeschlossen;USD;1.025,50;-1,00;1.024,50;zoe@mail.example;T-1
"""


@pytest.fixture
def house(db) -> tuple[Browser, Stage]:
    """A treasurer, and a campaign that runs for real money."""
    newspaper = set_newspaper()
    campaign_id = run_campaign(newspaper.publication_id, is_test=False, providers=["bank"])
    treasurer = Browser(account=newspaper.staff(Role.TREASURER).account_id)
    return treasurer, Stage(publication_id=newspaper.publication_id, campaign_id=campaign_id)


def look(house, table: str | bytes, **said: object):
    """Upload a table; return the answer."""
    treasurer, stage = house
    data = table if isinstance(table, bytes) else table.encode()
    said = {"campaign": stage.campaign_id, "source": "PayPal", "days": "month", "act": "look"} | said
    return treasurer.send(PATH, file=SimpleUploadedFile("gifts.csv", data), **said)


def book(house, seen):
    """Send the form of the page that shows what a table says, as a browser would."""
    form = re.search(r'<form class="settings".*?</form>', seen.content.decode(), re.DOTALL)[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    fields["table"] = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", form, re.DOTALL)[1]
    return house[0].send(PATH, act="book", **{name: html.unescape(value) for name, value in fields.items()})


def test_what_a_table_says_is_shown_and_booked_once(house):
    _treasurer, stage = house
    seen = look(house, PAYPAL)
    page = seen.content.decode()
    assert "2 gifts are new" in page
    assert "4 rows are not booked" in page
    for row, why in (
        (4, "“Pending”, not completed"),
        (5, "It is in EUR"),
        (6, "No money came in"),
        (7, "in the future"),
    ):
        assert re.search(rf"Row {row}:\s*[^<]*{why}", page)
    assert "$1,035.50" in page
    assert not Payment.objects.exists()
    assert book(house, seen)["Location"] == f"{PATH}?new=2&known=0"
    assert (stage.campaign.raised_minor, stage.campaign.supporters) == (103_550, 1)
    assert set(Payment.objects.values_list("ref", flat=True)) == {"PayPal: T-1", "PayPal: T-2"}
    again = look(house, PAYPAL)
    assert "2 are booked already" in again.content.decode()
    assert "Book 0" not in again.content.decode()
    assert book(house, seen)["Location"] == f"{PATH}?new=0&known=2"
    assert stage.campaign.raised_minor == 103_550
    assert "2 were booked before" in house[0].get(f"{PATH}?new=0&known=2").content.decode()


def test_addresses_only_tell_who_gave_before_unless_they_shall_be_kept(house):
    book(house, look(house, PAYPAL))
    assert set(Contribution.objects.values_list("email", flat=True)) == {""}
    book(house, look(house, PAYPAL, source="Elsewhere", keeps_email="on"))
    assert set(Contribution.objects.values_list("email", flat=True)) == {"", "ada@mail.example", "ADA@mail.example"}
    assert house[1].campaign.supporters == 1


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_german_table_is_read_in_any_coding(house, coding):
    seen = look(house, PAYPAL_DE.encode(coding), days="")
    assert "Zoë" in seen.content.decode()
    book(house, seen)
    assert house[1].campaign.raised_minor == 102_550


def test_rows_without_a_reference_are_counted_and_stay_the_same(house):
    table = "Date\tAmount\tName\n2020-05-01\t5\tBox\n2020-05-01\t5\tBox\n2020-05-02 10:00\t7\t\n"
    book(house, look(house, table))
    assert house[1].campaign.raised_minor == 1_700
    book(house, look(house, table.replace("\n", "\r\n") + "2020-05-03\t1\t\n"))
    assert house[1].campaign.raised_minor == 1_800


def test_a_day_that_can_be_two_is_asked_about(house):
    page = look(house, "Date,Amount\n3/4/2020,5\n", days="").content.decode()
    assert "can be two days" in page
    for days, day in (("day", "2020-04-03"), ("month", "2020-03-04")):
        book(house, look(house, "Date,Amount\n3/4/2020,5\n", days=days))
        assert f"{Payment.objects.latest('id').paid_at:%Y-%m}" == day[:7]


@pytest.mark.parametrize(
    ("table", "said", "code"),
    [
        ("a,b\n1,2\n", {}, "file"),
        ("\0", {}, "file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), {}, "file"),
        ("Date,Amount\n" + "2020-05-01,5\n" * (MOST_ROWS + 1), {}, "file"),
        ("Date,Amount\n" + "x" * 900_001, {}, "file"),
        ("Date,Amount\n2020-05-01,5\n", {"source": " "}, "source"),
        ("Date,Amount\n2020-05-01,5\n", {"source": "s" * 41}, "source"),
    ],
)
def test_what_is_no_table_of_gifts_is_refused_where_it_is_wrong(house, table, said, code):
    refused = look(house, table, **said)
    assert refused.status_code == 422
    assert f'id="error-{code}"' in refused.content.decode()
    assert not Contribution.objects.exists()


def test_hostile_cells_are_words_or_refused(house):
    rows = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202eevil", "x" * 5_000, "\ud7ff", "a" * 90 + "ü" * 90]
    table = "Date,Amount,Name,Reference\n" + "".join(f'2020-05-01,5,"{name}",{n}\n' for n, name in enumerate(rows))
    seen = look(house, table)
    assert b"<script>alert" not in seen.content
    assert book(house, seen).status_code == 303
    listed = house[0].get("/desk/gifts/").content
    assert b"<script>alert" not in listed


def test_a_campaign_without_real_money_takes_none(house):
    Campaign.objects.update(is_test=True)
    assert look(house, PAYPAL).status_code == 422
    assert look(house, PAYPAL, campaign=999).status_code == 404


def test_the_table_to_begin_with_is_read(house):
    sample = house[0].get(f"{PATH}gifts.csv").content.decode()
    assert "1 gift is new" in look(house, sample).content.decode()
