"""An empty house: until a newspaper is founded, every page leads to where that is done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from folkmoot.kit.http.areas import Area, area_of
from folkmoot.kit.http.policy import GetResponse
from folkmoot.kit.look.ports import Ports

SERVED_ANYWAY = ("/readyz", "/healthz", "/metrics")


def lead_to_founding(get_response: GetResponse) -> GetResponse:
    """Django middleware. It asks whether the house is empty only where nobody is known to live at the host."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        is_page = area_of(request.path) is Area.PAGES and request.path not in SERVED_ANYWAY
        if is_page and Ports.speaker_of(request) is None:
            path = Ports.founding_path()
            if path and request.path != path:
                return HttpResponseRedirect(path)
        return get_response(request)

    return answer
