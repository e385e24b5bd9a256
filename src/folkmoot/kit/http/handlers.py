"""Django's error handlers (`urls.py` names them) and the middlewares that turn refusals into answers."""

from __future__ import annotations

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from folkmoot.kit.http.areas import Area, area_of
from folkmoot.kit.http.cookies import ACTED_COOKIE, ACTED_S, set_lasting
from folkmoot.kit.http.errors import MisdirectedError
from folkmoot.kit.http.failures import answer_denial, answer_failure, answer_storage_full
from folkmoot.kit.http.guard import comes_from_our_page, require_same_origin
from folkmoot.kit.http.policy import GetResponse
from folkmoot.kit.storage import takes_nothing
from folkmoot.pure.verdict import DeniedError

BUSY_RETRY_AFTER_S = 5
FULL_RETRY_AFTER_S = 10
FIRST_ERROR = 400
SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")
log = logging.getLogger("folkmoot.http")


class Failures:
    """Django middleware: what views raise becomes an answer."""

    def __init__(self, get_response: GetResponse) -> None:
        """Wrap the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer; a method that a view does not know gets words, not an empty page."""
        response = self._get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            worded = answer_failure(request, response.status_code)
            worded["Allow"] = _allowed(response["Allow"])
            return worded
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the answer to a refusal, or to storage that does not do its part; None leaves the rest to `server_error`."""
        match error:
            case DeniedError():
                return answer_denial(request, error.denial)
            case MisdirectedError():
                return answer_failure(request, 421)
        return _answer_storage(request, error)


def _answer_storage(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """Return the answer to a disk or a database that refuses, None to any other error."""
    if error is not None and takes_nothing(error):
        log.error("nothing can be kept: %s", error)
        return answer_storage_full(request, retry_after_s=FULL_RETRY_AFTER_S)
    if isinstance(error, OperationalError | InterfaceError):
        log.warning("the database did not answer: %s", error)
        return answer_failure(request, 503, retry_after_s=BUSY_RETRY_AFTER_S)
    return None


def _allowed(methods: str) -> str:
    """Return an `Allow` in the order of the alphabet; whatever answers GET answers HEAD."""
    named = {method.strip() for method in methods.split(",")}
    return ", ".join(sorted(named | {"HEAD"} if "GET" in named else named))


def guard_writes(get_response: GetResponse) -> GetResponse:
    """Django middleware: every request that may change something must come from our own pages (`guard`).

    It stands before all views, so no door can forget it. There is no CsrfViewMiddleware: public pages carry
    no token, because their bytes are shared. The admin has Django's token besides, through the
    `csrf_protect` that Django puts around its views itself.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method not in SAFE_METHODS:
            try:
                require_same_origin(request)
            except DeniedError as refused:
                return answer_denial(request, refused.denial)
        return get_response(request)

    return answer


def remember_acting(get_response: GetResponse) -> GetResponse:
    """Django middleware: whoever changes something from one of our pages is shown no old page for two seconds.

    Others may be, while it is made anew. Told by a cookie, because the next request may reach another process.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        done = request.method not in SAFE_METHODS and response.status_code < FIRST_ERROR
        if done and comes_from_our_page(request):
            set_lasting(response, request, ACTED_COOKIE, "1", max_age_s=ACTED_S)
        return response

    return answer


def answer_head(get_response: GetResponse) -> GetResponse:
    """Django middleware: the JSON interface, whose framework knows no HEAD, answers it as GET.

    The server leaves the body out and keeps its length. Pages know HEAD themselves.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method == "HEAD" and area_of(request.path) is Area.API:
            request.method = "GET"
        return get_response(request)

    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Return the answer to a request that Django finds suspicious."""
    return answer_failure(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Return the answer to `PermissionDenied`."""
    return answer_failure(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Return the answer to `Http404` and to addresses that lead nowhere."""
    return answer_failure(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the answer to an exception that nobody caught; it is in the log.

    What a middleware raises comes straight here: a session that could not be saved, for instance.
    """
    return _answer_storage(request, sys.exception()) or answer_failure(request, 500)


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the answer to a form of the admin whose token is missing or stale."""
    log.warning("form token refused: %s", reason)
    return answer_failure(request, 403)
