"""Templates stay on their floor, say the same to every reader, and can be translated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.sources import room_of
from tests.house.templates import (
    is_public,
    names_its_context,
    private_words,
    templates,
    untranslated,
    upward_reaches,
)


def findings(rule: Callable[[str], list[str]], chosen: Callable[[str], bool]) -> dict[str, list[str]]:
    """Return template → what the rule found, for the chosen templates."""
    found = {name: rule(path.read_text("utf-8")) for name, path in templates().items() if chosen(name)}
    return {name: lines for name, lines in found.items() if lines}


def test_templates_reach_down_only():
    found = {name: upward_reaches(path.read_text("utf-8"), room_of(path)) for name, path in templates().items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_public_templates_are_the_same_for_every_reader():
    assert findings(private_words, is_public) == {}


def test_words_of_public_templates_can_be_translated():
    assert findings(untranslated, is_public) == {}


def test_each_partial_names_its_context_in_its_first_line():
    partials = {name: path for name, path in templates().items() if Path(name).name.startswith("_")}
    assert [name for name, path in partials.items() if not names_its_context(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("line", "room"),
    [
        ('{% include "discussion/_thread.html" with window=window %}', "articles"),
        ('{% extends "pages/front.html" %}', "discussion"),
        ("{% include template %}", "pages"),
        ('{% include "discussion/_nowhere.html" %}', "pages"),
        ('{% url "nowhere" %}', "pages"),
    ],
)
def test_a_reach_upward_is_seen(line, room, monkeypatch):
    known = {"discussion/_thread.html": "discussion", "pages/front.html": "pages"}
    paths = {name: Path(__file__).parents[2] / "src/folkmoot" / folder / name for name, folder in known.items()}
    monkeypatch.setattr("tests.house.templates.templates", lambda: paths)
    assert len(upward_reaches(line, room)) == 1


def test_a_library_or_route_of_a_higher_room_is_seen(monkeypatch):
    monkeypatch.setattr("tests.house.templates.tag_libraries", lambda: {"times": "kit", "threads": "discussion"})
    monkeypatch.setattr("tests.house.templates.route_rooms", lambda: {"queue": "moderation"})
    assert upward_reaches("{% load i18n times %}", "articles") == []
    assert upward_reaches("{% load nested from threads %}", "articles") == ["load threads of discussion"]
    assert upward_reaches("{% url 'queue' %}", "articles") == ["url queue of moderation"]


@pytest.mark.parametrize(
    "line", ["{% csrf_token %}", "{{ request.user.name }}", "{% for line in messages %}{% endfor %}", "{{ user.name }}"]
)
def test_what_differs_between_readers_is_seen(line):
    assert private_words(line)
    assert private_words("{# " + line.replace("{", "").replace("}", "") + " #}") == []


@pytest.mark.parametrize(
    "line", ["<p>Write to us</p>", '<img src="a" alt="A bridge">', '<a title="Reply to {{ name }}" href="#c">1</a>']
)
def test_a_word_no_translator_can_reach_is_seen(line):
    assert untranslated(line)


@pytest.mark.parametrize(
    "line",
    [
        '<p class="lead">{% translate "Write to us" %}</p>',
        "{% blocktranslate %}Read <a>all</a>{% endblocktranslate %}",
        "<p>{{ title }} · {# a word #}</p>",
        '<a aria-label="{% translate "Reply" %}">Folkmoot</a>',
        "{% block body_class %}front{% endblock %}",
        "<script>const word = 1;</script>",
    ],
)
def test_what_is_translated_or_not_spoken_passes(line):
    assert untranslated(line) == []


def test_a_partial_without_its_context_is_seen():
    assert names_its_context("{# One comment. Context: `comment` (CommentView). #}\n<article>")
    assert not names_its_context("<article>\n{# Context: comment #}")
    assert not names_its_context("{# One comment. #}\n<article>")
