"""The first screen of an empty house: who knows the code from the terminal founds the newspaper and is its owner."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language_from_request
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_http_methods

from folkmoot.articles.commands.found_publication import found_publication
from folkmoot.articles.policy.founding import too_many_codes
from folkmoot.articles.queries import publications
from folkmoot.articles.values import BEGIN_PATH, FoundingDraft
from folkmoot.kit import clock
from folkmoot.kit.http.client import network_of
from folkmoot.kit.http.cookies import set_lasting
from folkmoot.kit.http.problem import status_of
from folkmoot.kit.languages import TRANSLATED, spoken_languages
from folkmoot.kit.one_time_code import is_code
from folkmoot.kit.ratelimit import Rate, take
from folkmoot.kit.time_zones import time_zones
from folkmoot.kit.voice import speaking
from folkmoot.pure.browsers import browser_name
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.readers.commands.end_sign_ins import remember_sign_in
from folkmoot.readers.models import Account
from folkmoot.readers.values import DESK_PATH, MARKER_COOKIE
from folkmoot.readers.values.staff import Means

GUESSES, GUESSES_PER_S = 10, 15 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingFields:
    """The form. The password is asked for again when something is refused."""

    code: str = ""
    name: str = ""
    owner_name: str = ""
    email: str = ""
    language: str = "en"
    time_zone: str = ""
    base_url: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Return the form, or the desk of the newspaper that it founds, signed in as its owner.

    Raises:
        Http404: a newspaper lives here already.
    """
    if publications():
        raise Http404
    with speaking(_spoken(request)):
        if request.method == "POST":
            return _found(request)
        fields = FoundingFields(
            code=request.GET.get("code", ""), language=_usual_language(request), base_url=_usual_address(request)
        )
        return _form(request, fields)


def _found(request: HttpRequest) -> HttpResponse:
    names = ("code", "name", "owner_name", "email", "language", "time_zone", "base_url")
    fields = FoundingFields(**{name: request.POST.get(name, "") for name in names})
    now = clock.now()
    if not is_code(fields.code):
        wait_s = take(Rate(f"begin|{network_of(request)}", GUESSES, GUESSES_PER_S, GUESSES), now=now)
        if wait_s is not None:
            return _form(request, fields, refused=too_many_codes(wait_s))
    draft = FoundingDraft(
        name=fields.name,
        owner_name=fields.owner_name,
        email=fields.email,
        password=request.POST.get("password", ""),
        language=fields.language,
        time_zone=fields.time_zone,
        base_url=fields.base_url,
    )
    try:
        founded = found_publication(draft, code=fields.code, now=now)
    except DeniedError as error:
        return _form(request, fields, refused=error.denial)
    account = Account.objects.get(id=founded.account_id)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    remember_sign_in(
        account_id=account.id,
        session_key=request.session.session_key or "",
        browser=browser_name(request.headers.get("User-Agent", "")),
        means=Means.PASSWORD,
        now=now,
    )
    response = HttpResponseRedirect(f"{DESK_PATH}?{urlencode({'founded': 1})}", status=303)
    set_lasting(response, request, MARKER_COOKIE, "1", max_age_s=settings.SESSION_COOKIE_AGE, script_readable=True)
    return response


def _form(request: HttpRequest, fields: FoundingFields, *, refused: Denial | None = None) -> HttpResponse:
    context = {
        "chrome": None,
        "spoken": _spoken(request),
        "fields": fields,
        "refused": refused,
        "action": BEGIN_PATH,
        "languages": spoken_languages(),
        "time_zones": time_zones(),
    }
    status = status_of(refused.code) if refused else 200
    response = render(request, "articles/desk_begin.html", context, status=status)
    if refused and refused.retry_after_s is not None:
        response["Retry-After"] = str(refused.retry_after_s)
    return response


def _spoken(request: HttpRequest) -> str:
    """Return the one of our languages that the browser likes best: nobody has said yet what the house speaks."""
    wanted = get_language_from_request(request).partition("-")[0]
    return wanted if wanted in TRANSLATED else TRANSLATED[0]


def _usual_language(request: HttpRequest) -> str:
    """Return the first language of the browser that a newspaper may have; English if it names none."""
    known = {language.tag.lower(): language.tag for language in spoken_languages()}
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        found = known.get(wanted) or known.get(wanted.partition("-")[0])
        if found:
            return found
    return "en"


def _usual_address(request: HttpRequest) -> str:
    configured: str = settings.FOLKMOOT.base_url
    return configured or f"{request.scheme}://{request.get_host()}"
