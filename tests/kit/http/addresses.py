"""Addresses of the tests of the doors: views that answer, refuse and break in every way."""

from __future__ import annotations

import errno
import json

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from folkmoot.kit.http import media
from folkmoot.kit.http.caching import shared
from folkmoot.kit.http.client import network_of, request_id_of
from folkmoot.kit.http.errors import MisdirectedError
from folkmoot.kit.http.problem import problem
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return shared(HttpResponse("<p>the bridge</p>"), keys=("article-1", "thread-1"))


def echo(request: HttpRequest) -> HttpResponse:
    told = {
        "body": request.body.decode(),
        "method": request.method,
        "client": network_of(request),
        "request_id": request_id_of(request),
        "peer": request.META["REMOTE_ADDR"],
        "host": request.get_host(),
        "scheme": request.scheme,
        "headers": sorted(name.lower() for name in request.headers),
    }
    return JsonResponse(told)


def denied(request: HttpRequest) -> HttpResponse:
    raise DeniedError(Denial(code="too_fast", sentence="Wait <a> moment.", field="body", retry_after_s=7))


def misdirected(request: HttpRequest) -> HttpResponse:
    raise MisdirectedError


def busy(request: HttpRequest) -> HttpResponse:
    message = "database is locked in /secret/place"
    raise OperationalError(message)


def full(request: HttpRequest) -> HttpResponse:
    raise OSError(errno.ENOSPC, "no room in /secret/place")


def full_on_the_way_out(get_response):
    """Django middleware: something that comes after the view, as keeping a session does, finds the disk full."""

    def answer(request: HttpRequest) -> HttpResponse:
        get_response(request)
        return full(request)

    return answer


def broken(request: HttpRequest) -> HttpResponse:
    message = "SELECT secret FROM place"
    raise RuntimeError(message)


def parse(request: HttpRequest) -> HttpResponse:
    try:
        json.loads(request.body)
    except ValueError:
        return problem(400, "not_json", "Send JSON.")
    return HttpResponse(status=201)


def streamed(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter([b"one ", b"two ", b"three"]), content_type="text/plain")


def cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(status=204)
    response.set_cookie("theme", "dark")
    return response


def connection_used(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse(str(id(connection.connection)))


_views = {
    "page": page,
    "echo": echo,
    "denied": denied,
    "misdirected": misdirected,
    "busy": busy,
    "full": full,
    "broken": broken,
}
urlpatterns = [
    *(path(name, view) for name, view in _views.items()),
    *(path(f"api/v1/{name}", view) for name, view in _views.items()),
    path("admin/page", page),
    path("api/v1/parse", parse),
    path("media/<path:name>", media.picture),
    path("streamed", streamed),
    path("cookie", cookie),
    path("connection", connection_used),
]
