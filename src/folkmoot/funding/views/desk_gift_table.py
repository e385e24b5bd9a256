"""The treasurer's desk: many gifts at once, from a table. What it says is shown first, and booked when a person says so."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.funding.commands.write_gifts import new_gifts, write_gifts
from folkmoot.funding.forms.gift_table import TableFields, read_gift_table
from folkmoot.funding.forms.gifts import id_in
from folkmoot.funding.forms.tables import text_of
from folkmoot.funding.forms.typed import Typist
from folkmoot.funding.models import Campaign
from folkmoot.funding.policy.banking import no_file
from folkmoot.funding.policy.campaigns import unknown_campaign
from folkmoot.funding.policy.gift_tables import gift_table_too_large, unfit_source
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.policy.writing_down import unfit_campaign
from folkmoot.funding.queries.campaigns import desk_campaign
from folkmoot.funding.queries.treasury import Purser, campaigns_with_money
from folkmoot.funding.values import GIFTS_PATH, HIDDEN
from folkmoot.funding.values.gift_tables import GiftTable
from folkmoot.funding.views.door import SEE_OTHER, Staff, at_desk, page
from folkmoot.pure.verdict import Denial, DeniedError, require

PART = "table/"
MOST_BYTES = 900_000
SHOWN_ROWS = 100
SAMPLE = "Date,Amount,Currency,Name,Email,Reference\n2026-05-01,25.00,USD,Ada Example,ada@mail.example,A-1\n"


@at_desk(not_a_treasurer)
def table(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Return the form; what a table says; or the way on, when its gifts are booked."""
    if request.method != "POST":
        return _page(request, staff, _fields(request.GET))
    fields = _fields(request.POST)
    try:
        require(unfit_source(fields.source))
        campaign = _campaign(staff, fields)
        text = _text(request)
        found = read_gift_table(
            text,
            fields,
            campaign_id=campaign.id,
            currency=campaign.currency,
            typist=Typist(staff.chrome),
            now=staff.now,
        )
        if request.POST.get("act") == "book":
            written = write_gifts(table=found, **staff.who)
            return HttpResponseRedirect(f"{GIFTS_PATH}{PART}?new={written.new}&known={written.known}", status=SEE_OTHER)
    except DeniedError as error:
        return _page(request, staff, fields, refused=error.denial)
    return _page(request, staff, fields, seen=_seen(staff, campaign, found) | {"text": text})


@at_desk(not_a_treasurer, posts=False)
def sample(_request: HttpRequest, _staff: Staff) -> HttpResponse:
    """Return a table as we read it best."""
    headers = {"Content-Disposition": 'attachment; filename="gifts.csv"', "Cache-Control": "no-store"}
    return HttpResponse(SAMPLE, content_type="text/csv; charset=utf-8", headers=headers)


def _fields(sent: QueryDict) -> TableFields:
    return TableFields(
        campaign=sent.get("campaign", ""),
        source=" ".join(sent.get("source", "").replace("\0", "").split()),
        days=sent.get("days", ""),
        keeps_email="keeps_email" in sent,
    )


def _campaign(staff: Staff, fields: TableFields) -> Campaign:
    """Return the campaign that was chosen.

    Raises:
        DeniedError: it is none, or gifts cannot be written down for it.
    """
    campaign = desk_campaign(staff.publication_id, id_in(fields.campaign) or 0)
    if campaign is None:
        raise DeniedError(unknown_campaign())
    require(unfit_campaign(campaign.state, is_test=campaign.is_test))
    return campaign


def _text(request: HttpRequest) -> str:
    """Return the table: as it was uploaded, or as it came back with the page that showed what it says.

    Raises:
        DeniedError: `no_file`, `gift_table_too_large`.
    """
    sent = request.FILES.get("file")
    text = text_of(sent.read(MOST_BYTES + 1)) if sent else request.POST.get("table", "")
    if len(text.encode()) > MOST_BYTES:
        raise DeniedError(gift_table_too_large(MOST_BYTES // 1000))
    if not text:
        raise DeniedError(no_file())
    return text


def _seen(staff: Staff, campaign: Campaign, found: GiftTable) -> dict[str, Any]:
    """Return what a table says, and what booking it would move."""
    new = new_gifts(staff.publication_id, found.gifts)
    write = Purser(staff.chrome)
    counted = sum(gift.gift_minor for gift in new if campaign.counts(gift.came_at))
    late = sum(gift.gift_minor for gift in new) - counted
    rows = [(gift, write(gift.gift_minor, campaign.currency)) for gift in new]
    return {
        "rows": rows[:SHOWN_ROWS],
        "more": max(len(rows) - SHOWN_ROWS, 0),
        "new": len(new),
        "known": len(found.gifts) - len(new),
        "unread": found.unread,
        "counted": write(counted, campaign.currency),
        "late": write(late, campaign.currency) if late else "",
        "before": write(campaign.raised_minor, campaign.currency),
        "after": write(campaign.raised_minor + counted, campaign.currency),
        "title": campaign.title,
    }


def _page(
    request: HttpRequest,
    staff: Staff,
    fields: TableFields,
    *,
    seen: dict[str, Any] | None = None,
    refused: Denial | None = None,
) -> HttpResponse:
    known = campaigns_with_money(staff.publication_id)
    return page(
        request,
        staff,
        "funding/desk_gift_table.html",
        refused=refused,
        here=GIFTS_PATH,
        part=PART,
        fields=fields,
        campaigns=[one for one in known if one.state not in HIDDEN and not one.is_test],
        seen=seen,
        done=_what_came(request.GET) if refused is None and seen is None else "",
    )


def _what_came(asked: QueryDict) -> str:
    """Return what was booked, as the address says; empty where it says nothing."""
    new, known = id_in(asked.get("new", "")), id_in(asked.get("known", ""))
    if new is None or known is None:
        return ""
    booked = ngettext("%(n)s gift is booked.", "%(n)s gifts are booked.", new) % {"n": new}
    before = ngettext("%(n)s was booked before.", "%(n)s were booked before.", known) % {"n": known}
    return f"{booked} {before}" if known else f"{booked} " + _("None was booked before.")
