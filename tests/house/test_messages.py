"""Every word of ours can be translated, is in the catalogue, and is there in German."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.house.messages import TEMPLATE, compiled, complaints, languages, read, template, words
from tests.house.sources import PACKAGE, name, source

STALE = "the sources say something else now: run `make messages`, translate what it names, run it again"
MARKS = {"_", "gettext", "gettext_noop", "ngettext", "ngettext_noop"}
SAID_BY = {"Denial": "sentence", "Finding": "sentence", "Screening": "sentence"}
FAMILIAR = re.compile(r"\b(?:du|dich|dir|dein\w*|euch|euer\w*)\b", re.IGNORECASE)
COMMENTS = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
LITERALS = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
SENTENCE = re.compile(r"[A-Z][a-z]+ [a-z]|[a-z]{2,}[.!?…]$|[a-z]+ [a-z]+ [a-z]+")
LANGUAGE_KEEPERS = {"src/folkmoot/kit/voice.py"}
TURNS_LANGUAGE = re.compile(r"translation(?: import |\.)\(?[\w, ]*\b(?:override|activate|deactivate\w*)\b")


@pytest.fixture(scope="module")
def said() -> Catalog:
    return template()


def test_the_template_is_what_the_sources_say(said):
    assert list(words(read(TEMPLATE))) == list(words(said)), STALE


@pytest.mark.parametrize("path", languages(), ids=lambda path: path.parts[-3])
def test_a_language_is_complete_and_keeps_every_place(path, said):
    assert complaints(read(path), said) == [], STALE


@pytest.mark.parametrize("path", languages(), ids=lambda path: path.parts[-3])
def test_what_django_reads_is_what_the_translator_wrote(path):
    assert words(compiled(path)) == words(read(path)), STALE


def test_german_is_there_and_says_sie():
    (german,) = [path for path in languages() if path.parts[-3] == "de"]
    texts = {message.id: message.string for message in read(german) if message.id}
    assert [ours for ours, own in texts.items() if FAMILIAR.search(str(own))] == []


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        ("Es sind %(n)s.", None),
        ("Es sind viele.", "other places than ours"),
        ("Es sind %(m)s.", "other places than ours"),
        ("Es sind %(n)s", "ends in another way"),
        (" Es sind %(n)s.", "blanks at an end"),
        ("<b>Es</b> sind %(n)s.", "other markup than ours"),
        ("", "not translated"),
    ],
)
def test_a_translation_that_would_break_is_seen(own, fault):
    said, theirs = Catalog(), Catalog(locale="de")
    said.add("There are %(n)s.")
    theirs.add("There are %(n)s.", own)
    assert [line.split(":")[0] for line in complaints(theirs, said)] == ([fault] if fault else [])


def test_what_is_new_what_is_gone_and_what_is_fuzzy_is_seen():
    said, theirs = Catalog(), Catalog(locale="de")
    said.add("New.")
    said.add(("one %(n)s", "many %(n)s"))
    theirs.add("Old.", "Alt.")
    theirs.add(("one %(n)s", "many %(n)s"), ("ein", "%(n)s"), flags=["fuzzy"])
    assert [line.split(":")[0] for line in complaints(theirs, said)] == [
        "not in the catalogue",
        "no longer said",
        "marked as fuzzy",
    ]


def test_every_refusal_can_be_translated():
    found = {
        name(path): unsaid(path.read_text("utf-8")) for path in source(".py", below=PACKAGE) if not _for_terminals(path)
    }
    assert {path: lines for path, lines in found.items() if lines} == {}


def _for_terminals(path: Path) -> bool:
    """Say whether only whoever runs the house meets a file's sentences: on a terminal, where they are English."""
    return path.relative_to(PACKAGE).parts[0] in {"cli", "portability", "settings"}


def unsaid(text: str) -> list[int]:
    """Return the lines where the sentence of a refusal is put together or stands unmarked."""
    tree = ast.parse(text)
    values = [
        keyword.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SAID_BY
        for keyword in call.keywords
        if keyword.arg == SAID_BY[call.func.id]
    ]
    values += [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == ["sentence"]
    ]
    return sorted(
        value.lineno
        for value in values
        if isinstance(value, ast.Constant | ast.JoinedStr | ast.BinOp) and not _is_empty(value)
    )


def _is_empty(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value == ""


def test_an_unmarked_refusal_is_seen():
    assert unsaid('Denial(code="a", sentence="No.")\nsentence = f"No {1}."\nDenial(code="b", sentence=_("No."))') == [
        1,
        2,
    ]


def test_no_script_speaks_for_itself():
    found = {name(path): spoken(path.read_text("utf-8")) for path in source(".js", below=PACKAGE)}
    assert {path: lines for path, lines in found.items() if lines} == {}


def spoken(text: str) -> list[str]:
    """Return what looks like words for people in a script; its words come with the page, where translators reach them."""
    literals = [one or other for one, other in LITERALS.findall(COMMENTS.sub("", text))]
    return [literal for literal in literals if SENTENCE.search(literal)]


def test_words_in_a_script_are_seen():
    assert spoken('say("Try again.");\nlabel = `Show the replies`; // "In a remark"') == [
        "Try again.",
        "Show the replies",
    ]
    assert spoken('make("p", "field-error", words.held); find(".comment-form > .button"); key = "folkmoot"') == []


def test_only_the_voice_turns_the_language():
    found = {name(path): TURNS_LANGUAGE.findall(path.read_text("utf-8")) for path in source(".py", below=PACKAGE)}
    assert {path for path, lines in found.items() if lines} <= LANGUAGE_KEEPERS
    tags = re.compile(r"{%-?\s*(?:language|get_current_language)\b")
    assert [name(path) for path in source(".html", below=PACKAGE) if tags.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "line",
    [
        "from django.utils.translation import override as in_language",
        "with translation.override('de'):",
        "from django.utils.translation import gettext, activate",
    ],
)
def test_a_turn_of_the_language_is_seen(line):
    assert TURNS_LANGUAGE.search(line)
    assert not TURNS_LANGUAGE.search("from django.utils.translation import gettext as _")
