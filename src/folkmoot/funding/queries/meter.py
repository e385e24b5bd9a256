"""What readers see of campaigns on pages that are about something else: the meter, and how a page asks for money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Q

from folkmoot.articles.models import Publication
from folkmoot.articles.values import ChromeView, Link
from folkmoot.articles.values.addresses import section_path
from folkmoot.funding.models import Campaign, FundingSettings, settings_in_force
from folkmoot.funding.queries.writing import write_meter
from folkmoot.funding.values import HIDDEN, SUPPORT_PATH, CampaignState, Shown, campaign_path
from folkmoot.funding.values.meter import Appeal, MeterView

SETTINGS = ("amount_pattern", "call", "appeal", "links_shown", "other_ways", "paused_at", "paused_because")
CAMPAIGN = (
    *("id", "slug", "title", "kind", "state", "currency", "goal_minor", "ticks_minor", "starts_at", "ends_at"),
    *("closed_at", "shown", "is_test", "raised_minor", "monthly_minor", "supporters", "version"),
)
NEARNESS = (Shown.ARTICLES, Shown.SECTION, Shown.EVERYWHERE)


def read_meter(slug: str, chrome: ChromeView) -> MeterView | None:
    """Return the meter of a campaign, None for one that does not exist or is not public yet. Two queries."""
    campaign = Campaign.objects.filter(publication_id=chrome.publication_id, slug=slug).first()
    if campaign is None or campaign.state in HIDDEN:
        return None
    return write_meter(campaign, chrome, settings_in_force(chrome.publication_id).amount_pattern)


def read_meters(campaign_ids: Iterable[int], chrome: ChromeView) -> tuple[MeterView, ...]:
    """Return the meters of those of a publication's campaigns that are public. Two queries."""
    found = Campaign.objects.filter(publication_id=chrome.publication_id, id__in=set(campaign_ids))
    pattern = settings_in_force(chrome.publication_id).amount_pattern
    return tuple(write_meter(one, chrome, pattern) for one in found.exclude(state__in=HIDDEN))


def appeal_on(chrome: ChromeView, *, section: Link | None = None, article_id: int | None = None) -> Appeal | None:
    """Return how a page asks for money, None for one that does not. One query.

    Of several campaigns the one that is meant for fewer pages is shown, then the one that began last.

    Args:
        section: the page's own.
        article_id: of the article that it is about; its gifts are remembered as having come from there.
    """
    rows = _asked(chrome.publication_id, article_id)
    settings = _settings_of(rows[0]) if rows else FundingSettings()
    running = [row for row in rows if row["running__id"] is not None]
    shown = [row for row in running if _is_shown(row, section)]
    campaign = min(shown, key=_rank) if shown else None
    other_ways = tuple(Link(name=way["name"], path=way["url"]) for way in settings.other_ways)
    paused = settings.paused_at is not None
    if campaign is None and not (settings.links_shown and (other_ways or (running and not paused))):
        return None
    path = campaign_path(campaign["running__slug"]) if campaign else SUPPORT_PATH
    return Appeal(
        meter=write_meter(_campaign_of(campaign), chrome, settings.amount_pattern) if campaign else None,
        path="" if paused else _from(path, article_id),
        call=settings.call,
        words=settings.appeal,
        other_ways=other_ways,
        paused_because=settings.paused_because if paused else "",
    )


def _asked(publication_id: int, article_id: int | None) -> list[dict[str, Any]]:
    """Return how a publication asks, once for each campaign that is running there, or once where none is."""
    running = FilteredRelation("campaigns", condition=Q(campaigns__state=CampaignState.RUNNING))
    chosen = Campaign.articles.through.objects.filter(campaign_id=OuterRef("running__id"), article_id=article_id or 0)
    found = Publication.objects.filter(id=publication_id).annotate(running=running).annotate(is_chosen=Exists(chosen))
    settings, campaign = (f"funding_settings__{name}" for name in SETTINGS), (f"running__{name}" for name in CAMPAIGN)
    return list(found.values("is_chosen", "running__section__slug", *settings, *campaign))


def _settings_of(row: Mapping[str, Any]) -> FundingSettings:
    """Return the settings of a row; where none are stored, the database has nothing and what is usual holds."""
    told = {name: row[f"funding_settings__{name}"] for name in SETTINGS}
    return FundingSettings() if told["other_ways"] is None else FundingSettings(**told)


def _campaign_of(row: Mapping[str, Any]) -> Campaign:
    return Campaign(**{name: row[f"running__{name}"] for name in CAMPAIGN})


def _is_shown(row: Mapping[str, Any], section: Link | None) -> bool:
    """Return whether a campaign is meant for the page."""
    if row["running__shown"] == Shown.ARTICLES:
        return bool(row["is_chosen"])
    if row["running__shown"] == Shown.SECTION:
        slug = row["running__section__slug"]
        return section is not None and slug is not None and section.path == section_path(slug)
    return True


def _rank(row: Mapping[str, Any]) -> tuple[int, float]:
    """Return which of several campaigns is shown, the smallest first."""
    return NEARNESS.index(Shown(row["running__shown"])), -row["running__starts_at"].timestamp()


def _from(path: str, article_id: int | None) -> str:
    return f"{path}?from={article_id}" if article_id else path
