"""One's own giving, by a link: nobody has to sign in to see, change or end it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from folkmoot.funding.commands import change_gift
from folkmoot.funding.commands.forget_supporter import forget_supporter
from folkmoot.funding.commands.name_supporter import name_supporter
from folkmoot.funding.commands.open_checkout import open_checkout
from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.forms.caller import Caller, caller_of
from folkmoot.funding.forms.guard import Sent, guard_gift
from folkmoot.funding.forms.offering import why_closed
from folkmoot.funding.forms.typed import require_year
from folkmoot.funding.models import Contribution, settings_in_force
from folkmoot.funding.policy.changing import bad_span, unknown_gift
from folkmoot.funding.ports import Ports, ProviderDownError
from folkmoot.funding.queries.gifts import contribution_of, read_gift, read_statement
from folkmoot.funding.values import ContributionState, giving_path, statement_path, thanks_path
from folkmoot.funding.values.tokens import Bearer
from folkmoot.funding.views.private import private, with_status
from folkmoot.kit.look.render import zone_of
from folkmoot.kit.ratelimit import Rate, take
from folkmoot.kit.text.amounts import UnreadableAmountError, read_amount
from folkmoot.kit.words import say
from folkmoot.pure.verdict import Denial, DeniedError, require

Found = tuple[Contribution, Bearer]
LOOKS_PER_MINUTE = 20
UNPAID = (ContributionState.BEGUN, ContributionState.ABANDONED)
log = logging.getLogger("folkmoot.funding")


@require_safe
def giving(request: HttpRequest, token: str) -> HttpResponse:
    """Return what somebody gives, and what they can change of it.

    Raises:
        DeniedError: `unknown_gift`.
    """
    caller = caller_of(request)
    return _page(caller, _found(caller, token), token, done=request.GET.get("done", ""))


@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Return what became of a payment. Its provider is asked now, so that nobody waits for a message of theirs.

    Raises:
        DeniedError: `unknown_gift`.
    """
    caller = caller_of(request)
    row, bearer = _found(caller, token)
    unheard = not _sync(row, caller)
    row, bearer = _found(caller, token)
    settings = settings_in_force(caller.publication.id)
    context = {
        "gift": read_gift(row, bearer, caller.publication),
        "path": giving_path(token),
        "here": thanks_path(token),
        "unheard": unheard,
        "legal_name": settings.legal_name or caller.publication.name,
        "back": row.page.url if row.page else "",
    }
    return private("funding/thanks.html", caller, context, origins=_origins(row))


@require_safe
def statement(request: HttpRequest, token: str) -> HttpResponse:
    """Return what came between two days, for the tax office or for oneself: of this year, unless they are named.

    Raises:
        DeniedError: `unknown_gift`.
    """
    caller = caller_of(request)
    row, bearer = _found(caller, token)
    today = caller.now.astimezone(zone_of(caller.publication.time_zone)).date()
    first, last = date(today.year, 1, 1), today
    denial = None
    try:
        first = _day(request.GET.get("from", ""), first)
        last = _day(request.GET.get("to", ""), last)
    except ValueError:
        denial = bad_span()
    if first > last:
        denial = bad_span()
    context = {
        "statement": None if denial else read_statement(row, bearer, caller.publication, first, last),
        "first": first,
        "last": last,
        "error": say(denial) if denial else "",
        "path": giving_path(token),
        "here": statement_path(token),
        "today": caller.now,
    }
    response = private("funding/statement.html", caller, context)
    return with_status(response, denial) if denial else response


@require_POST
def change(request: HttpRequest, token: str, act: str) -> HttpResponse:
    """Do what one of the page's forms asks for, and lead back to it; what is refused is said there.

    Raises:
        DeniedError: `unknown_gift`.
    """
    caller = caller_of(request)
    found = _found(caller, token)
    try:
        leads_to = ACTS[act](request, caller, found[0], token)
    except DeniedError as error:
        return _page(caller, _found(caller, token), token, act=act, denial=error.denial, typed=request.POST.dict())
    return HttpResponseRedirect(leads_to or f"{giving_path(token)}?done={act}", status=303)


