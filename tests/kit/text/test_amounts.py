"""Amounts are written as each language has it, and what people type is read as they meant it or not at all."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.numbers import list_currencies

from folkmoot.kit.languages import TAGS
from folkmoot.kit.text.amounts import (
    UnreadableAmountError,
    amount,
    amount_in_field,
    is_pattern,
    read_amount,
    smallest_step,
)
from folkmoot.pure.ledger.money import stored_exponent

N = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
HOUSE = "#,##0 ¤"


@pytest.mark.parametrize(
    ("minor", "currency", "locale", "written"),
    [
        (102_000, "USD", "en", "$1,020.00"),
        (102_050, "USD", "de", f"1.020,50{N}$"),
        (102_050, "USD", "fr", f"1{NARROW}020,50{N}$US"),
        (102_050, "EUR", "de-AT", f"€{N}1.020,50"),
        (102_050, "CHF", "en", f"CHF{N}1,020.50"),
        (-102_050, "CHF", "en", f"-CHF{N}1,020.50"),
        (1020, "JPY", "en", "¥1,020"),
        (1020, "ISK", "en", f"ISK{N}1,020"),
        (102_000, "RSD", "en", f"RSD{N}1,020"),
        (102_050, "RSD", "en", f"RSD{N}1,020.50"),
        (1_020_500, "KWD", "en", f"KWD{N}1,020.500"),
        (12_345_678_900, "INR", "hi", "₹12,34,56,789.00"),
    ],
)
def test_an_amount_is_written_as_its_language_and_its_currency_have_it(minor, currency, locale, written):
    assert amount(minor, currency, locale) == written


def test_where_there_are_no_cents_they_may_be_left_out_and_where_there_are_some_never():
    assert [amount(minor, "USD", "en", whole=True) for minor in (102_000, 102_050, 0)] == ["$1,020", "$1,020.50", "$0"]
    assert amount(1_020_500, "KWD", "en", whole=True) == f"KWD{N}1,020.500"
    assert amount(250_000, "USD", "en", HOUSE, whole=True) == f"2,500{N}$"
    assert amount(250_050, "USD", "en", HOUSE, whole=True) == f"2,500.50{N}$", "a house's pattern hides no cent either"
    assert amount(250_000, "USD", "de", "¤ #,##0.00", whole=True) == f"${N}2.500"


def test_a_house_that_has_its_own_way_has_the_short_sign():
    assert amount(250_000, "USD", "en-GB", whole=True) == "US$2,500"
    assert amount(250_000, "USD", "en-GB", HOUSE, whole=True) == f"2,500{N}$"
    assert amount(250_000, "CAD", "en-CA", HOUSE, whole=True) == f"2,500{N}$"
    assert amount(250_000, "SEK", "sv", HOUSE, whole=True) == f"2{N}500{N}kr"


def test_a_pattern_that_writes_no_amounts_is_none_and_the_language_decides():
    assert [is_pattern(one) for one in (HOUSE, "¤#,##0.00", "¤ 0", "#,##,##0 ¤")] == [True] * 4
    assert [is_pattern(one) for one in ("", "#,##0", "¤", "¤¤ #,##0", "¤#", "0% ¤", "¤ 0;", "¤@@", "Euro")] == [
        False
    ] * 9
    assert amount(100, "EUR", "en", "Euro") == "€1.00"


@pytest.mark.parametrize(
    ("typed", "currency", "locale", "minor"),
    [
        ("10", "USD", "en", 1000),
        (" $ 10 ", "USD", "de", 1000),
        ("10 EUR", "EUR", "en", 1000),
        ("10.50", "EUR", "de", 1050),
        ("10,5", "EUR", "en", 1050),
        ("1.020", "EUR", "de", 102_000),
        ("1,020", "USD", "en", 102_000),
        ("1,020.50", "USD", "de", 102_050),
        ("1.020,50", "USD", "en", 102_050),
        ("1.020.000", "USD", "fr", 102_000_000),
        (f"1{NARROW}020,50", "EUR", "fr", 102_050),
        ("1’020.50", "CHF", "de-CH", 102_050),
        ("12,34,567", "INR", "hi", 123_456_700),
        ("١٬٠٢٠٫٥٠", "USD", "ar", 102_050),
        ("１０", "JPY", "ja", 10),
        ("10.00", "JPY", "en", 10),
        ("1.020", "KWD", "en", 1020),
        ("1,020", "KWD", "en", 1_020_000),
        ("0", "EUR", "en", 0),
    ],
)
def test_what_people_type_is_read_as_they_meant_it(typed, currency, locale, minor):
    assert read_amount(typed, currency, locale) == minor


@pytest.mark.parametrize(
    ("typed", "currency", "locale", "code"),
    [
        ("", "EUR", "en", "not_an_amount"),
        ("ten", "EUR", "en", "not_an_amount"),
        ("-5", "EUR", "en", "not_an_amount"),
        ("5 GBP", "EUR", "en", "not_an_amount"),
        ("1e3", "EUR", "en", "not_an_amount"),
        ("10.", "EUR", "en", "not_an_amount"),
        ("10,20,30", "EUR", "en", "not_an_amount"),
        ("1,020 500", "EUR", "en", "not_an_amount"),
        ("1.020", "EUR", "fr", "not_an_amount"),
        ("10²", "EUR", "en", "not_an_amount"),
        ("9" * 14, "EUR", "en", "not_an_amount"),
        ("1.020", "USD", "en", "wrong_decimals"),
        ("10.555", "USD", "en", "wrong_decimals"),
        ("10.5", "ISK", "en", "wrong_decimals"),
        ("1,0205", "KWD", "de", "wrong_decimals"),
    ],
)
def test_what_is_no_amount_or_could_be_two_is_refused_in_words(typed, currency, locale, code):
    with pytest.raises(UnreadableAmountError) as refused:
        read_amount(typed, currency, locale, field="goal")
    assert refused.value.denial.code == code
    assert refused.value.denial.field == "goal"
    assert refused.value.denial.said.endswith(".")


def test_what_stands_in_a_field_and_what_stands_on_a_page_is_read_back_to_the_cent_in_every_currency_and_language():
    for locale in TAGS:
        for currency in ("USD", "EUR", "CHF", "JPY", "RSD", "KWD", "INR"):
            for minor in (0, 1, 5, 99, 100, 1020, 102_000, 102_050, 123_456_789):
                assert read_amount(amount_in_field(minor, currency, locale), currency, locale) == minor
    for currency in list_currencies(Locale("en")):
        for minor in (1, 102_000, 102_050, 123_456_789):
            assert read_amount(amount(minor, currency, "en"), currency, "en") == minor, currency
            assert stored_exponent(currency) in {0, 2, 3, 4}


def test_each_currency_of_iso_4217_has_a_step_that_can_be_written_read_and_paid():
    wrong = []
    for currency in sorted(list_currencies("en")):
        step = smallest_step(currency)
        shown = amount(7 * step, currency, "en")
        if read_amount(shown, currency, "en") != 7 * step or step > 10 ** stored_exponent(currency):
            wrong.append(f"{currency}: {shown}")
    assert wrong == []
    steps = {currency: smallest_step(currency) for currency in ("ISK", "UGX", "RSD", "KWD", "JPY", "EUR", "LBP")}
    assert steps == {"ISK": 1, "UGX": 1, "RSD": 100, "KWD": 1, "JPY": 1, "EUR": 1, "LBP": 100}
