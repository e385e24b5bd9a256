from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from folkmoot.kit.look.render import render_shared, zone_of
from tests.cast import NOON


def shown(filter_name: str, language: str, zone: str) -> str:
    with translation.override(language), timezone.override(zone_of(zone)):
        return Template(f"{{% load look %}}{{{{ at|{filter_name} }}}}").render(Context({"at": NOON}))


@pytest.mark.parametrize(
    ("filter_name", "language", "zone", "words"),
    [
        ("moment", "en-GB", "Europe/London", "2 Mar 2026, 12:00"),
        ("moment", "de", "Europe/Berlin", "02.03.2026, 13:00"),
        ("long_moment", "en-GB", "Europe/Berlin", "2 March 2026, 13:00"),
        ("long_moment", "fr", "America/New_York", "2 mars 2026, 07:00"),
        ("day", "en-GB", "Pacific/Auckland", "3 March 2026"),
        ("weekday", "de", "Europe/Berlin", "Montag, 2. März 2026"),
        ("day", "xx-unknown", "No/Where", "March 2, 2026"),
    ],
)
def test_a_moment_is_written_as_the_publication_writes_it(filter_name, language, zone, words):
    assert shown(filter_name, language, zone) == f'<time datetime="2026-03-02T12:00:00Z">{words}</time>'


@pytest.mark.parametrize(("language", "words"), [("en-GB", "2 March 2026"), ("de", "2. März 2026")])
def test_a_day_without_an_hour_is_the_same_in_every_time_zone(language, words):
    for zone in ("Pacific/Auckland", "America/Los_Angeles"):
        with translation.override(language), timezone.override(zone_of(zone)):
            said = Template("{% load look %}{{ at|day }}").render(Context({"at": NOON.date()}))
        assert said == f'<time datetime="2026-03-02">{words}</time>'


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("xx", "ltr")])
def test_a_page_runs_in_the_direction_of_its_language(language, direction):
    chrome = SimpleNamespace(
        language=language, time_zone="UTC", labels=(), name="N", tagline="", sections=(), fixed_pages=()
    )
    html = render_shared("look/base.html", chrome, {})
    assert f'<html lang="{language}" dir="{direction}">' in html


def test_an_error_page_stands_without_a_publication():
    html = render_shared("look/error.html", None, {"title": "Nothing is here", "sentence": "It may have moved."})
    assert "<h1>Nothing is here</h1>" in html
    assert 'href="/"' in html