def _amount(request: HttpRequest, caller: Caller, row: Contribution, _token: str) -> str:
    try:
        gift_minor = read_amount(request.POST.get("amount", ""), row.currency, caller.publication.language)
    except UnreadableAmountError as error:
        raise DeniedError(error.denial) from error
    change_gift.change_amount(caller.publication, row.name_of_ours, gift_minor, now=caller.now)
    return ""


def _pause(_request: HttpRequest, caller: Caller, row: Contribution, _token: str) -> str:
    change_gift.pause_gift(caller.publication, row.name_of_ours, now=caller.now)
    return ""


def _resume(_request: HttpRequest, caller: Caller, row: Contribution, _token: str) -> str:
    change_gift.resume_gift(caller.publication, row.name_of_ours, now=caller.now)
    return ""


def _end(_request: HttpRequest, caller: Caller, row: Contribution, _token: str) -> str:
    change_gift.end_gift(caller.publication, row.name_of_ours, now=caller.now)
    return ""


def _card(_request: HttpRequest, caller: Caller, row: Contribution, token: str) -> str:
    back = caller.publication.base_url + thanks_path(token)
    return change_gift.card_page(caller.publication, row.name_of_ours, return_url=back)


def _name(request: HttpRequest, caller: Caller, row: Contribution, _token: str) -> str:
    name_supporter(
        publication_id=caller.publication.id,
        name_of_ours=row.name_of_ours,
        name=request.POST.get("name", ""),
        named=bool(request.POST.get("named")),
        message=request.POST.get("message", ""),
        now=caller.now,
    )
    return ""


def _pay(_request: HttpRequest, caller: Caller, row: Contribution, token: str) -> str:
    """Lead to where a gift is paid that was begun; a new page of the provider counts against the limits."""
    if row.state not in UNPAID:
        return thanks_path(token)
    require(why_closed(row.campaign, caller.publication, now=caller.now))
    if row.state == ContributionState.ABANDONED or not row.checkout_url:
        guard_gift(Sent(email=row.email), row.campaign, caller)
    return open_checkout(row, caller.publication, now=caller.now)


def _forget(_request: HttpRequest, caller: Caller, row: Contribution, _token: str) -> str:
    forget_supporter(publication_id=caller.publication.id, name_of_ours=row.name_of_ours, now=caller.now)
    return ""


ACTS: dict[str, Callable[[HttpRequest, Caller, Contribution, str], str]] = {
    "amount": _amount,
    "pause": _pause,
    "resume": _resume,
    "end": _end,
    "card": _card,
    "name": _name,
    "pay": _pay,
    "forget": _forget,
}


def _page(
    caller: Caller,
    found: Found,
    token: str,
    *,
    done: str = "",
    act: str = "",
    denial: Denial | None = None,
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    row, bearer = found
    context = {
        "gift": read_gift(row, bearer, caller.publication),
        "path": giving_path(token),
        "statement_path": statement_path(token),
        "done": done if done in ACTS else "",
        "act": act,
        "field": denial.field if denial else "",
        "error": say(denial) if denial else "",
        "typed": typed,
    }
    response = private("funding/giving.html", caller, context, origins=_origins(row))
    return with_status(response, denial) if denial else response


def _found(caller: Caller, token: str) -> Found:
    found = contribution_of(caller.publication.id, token)
    if found is None:
        raise DeniedError(unknown_gift())
    return found


def _sync(row: Contribution, caller: Caller) -> bool:
    """Return whether the provider could be asked, or need not be: nobody makes us ask it twenty times a minute."""
    if take(Rate(f"thanks|{row.name_of_ours}", LOOKS_PER_MINUTE, 60, LOOKS_PER_MINUTE), now=caller.now) is not None:
        return True
    try:
        sync_contribution(row.name_of_ours, now=caller.now)
    except ProviderDownError as error:
        log.warning("a giver came back, and %s cannot be asked: %s", row.provider, error)
        return False
    return True


def _origins(row: Contribution) -> tuple[str, ...]:
    provider = Ports.providers().get(row.provider)
    return provider.capabilities.origins if provider else ()


def _day(text: str, usual: date) -> date:
    if not text:
        return usual
    named = date.fromisoformat(text)
    require_year(named)
    return named
