"""The demo provider's own page, as a giver sees it: one can pay, be declined, be asked who one is, pay later, or leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from folkmoot.articles.queries import publication_of
from folkmoot.funding.adapters.demo.delivery import deliver_as
from folkmoot.funding.adapters.demo.pages import PayPage, read_page
from folkmoot.funding.commands.demo.let_happen import let_happen
from folkmoot.funding.values import SubscriptionState, demo
from folkmoot.funding.values.demo import Delivery, ImpossibleError, Step
from folkmoot.kit import clock
from folkmoot.kit.http.policy import leading_to
from folkmoot.kit.look.render import render_desk

SEE_OTHER = 303
DECLINES = {"decline": demo.DECLINED, "deny": demo.NEEDS_AUTHENTICATION}
"""What was pressed → why the payment failed."""


@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, ref: str) -> HttpResponse:
    """Return the page, or do what was pressed on it and lead the giver back to where they came from."""
    page = _page(request, ref)
    if request.method != "POST":
        return _show(request, page, "funding/demo/pay.html", {})
    pressed = request.POST.get("act", "")
    delivery = _delivery(request)
    if pressed == "authenticate" and page.is_open:
        return _show(request, page, "funding/demo/authenticate.html", {"delivery": delivery})
    now = clock.now()
    if (step := _step(page, pressed, now)) is None:
        return _show(request, page, "funding/demo/pay.html", {}, status=422)
    try:
        message = let_happen(page.ref, step, kind=f"checkout.{pressed}", delivery=delivery, now=now)
    except ImpossibleError:  # paid on in another tab: the page says how it stands
        return _show(request, _page(request, ref), "funding/demo/pay.html", {}, status=409)
    deliver_as(message, delivery, now=now)
    if pressed in DECLINES:
        return _show(request, page, "funding/demo/pay.html", {"declined": True})
    back = page.order.cancel_url if pressed == "abandon" else page.order.return_url
    return HttpResponseRedirect(back, status=SEE_OTHER)


@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, ref: str) -> HttpResponse:
    """Return the page where a giver takes another card; with it, a renewal that failed is tried again."""
    page = _page(request, ref)
    back = _back(request, page)
    renewing = page.picture.subscription
    if renewing is None:
        raise Http404
    if request.method != "POST":
        is_failing = renewing.state is SubscriptionState.FAILING
        return _show(request, page, "funding/demo/card.html", {"back": back, "is_failing": is_failing})
    if renewing.state is SubscriptionState.FAILING:
        now = clock.now()
        step = demo.renew(page.order.frequency, succeeds=True, at=now)
        deliver_as(let_happen(page.ref, step, kind="invoice.paid", now=now), Delivery.ONCE, now=now)
    return HttpResponseRedirect(back, status=SEE_OTHER)


def _page(request: HttpRequest, ref: str) -> PayPage:
    page = read_page(publication_of(request).id, ref)
    if page is None:
        raise Http404
    return page


def _step(page: PayPage, pressed: str, now: datetime) -> Step | None:
    """Return what a button lets happen, None for a word that no button says."""
    order = page.order
    if pressed in DECLINES:
        return demo.decline(order.total_minor, failure=DECLINES[pressed], at=now)
    if pressed == "abandon":
        return demo.abandon
    steps = {"pay": demo.pay, "confirm": demo.pay, "later": demo.pay_later}
    return steps[pressed](order.total_minor, order.frequency, at=now) if pressed in steps else None


def _delivery(request: HttpRequest) -> Delivery:
    """Return what is to become of the message; what is no word of ours is the usual."""
    chosen = request.POST.get("delivery", "")
    return Delivery(chosen) if chosen in set(Delivery) else Delivery.ONCE


def _back(request: HttpRequest, page: PayPage) -> str:
    """Return where the giver came from: an address of the house that opened the page, and no other."""
    asked, known = request.GET.get("back", ""), page.order.return_url
    return asked if _origin(asked) == _origin(known) else known


def _origin(url: str) -> str:
    address = urlsplit(url)
    return f"{address.scheme}://{address.netloc}"


def _show(
    request: HttpRequest, page: PayPage, template: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """Return one of the provider's pages; its forms may lead back to the house that the giver came from."""
    response = render_desk(request, template, page.chrome, {"page": page, **context})
    response.status_code = status
    response["Content-Security-Policy"] = leading_to([_origin(page.order.return_url)])
    return response
