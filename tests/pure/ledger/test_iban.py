"""Which account numbers there can be: those of every country in the registry, and none that is mistyped."""

from __future__ import annotations

import re
from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as some
from stdnum import numdb
from stdnum.iso7064 import mod_97_10

from folkmoot.pure.ledger.iban import IbanFlaw, bare_iban, flaw_of_iban, is_bic
from folkmoot.pure.ledger.iban_registry import LENGTHS, STRUCTURES

# The registry's own examples (release 101), one for each country.
EXAMPLES = re.findall(
    r"\w+",
    """
AD1200012030200359100100 AE070331234567890123456 AL47212110090000000235698741 AT611904300234573201
AZ21NABZ00000000137010001944 BA391290079401028494 BE68539007547034 BG80BNBG96611020345678 BH67BMAG00001299123456
BI4210000100010000332045181 BR1800360305000010009795493C1 BY13NBRB3600900000002Z00AB00 CH9300762011623852957
CR05015202001026284066 CY17002001280000001200527600 CZ6508000000192000145399 DE89370400440532013000
DJ2100010000000154000100186 DK5000400440116243 DO28BAGR00000001212453611324 EE382200221020145685
EG380019000500000000263180002 ES9121000418450200051332 FI2112345600000785 FK88SC123456789012 FO6264600001631634
FR1420041010050500013M02606 GB29NWBK60161331926819 GE29NB0000000101904917 GI75NWBK000000007099453
GL8964710001000206 GR1601101250000000012300695 GT82TRAJ01020000001210029690 HN88CABF00000000000250005469
HR1210010051863000160 HU42117730161111101800000000 IE29AIBK93115212345678 IL620108000000099999999
IQ98NBIQ850123456789012 IS140159260076545510730339 IT60X0542811101000000123456 JO94CBJO0010000000000131000302
KW81CBKU0000000000001234560101 KZ86125KZT5004100100 LB62099900000001001901229114 LC55HEMM000100010012001200023015
LI21088100002324013AA LT121000011101001000 LU280019400644750000 LV80BANK0000435195001 LY83002048000020100120361
MC5811222000010123456789030 MD24AG000225100013104168 ME25505000012345678951 MK07250120000058984
MN121234123456789123 MR1300020001010000123456753 MT84MALT011000012345MTLCAST001S MU17BOMM0101101030300200000MUR
NI45BAPR00000013000003558124 NL91ABNA0417164300 NO9386011117947 OM810180000001299123456 PK36SCBL0000001123456702
PL61109010140000071219812874 PS92PALS000000000400123456702 PT50000201231234567890154 QA58DOHB00001234567890ABCDEFG
RO49AAAA1B31007593840000 RS35260005601001611379 RU0304452522540817810538091310419 SA0380000000608010167519
SC18SSCB11010000000000001497USD SD2129010501234001 SE4550000000058398257466 SI56263300012039086
SK3112000000198742637541 SM86U0322509800000000270100 SO211000001001000100141 ST23000100010051845310146
SV62CENR00000000000000700025 TL380080012345678910157 TN5910006035183598478831 TR330006100519786457841326
UA213223130000026007233566001 VA59001123000012345678 VG96VPVG0000012345678901 XK051212012345678906
YE15CBYE0001018861234567891234
""",
)
KINDS = {"n": digits, "a": ascii_uppercase, "c": digits + ascii_uppercase}


@some.composite
def ibans(draw) -> str:
    """Make up a right one of any country."""
    country, structure = draw(some.sampled_from(sorted(STRUCTURES.items())))
    parts = [(int(count), KINDS[kind]) for count, kind in re.findall(r"(\d+)!(\w)", structure)]
    own = "".join(draw(some.text(signs, min_size=count, max_size=count)) for count, signs in parts)
    return f"{country}{mod_97_10.calc_check_digits(own + country)}{own}"


@pytest.mark.parametrize("iban", EXAMPLES, ids=lambda iban: iban[:2])
def test_the_registrys_example_of_each_country_could_be_an_account(iban):
    assert flaw_of_iban(iban) is None


def test_no_country_of_the_registry_is_without_example_and_none_is_longer_than_there_is_room():
    assert sorted(iban[:2] for iban in EXAMPLES) == sorted(STRUCTURES)
    assert (min(LENGTHS.values()), max(LENGTHS.values())) == (15, 33)


def test_a_newer_registry_that_a_package_brought_is_noticed():
    theirs = {country: numdb.get("iban").info(country + "00")[0][1].get("bban") for country in STRUCTURES}
    assert theirs == STRUCTURES


@given(iban=ibans(), groups=some.integers(1, 8))
def test_every_right_one_is_known_however_it_is_grouped_and_spelled(iban, groups):
    typed = " ".join(iban[at : at + groups] for at in range(0, len(iban), groups)).lower()
    assert flaw_of_iban(bare_iban(typed)) is None


@given(iban=ibans(), data=some.data())
def test_one_mistyped_sign_or_two_that_changed_places_make_none(iban, data):
    at = data.draw(some.integers(0, len(iban) - 1))
    alike = digits if iban[at] in digits else ascii_uppercase  # of a letter for a digit ISO 7064 promises nothing
    other = data.draw(some.sampled_from(sorted(set(alike) - {iban[at]})))
    assert flaw_of_iban(iban[:at] + other + iban[at + 1 :])
    pair = iban[at : at + 2]
    if pair.isdigit() or pair.isalpha():
        assert pair == pair[::-1] or flaw_of_iban(iban[:at] + pair[::-1] + iban[at + 2 :])


@given(iban=ibans(), data=some.data())
def test_one_sign_more_or_less_is_said_to_be_of_another_length(iban, data):
    at = data.draw(some.integers(4, len(iban) - 1))
    assert flaw_of_iban(iban[:at] + iban[at + 1 :]) is IbanFlaw.LENGTH
    assert flaw_of_iban(iban[:at] + "0" + iban[at:]) is IbanFlaw.LENGTH


@given(text=some.text(max_size=40))
def test_of_whatever_is_typed_something_can_be_said(text):
    assert flaw_of_iban(bare_iban(text)) in {*IbanFlaw, None}


@pytest.mark.parametrize(
    ("iban", "flaw"),
    [
        ("", IbanFlaw.NO_COUNTRY),
        ("US64SVBKUS6S3300958879", IbanFlaw.NO_COUNTRY),
        ("DEX9370400440532013000", IbanFlaw.NO_COUNTRY),
        ("GB82WEST1234569876543", IbanFlaw.LENGTH),
        ("GB82123412345698765432", IbanFlaw.SIGNS),
        ("DE8937040044053201300O", IbanFlaw.SIGNS),
        ("DE89370400440532013001", IbanFlaw.CHECK),
        ("DE89370400440532013000\n", IbanFlaw.LENGTH),
        ("AL01000000000000000000000059", IbanFlaw.CHECK),
        ("DE8937040044053201300\N{FULLWIDTH DIGIT ZERO}", IbanFlaw.SIGNS),
    ],
)
def test_what_is_wrong_is_named(iban, flaw):
    assert flaw_of_iban(iban) is flaw


def test_a_banks_code_has_eight_or_eleven_signs():
    assert [is_bic(bic) for bic in ("COBADEFF", "COBADEFFXXX", "COBADEFFX", "C0BADEFF")] == [True, True, False, False]
