"""Names: one spelling, nothing unseen, none that passes for another, and a mark for whoever has none."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.pure.names.__main__ import table_of
from folkmoot.pure.names.denials import deceiving_name, unreadable_name
from folkmoot.pure.names.likeness import alike, prototypes, skeleton, skeletons
from folkmoot.pure.names.marks import mark
from folkmoot.pure.names.offices import is_nameless, pretends_mark, pretends_office
from folkmoot.pure.names.spelling import Fault, cleaned, fault_of, spelled
from tests.names import genuine_names


def test_no_genuine_name_is_refused_and_none_passes_for_another():
    names = [spelled(name) for name in genuine_names()]
    assert len(set(names)) >= 500
    assert {name: denial for name in names if (denial := unreadable_name(name) or deceiving_name(name))} == {}
    assert [name for name in names if is_nameless(name) or cleaned(name, 50) != name or spelled(name) != name] == []
    looks = defaultdict(set)
    for name in names:
        for look in skeletons(name):
            looks[look].add(name)
    confused = {one for group in looks.values() for one in group for other in group - {one} if alike(one, other)}
    assert confused <= {"カ力", "エ工"}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Ada \n Brückner ", "Ada Brückner"),
        ("𝐀𝐝𝐚 Ⅳ ﬁ", "Ada IV fi"),
        ("O´Brien", "O’Brien"),
        ("Marceŀla", "Marcel·la"),
        ("Anna ❤\ufe0f", "Anna ❤"),
        ("葛\ufe00西", "葛\ufe00西"),
        ("น้ำผึ้ง", "น้ำผึ้ง"),
        ("ហួយ\u200bម៉េង", "ហួយម៉េង"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("👩\u200d🚀 Mo", "👩\u200d🚀 Mo"),
    ],
)
def test_a_name_has_one_spelling_that_its_readers_would_choose(written, kept):
    assert (spelled(written), fault_of(spelled(written))) == (kept, None)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("A\u200cda", Fault.UNSEEN),
        ("Ada\u200d", Fault.UNSEEN),
        ("\u200cعلی", Fault.UNSEEN),
        ("Ed\u200bitor", Fault.UNSEEN),
        ("\u202esretuer", Fault.UNSEEN),
        ("a\u2066b", Fault.UNSEEN),
        ("A\u00adda", Fault.UNSEEN),
        ("\u3164", Fault.UNSEEN),
        ("A\x07da", Fault.UNSEEN),
        ("Ada\ue000", Fault.UNSEEN),
        ("Ada\u2800", Fault.UNSEEN),
        ("a\U000e0100", Fault.UNSEEN),
        ("...", Fault.LETTERLESS),
        ("🌻", Fault.LETTERLESS),
        ("\u0301", Fault.LETTERLESS),
        ("Z\u0310\u0311\u0312\u0313\u0314algo", Fault.PILED),
        ("A\u0301\u0301da", Fault.PILED),
        ("¨Ada", Fault.PILED),
        ("น้้้้้", Fault.PILED),
        ("", None),
    ],
)
def test_what_nobody_sees_and_what_spills_over_the_page_is_named(written, fault):
    assert fault_of(spelled(written)) is fault


@given(st.text(max_size=60))
def test_of_any_text_a_name_can_be_kept_that_is_not_at_fault(text):
    name = cleaned(text, 50)
    assert fault_of(name) is None
    assert len(name) <= 50
    assert cleaned(name, 50) == name
    assert alike(name, name) is bool(skeleton(name))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Аda Brückner", "Ada Brückner"),  # a Cyrillic А
        ("ADA BRÜCKNER", "Ada Brückner"),
        ("AdaBrückner.", "Ada Brückner"),
        ("★ Ada_Brückner ★", "Ada Brückner"),
        ("ᴀᴅᴀ ʙʀüᴄᴋɴᴇʀ", "Ada Brückner"),
        ("A̶d̶a̶ Brückner", "Ada Brückner"),
        ("AIice", "Alice"),
        ("ALlCE", "alice"),
        ("A|ice", "Alice"),
        ("lan Mill", "Ian Mill"),
        ("EIIa", "Elia"),
        ("Amie", "Arnie"),
        ("O'Brien", "O’Brien"),
        ("Hаталья", "Наталья"),  # a Latin H
        ("HATAЛЬЯ", "Наталья"),
        ("Γιώργος", "ΓΙΏΡΓΟΣ"),
    ],
)
def test_names_that_look_alike_are_alike_and_found_by_their_skeletons(name, other):
    assert alike(name, other)
    assert skeleton(other) in skeletons(name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ian", "Lan"),
        ("Ella", "Elia"),
        ("Ava", "Ana"),
        ("Bruckner", "Brückner"),
        ("Ali", "All"),
        ("🌻", "🌻"),
        ("", ""),
    ],
)
def test_names_that_can_be_told_apart_are_not(name, other):
    assert not alike(name, other)


def test_whatever_unicode_calls_confusable_is_alike():
    table = {sign: drawn for sign, drawn in prototypes().items() if unicodedata.is_normalized("NFKD", drawn)}
    assert [sign for sign, drawn in table.items() if skeleton(sign) and not alike(f"x{sign}x", f"x{drawn}x")] == []


@pytest.mark.parametrize(
    "name",
    ["Moderator", "m0derator", "M o d e r a t o r", "[admin]", "The Team", "Chefredaktion", "Ada, editor", "Staff 2"],
)
def test_an_office_is_nobodys_name(name):
    assert pretends_office(name)


@pytest.mark.parametrize(
    "name", ["Judith Guest", "Leopold Staff", "Grace House", "Editha", "of the", "7", "Moderate Mo"]
)
def test_who_is_called_nearly_like_an_office_may_be(name):
    assert not pretends_office(name)


def test_anonymous_is_no_name_and_a_mark_none_either():
    assert [is_nameless(name) for name in ("Anonymous", "ANONYM", "Αnonymous", "Anonymia")] == [True, True, True, False]
    assert [pretends_mark(name) for name in ("Anonymous K4Q7M", "Anonymous", "Ada K4Q7M")] == [True, False, False]


def test_a_mark_is_the_same_in_a_thread_and_says_nothing_elsewhere():
    marks = {(thread, reader): mark(b"key", thread, reader) for thread in range(40) for reader in range(40)}
    assert marks[3, 7] == mark(b"key", 3, 7) != mark(b"other key", 3, 7)
    assert len(set(marks.values())) >= 1595
    # Letter, digit, letter, digit, letter: no word can arise.
    assert {tuple(sign.isdigit() for sign in one) for one in marks.values()} == {(False, True, False, True, False)}
    assert not set("".join(marks.values())) & set("AEIOUYZ01")


def test_the_table_is_unicodes_without_what_nfkd_takes_apart():
    lines = [
        "# x",
        "0430 ;\t0061 ;\tMA\t# а → a",
        "FF41 ;\t0061 ;\tMA\t# ａ → a",
        "006D ;\t0072 006E ;\tMA\t# m → rn",
        "",
    ]
    assert table_of(lines) == "61:430 72+6e:6d"
    assert len(prototypes()) > 2400
    assert all(unicodedata.is_normalized("NFKD", sign) for sign in prototypes())


def test_the_table_is_read_only_when_a_name_is_looked_at():
    words = (
        "import sys; import folkmoot.pure.names.denials as d; a = 'folkmoot.pure.names.confusables' in sys.modules;"
        "d.deceiving_name('Ada'); print(a, 'folkmoot.pure.names.confusables' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
