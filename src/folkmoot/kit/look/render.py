"""Render a template in a publication's language and time zone, never in its reader's or the server's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from folkmoot.kit.voice import speaking
from folkmoot.pure.labels import Labels


class Chrome(Protocol):
    """The part of a publication's chrome that decides how words and times are written."""

    @property
    def language(self) -> str:
        """Return an IETF language tag."""
        ...

    @property
    def time_zone(self) -> str:
        """Return a name of the IANA time zone database."""
        ...

    @property
    def labels(self) -> Labels:
        """Return the words of ours that it says in its own way."""
        ...


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of that name; UTC for a name that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@contextmanager
def as_written_by(chrome: Chrome | None) -> Iterator[None]:
    """Write words and times as a publication does; in English and UTC where none is known (an unknown host)."""
    language, time_zone, labels = (chrome.language, chrome.time_zone, chrome.labels) if chrome else ("en", "UTC", ())
    with speaking(language, labels), timezone.override(zone_of(time_zone)):
        yield


def render_shared(template: str, chrome: Chrome | None, context: Mapping[str, Any]) -> str:
    """Return the page as every reader gets it: no request is at hand, so nothing of one can slip in."""
    with as_written_by(chrome):
        return render_to_string(template, {"chrome": chrome, **context})


def render_desk(request: HttpRequest, template: str, chrome: Chrome, context: Mapping[str, Any]) -> HttpResponse:
    """Return a page of the desk, which knows who is signed in."""
    with as_written_by(chrome):
        return render(request, template, {"chrome": chrome, **context})
