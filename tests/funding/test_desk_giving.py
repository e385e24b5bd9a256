"""How a publication asks for money is said at the desk; giving is paused by one button."""

from __future__ import annotations

import pytest

from folkmoot.funding.models import FundingSettings, settings_in_force
from folkmoot.readers.models import AuditEntry
from folkmoot.readers.values import Role
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage

pytestmark = pytest.mark.django_db
FORM = {
    "legal_name": "The Bridge  Press Society",
    "currency": "eur",
    "amount_pattern": "#,##0 ¤",
    "call": "Keep us going",
    "links_shown": "on",
    "other_ways": "PayPal https://paypal.example/bridge\n\nA beer for us  https://beer.example/us\n",
    "account_holder": "Bridge Press Society",
    "iban": "de89 3704 0044 0532 0130 00",
    "bic": "cobadeffxxx",
}


@pytest.fixture
def desk(db) -> tuple[Browser, int]:
    stage = set_stage()
    return Browser(account=stage.staff(Role.TREASURER).account_id), stage.publication_id


@pytest.mark.both_databases
def test_what_is_said_is_kept_tidied_and_shown_again(desk):
    treasurer, publication_id = desk
    assert treasurer.send("/desk/giving/", **FORM).status_code == 303
    kept = settings_in_force(publication_id)
    assert (kept.legal_name, kept.currency, kept.iban) == ("The Bridge Press Society", "EUR", "DE89370400440532013000")
    assert kept.other_ways == [
        {"name": "PayPal", "url": "https://paypal.example/bridge"},
        {"name": "A beer for us", "url": "https://beer.example/us"},
    ]
    page = treasurer.get("/desk/giving/").content.decode()
    assert "DE89 3704 0044 0532 0130 00" in page
    assert "A beer for us https://beer.example/us" in page
    assert treasurer.send("/desk/giving/", **FORM).status_code == 303
    assert list(AuditEntry.objects.values_list("act", flat=True)) == ["giving.changed"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"iban": "DE89 3704 0044 0532 0130 01"}, "iban"),
        ({"iban": "DE89 3704 0044 0532 0130"}, "iban"),
        ({"iban": "nonsense"}, "iban"),
        ({"bic": "12"}, "bic"),
        ({"account_holder": " "}, "account_holder"),
        ({"currency": "QQQ"}, "currency"),
        ({"amount_pattern": "0 and more"}, "amount_pattern"),
        ({"other_ways": "javascript:alert(1)"}, "other_ways"),
        ({"other_ways": "Bad javascript:alert(1).x"}, "other_ways"),
        ({"call": "x" * 61}, "call"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(desk, changed, field):
    treasurer, publication_id = desk
    refused = treasurer.send("/desk/giving/", **(FORM | changed))
    assert refused.status_code == 422
    assert f'id="error-{field}"' in refused.content.decode()
    assert not FundingSettings.objects.filter(publication_id=publication_id).exists()


def test_one_button_pauses_giving_and_one_lets_it_go_on(desk):
    treasurer, publication_id = desk
    assert treasurer.send("/desk/giving/", act="pause", because="We move house.").status_code == 303
    assert "We move house." in treasurer.get("/desk/giving/").content.decode()
    began = settings_in_force(publication_id).paused_at
    assert began is not None
    treasurer.send("/desk/giving/", act="pause", because="Again")
    assert settings_in_force(publication_id).paused_at == began
    assert treasurer.send("/desk/giving/", act="resume").status_code == 303
    assert settings_in_force(publication_id).paused_at is None
    assert list(AuditEntry.objects.order_by("id").values_list("act", flat=True)) == ["giving.paused", "giving.resumed"]
