"""The desk of the demo provider: what a provider's own people, a giver's bank, or bad luck would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folkmoot.articles.queries import chrome_of, publication_of
from folkmoot.articles.values import ChromeView
from folkmoot.funding.adapters.demo.delivery import deliver, deliver_as
from folkmoot.funding.adapters.demo.pages import PayPage, read_charges, read_page, read_pages, waiting_messages
from folkmoot.funding.commands.demo.let_happen import let_happen
from folkmoot.funding.commands.demo.note_delivery import drop_message
from folkmoot.funding.commands.demo.pay_out import pay_out
from folkmoot.funding.commands.reconcile import reconcile
from folkmoot.funding.models import Campaign, DemoMessage
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.queries.desk_parts import DeskParts
from folkmoot.funding.values import DEMO_DESK_PATH, GIFTS_PATH, DisputeState, demo, demo_desk_path
from folkmoot.funding.values.demo import Delivery, ImpossibleError, Step
from folkmoot.kit import clock
from folkmoot.kit.look.render import render_desk
from folkmoot.kit.text.amounts import UnreadableAmountError, read_amount
from folkmoot.kit.words import say
from folkmoot.pure.verdict import require
from folkmoot.readers.queries import actor_of
from folkmoot.readers.values import SIGN_IN_PATH, Actor

SEE_OTHER = 303
StepOf = Callable[[PayPage, str, datetime], Step]

CHARGE_ACTS: dict[str, StepOf] = {
    "arrive": lambda _page, ref, at: demo.settle(ref, comes=True, at=at),
    "bounce": lambda _page, ref, at: demo.settle(ref, comes=False, at=at),
    "dispute": lambda _page, ref, at: demo.dispute(ref, at=at),
    "win": lambda _page, ref, at: demo.decide(ref, DisputeState.WON, at=at),
    "lose": lambda _page, ref, at: demo.decide(ref, DisputeState.LOST, at=at),
    "renew": lambda page, _ref, at: demo.renew(page.order.frequency, succeeds=True, at=at),
    "fail-renewal": lambda page, _ref, at: demo.renew(page.order.frequency, succeeds=False, at=at),
}
"""What a button lets happen to a charge, or to what renews."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts at the desk, where and when."""

    chrome: ChromeView
    actor: Actor
    now: datetime


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """Return all pages of the demo provider with the messages that wait; or send those, pay out, or let ours ask."""
    if (hand := _hand(request)) is None:
        return redirect_to_login(DEMO_DESK_PATH, SIGN_IN_PATH)
    publication_id = hand.chrome.publication_id
    if request.method != "POST":
        said = {
            "delivered": _("Delivered."),
            "payout": _("Paid out. No message tells of it: the newspaper finds it when it asks."),
            "ask": _("The newspaper asked, and has booked what it had missed."),
        }
        context = {
            "pages": read_pages(hand.chrome),
            "waiting": waiting_messages(publication_id),
            "done": said.get(request.GET.get("done", ""), ""),
        }
        return _show(request, hand, "funding/demo/desk.html", context)
    act = request.POST.get("act", "")
    if act == "ask":
        reconcile(now=hand.now)
    elif act == "payout":
        currencies = Campaign.objects.filter(publication_id=publication_id, is_test=True).values("currency").distinct()
        for row in currencies.order_by("currency"):
            pay_out(publication_id, row["currency"], now=hand.now)
    else:
        for message in reversed(waiting_messages(publication_id)):
            deliver(message, now=hand.now)
    done = act if act in {"ask", "payout"} else "delivered"
    return HttpResponseRedirect(f"{DEMO_DESK_PATH}?done={done}", status=SEE_OTHER)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """Return one page of the demo provider with all that can happen to it; or let it happen."""
    if (hand := _hand(request)) is None:
        return redirect_to_login(demo_desk_path(ref), SIGN_IN_PATH)
    page = read_page(hand.chrome.publication_id, ref)
    if page is None:
        raise Http404
    if request.method != "POST":
        return _show_one(request, hand, page)
    try:
        _act(request, page, hand)
    except UnreadableAmountError as refused:
        return _show_one(request, hand, page, refused=say(refused.denial))
    except ImpossibleError:
        return _show_one(request, hand, page, refused=_("That cannot happen now."))
    return HttpResponseRedirect(demo_desk_path(ref), status=SEE_OTHER)


def _act(request: HttpRequest, page: PayPage, hand: Hand) -> None:
    """Do what was pressed: to a message, or to a charge."""
    act, event_id = request.POST.get("act", ""), request.POST.get("message", "")
    if event_id:
        _handle_message(page, act, event_id, now=hand.now)
        return
    chosen = request.POST.get("delivery", "")
    delivery = Delivery(chosen) if chosen in set(Delivery) else Delivery.ONCE
    ref = request.POST.get("charge", "")
    if act == "refund":
        typed = request.POST.get("amount", "")
        step = demo.refund(ref, read_amount(typed, page.order.currency, hand.chrome.language), at=hand.now)
    elif act in CHARGE_ACTS:
        step = CHARGE_ACTS[act](page, ref, hand.now)
    else:
        message = f"nothing is called {act}"
        raise ImpossibleError(message)
    message_about_it = let_happen(page.ref, step, kind=f"desk.{act}", delivery=delivery, now=hand.now)
    deliver_as(message_about_it, delivery, now=hand.now)


def _handle_message(page: PayPage, act: str, event_id: str, *, now: datetime) -> None:
    """Send a message once more, or let it be lost."""
    found = DemoMessage.objects.select_related("checkout").filter(checkout_id=page.number, event_id=event_id).first()
    if found is None:
        raise Http404
    if act == "drop":
        drop_message(event_id)
    elif not found.dropped:
        deliver_as(found, Delivery.TWICE if act == "twice" else Delivery.ONCE, now=now)


def _hand(request: HttpRequest) -> Hand | None:
    """Return who acts, None for somebody who has to sign in first.

    Raises:
        DeniedError: `not_allowed`: neither owner nor treasurer.
    """
    publication = publication_of(request)
    actor = actor_of(request, publication_id=publication.id)
    if actor.account_id is None:
        return None
    require(not_a_treasurer(actor.roles))
    return Hand(chrome_of(publication.id), actor, clock.now())


def _show_one(request: HttpRequest, hand: Hand, page: PayPage, *, refused: str = "") -> HttpResponse:
    messages = DemoMessage.objects.filter(checkout_id=page.number)
    context = {"page": page, "charges": read_charges(page), "messages": messages, "refused": refused}
    response = _show(request, hand, "funding/demo/desk_page.html", context)
    response.status_code = 422 if refused else 200
    return response


def _show(request: HttpRequest, hand: Hand, template: str, context: Mapping[str, object]) -> HttpResponse:
    return render_desk(
        request,
        template,
        hand.chrome,
        {
            "here": GIFTS_PATH,
            "part": "demo",
            "parts": DeskParts(hand.chrome.publication_id),
            "desk_path": DEMO_DESK_PATH,
            "roles": hand.actor.roles,
            **context,
        },
    )
