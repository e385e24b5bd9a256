"""The treasurer's desk: all gifts, one gift, what was given another way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from folkmoot.funding.commands.ask_refund import ask_refund
from folkmoot.funding.commands.open_amount import open_amount
from folkmoot.funding.commands.write_gift import write_gift
from folkmoot.funding.commands.write_refund import write_refund
from folkmoot.funding.forms.gifts import GiftFields, filters_in, form_key, gift_in, id_in, new_gift
from folkmoot.funding.forms.typed import Typist
from folkmoot.funding.policy.campaigns import unknown_campaign
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.queries.campaigns import desk_campaign
from folkmoot.funding.queries.carried import without_opening
from folkmoot.funding.queries.gifts_csv import csv_lines
from folkmoot.funding.queries.treasury import (
    GiftPage,
    campaigns_with_money,
    every_gift,
    open_alarms,
    put_aside,
    read_gifts,
    read_one_gift,
)
from folkmoot.funding.values import GIFTS_PATH, HIDDEN, ProviderCode, gift_path
from folkmoot.funding.views.door import Staff, at_desk, done, page
from folkmoot.pure.verdict import Denial, DeniedError


@at_desk(not_a_treasurer, posts=False)
def gifts(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Return the list of gifts, narrowed down as the address says."""
    fields = filters_in(request.GET)
    rows, following = read_gifts(
        staff.chrome, fields.wanted(Typist(staff.chrome), id_in(request.GET.get("before", "")))
    )
    trouble = len(open_alarms(staff.publication_id)) + len(put_aside(staff.publication_id))
    context: dict[str, Any] = {
        "rows": rows,
        "fields": fields,
        "query": fields.query(),
        "following": following,
        "campaigns": campaigns_with_money(staff.publication_id),
        "providers": list(ProviderCode),
        "trouble": trouble,
    }
    return page(request, staff, "funding/desk_gifts.html", here=GIFTS_PATH, part="", **context)


@at_desk(not_a_treasurer, posts=False)
def table(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """Return all gifts of the list as CSV."""
    wanted = filters_in(request.GET).wanted(Typist(staff.chrome))
    lines = csv_lines(every_gift(staff.publication_id, wanted))
    name = f"gifts-{staff.now:%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


@at_desk(not_a_treasurer)
def one(request: HttpRequest, staff: Staff, payment_id: int) -> HttpResponse:
    """Return everything about one gift; or send some of it back, or write down that it went back."""
    shown = read_one_gift(staff.chrome, payment_id)
    if shown is None:
        raise Http404
    if request.method != "POST":
        return _one(request, staff, shown)
    try:
        minor = Typist(staff.chrome).amount(request.POST.get("amount", ""), shown.payment.currency, "amount")
        send = ask_refund if shown.can_send_back else write_refund
        send(
            payment_id=payment_id,
            amount_minor=minor,
            reason=" ".join(request.POST.get("reason", "").split())[:400],
            key=request.POST.get("key", "")[:64] or form_key(),
            **staff.who,
        )
    except DeniedError as error:
        return _one(request, staff, shown, refused=error.denial)
    return done(gift_path(payment_id))


@at_desk(not_a_treasurer)
def new(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Return the forms of what came another way, or book it: one gift, or what was raised before."""
    if request.method != "POST":
        return _new(request, staff, new_gift())
    fields = gift_in(request.POST)
    try:
        if request.POST.get("act") == "open":
            return _open(request, staff, fields)
        campaign = desk_campaign(staff.publication_id, id_in(fields.campaign) or 0)
        if campaign is None:
            return _new(request, staff, fields, refused=unknown_campaign())
        draft = fields.draft(Typist(staff.chrome), campaign.currency)
        payment_id = write_gift(draft=draft, **staff.who)
    except DeniedError as error:
        return _new(request, staff, fields, refused=error.denial)
    return done(gift_path(payment_id))


def _open(request: HttpRequest, staff: Staff, fields: GiftFields) -> HttpResponse:
    """Book what was raised elsewhere, before."""
    typist = Typist(staff.chrome)
    campaign = desk_campaign(staff.publication_id, id_in(fields.campaign) or 0)
    if campaign is None:
        raise DeniedError(unknown_campaign())
    at: datetime = typist.moment(fields.came_at, "came_at") if fields.came_at.strip() else staff.now
    open_amount(
        campaign_id=campaign.id,
        amount_minor=typist.amount(fields.amount, campaign.currency, "amount"),
        note=request.POST.get("note", ""),
        at=at,
        **staff.who,
    )
    return done(f"{GIFTS_PATH}new/")


def _one(request: HttpRequest, staff: Staff, shown: GiftPage, *, refused: Denial | None = None) -> HttpResponse:
    said = _("Done. If the provider cannot be reached now, it is asked again by itself.")
    context: dict[str, Any] = {
        "gift": shown,
        "key": form_key(),
        "typed": request.POST.get("amount", shown.left_in_field),
        "reason": request.POST.get("reason", ""),
        "done": said if "done" in request.GET and not refused else "",
    }
    return page(request, staff, "funding/desk_gift.html", refused=refused, here=GIFTS_PATH, **context)


def _new(request: HttpRequest, staff: Staff, fields: GiftFields, *, refused: Denial | None = None) -> HttpResponse:
    known, opens = campaigns_with_money(staff.publication_id), request.POST.get("act") == "open"
    context: dict[str, Any] = {
        "fields": new_gift() if opens else fields,
        "opening": fields if opens else new_gift(),
        "refused_gift": None if opens else refused,
        "refused_opening": refused if opens else None,
        "note": request.POST.get("note", ""),
        "campaigns": [one for one in known if one.state not in HIDDEN and not one.is_test],
        "openable": known if opens else without_opening(known),
        "has_campaigns": bool(known),
        "done": _("Booked.") if "done" in request.GET and not refused else "",
    }
    return page(request, staff, "funding/desk_gift_new.html", refused=refused, here=GIFTS_PATH, part="new/", **context)
