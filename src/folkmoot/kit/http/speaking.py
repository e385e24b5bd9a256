"""Answers are given in the words, the language and the time zone of the publication that is asked, never of its reader."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from folkmoot.kit.http.areas import Area, area_of
from folkmoot.kit.http.policy import GetResponse
from folkmoot.kit.look.ports import Ports
from folkmoot.kit.look.render import as_written_by

WORDLESS = ("/readyz", "/healthz", "/metrics")


def speak_as_the_publication(get_response: GetResponse) -> GetResponse:
    """Django middleware: views, refusals and failures alike speak as the publication does. Files and figures say nothing."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path in WORDLESS or area_of(request.path) in (Area.STATIC, Area.MEDIA):
            return get_response(request)
        with as_written_by(Ports.speaker_of(request)):
            return get_response(request)

    return answer
