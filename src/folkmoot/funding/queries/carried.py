"""What people booked about a campaign by hand: its opening amount, and corrections of what was raised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from folkmoot.articles.values import ChromeView
from folkmoot.funding.models import Campaign, JournalEntry, Posting
from folkmoot.funding.queries.treasury import Purser
from folkmoot.funding.values import CampaignKind
from folkmoot.kit.text.amounts import amount
from folkmoot.pure.ledger.journal import EntryKind
from folkmoot.readers.queries.staff import who_did

ACTS = {EntryKind.OPENING: "campaign.opened", EntryKind.CORRECTION: "campaign.corrected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedRow:
    """One such entry. `amount` is written with its sign; `who` is empty where nobody is known."""

    kind: str
    at: datetime
    amount: str
    note: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningView:
    """What a campaign began with, for readers: written out, up to when, and where it was raised."""

    amount: str
    at: datetime
    note: str


def opening_of(chrome: ChromeView, campaign: Campaign, pattern: str) -> OpeningView | None:
    """Return what was raised elsewhere before and counts on a campaign's meter; None for nothing. One query, or two.

    Args:
        pattern: the publication's own way to write amounts; empty for its language's.
    """
    if campaign.kind == CampaignKind.MONTHLY:
        return None  # its meter counts what comes each month
    entry = JournalEntry.objects.filter(publication_id=campaign.publication_id, key=_opening_key(campaign.id)).first()
    if entry is None:
        return None
    moved = entry.postings.get()
    written = amount(moved.amount_minor, moved.currency, chrome.language, pattern, whole=True)
    return OpeningView(amount=written, at=entry.at, note=entry.note)


def without_opening(campaigns: Sequence[Campaign]) -> list[Campaign]:
    """Return those of a publication's campaigns that have no opening amount yet."""
    keys = {_opening_key(one.id): one.publication_id for one in campaigns}
    opened = JournalEntry.objects.filter(publication_id__in=set(keys.values()), key__in=keys)
    taken = set(opened.values_list("key", flat=True))
    return [one for one in campaigns if _opening_key(one.id) not in taken]


def _opening_key(campaign_id: int) -> str:
    """Return the natural key of a campaign's one opening amount."""
    return f"{EntryKind.OPENING}|{campaign_id}"


def read_carried(chrome: ChromeView, campaign: Campaign) -> tuple[CarriedRow, ...]:
    """Return the opening amount and the corrections of a campaign, in the order in which they were booked. Four queries."""
    entries = list(
        JournalEntry.objects.filter(campaign=campaign, payment=None, kind__in=ACTS)
        .order_by("id")
        .prefetch_related(Prefetch("postings", Posting.objects.order_by("id")))
    )
    who = {
        kind: who_did(chrome.publication_id, act, [entry.booked_at for entry in entries if entry.kind == kind])
        for kind, act in ACTS.items()
    }
    write = Purser(chrome)
    rows = []
    for entry in entries:
        (moved,) = entry.postings.all()
        is_added = moved.credit == f"income:gifts:{campaign.id}"
        written = write(moved.amount_minor if is_added else -moved.amount_minor, moved.currency)
        rows.append(
            CarriedRow(
                kind=entry.kind,
                at=entry.at,
                amount=f"+{written}" if is_added else written,
                note=entry.note,
                who=who[EntryKind(entry.kind)].get(entry.booked_at, ""),
            )
        )
    return tuple(rows)
