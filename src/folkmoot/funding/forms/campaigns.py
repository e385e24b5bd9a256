"""The form of a campaign."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from folkmoot.funding.commands.save_campaign import moves_no_money
from folkmoot.funding.forms.typed import Typist
from folkmoot.funding.models import Campaign
from folkmoot.funding.policy.campaigns import OVER
from folkmoot.funding.values import CampaignKind, CampaignState, Frequency, Shown
from folkmoot.funding.values.drafts import CampaignDraft

TEXTS = (
    *("title", "slug", "story", "kind", "currency", "goal", "ticks", "minimum", "maximum", "presets"),
    *("starts_at", "ends_at", "shown", "section", "articles"),
)
PROMISED = ("currency", "goal", "kind", "starts_at", "ends_at")
LONGEST_ID = 19
LEAST, MOST, USUAL = 200, 1_000_000, (500, 1000, 2500, 5000)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFields:
    """The form as it stands: everything as text, as people type it."""

    title: str
    slug: str
    story: str
    kind: str
    currency: str
    goal: str
    ticks: str
    minimum: str
    maximum: str
    presets: str
    starts_at: str
    ends_at: str
    shown: str
    section: str
    articles: str
    frequencies: tuple[str, ...]
    providers: tuple[str, ...]
    fee_cover: bool

    def draft(self, typist: Typist) -> CampaignDraft:
        """Return what the command is asked to keep.

        Raises:
            DeniedError: an amount or a moment cannot be read.
        """
        currency = self.currency.strip().upper()
        return CampaignDraft(
            title=self.title,
            slug=self.slug,
            story=self.story,
            kind=self.kind,
            currency=currency,
            goal_minor=typist.amount(self.goal, currency, "goal"),
            ticks_minor=typist.amounts(self.ticks, currency, "ticks"),
            minimum_minor=typist.amount(self.minimum, currency, "minimum"),
            maximum_minor=typist.amount(self.maximum, currency, "maximum"),
            presets_minor=typist.amounts(self.presets, currency, "presets"),
            frequencies=self.frequencies,
            providers=self.providers,
            starts_at=typist.moment(self.starts_at, "starts_at"),
            ends_at=typist.moment(self.ends_at, "ends_at") if self.ends_at.strip() else None,
            shown=self.shown,
            section_id=int(self.section) if self.section.isdecimal() and len(self.section) < LONGEST_ID else None,
            article_slugs=tuple(line for line in self.articles.splitlines() if line.strip()),
            fee_cover=self.fee_cover,
        )


def empty_fields(typist: Typist, *, currency: str, providers: tuple[str, ...], now: datetime) -> CampaignFields:
    """Return the form of a new campaign, with what is usual in it."""
    return CampaignFields(
        title="",
        slug="",
        story="",
        kind=CampaignKind.TOTAL,
        currency=currency,
        goal="",
        ticks="",
        minimum=typist.written(LEAST, currency),
        maximum=typist.written(MOST, currency),
        presets=typist.all_written([*USUAL], currency),
        starts_at=typist.local(now),
        ends_at="",
        shown=Shown.EVERYWHERE,
        section="",
        articles="",
        frequencies=(Frequency.ONCE, Frequency.MONTHLY),
        providers=providers,
        fee_cover=True,
    )


def fields_of(campaign: Campaign, typist: Typist, article_slugs: Iterable[str]) -> CampaignFields:
    """Return the form as a campaign stands."""
    currency = campaign.currency
    return CampaignFields(
        title=campaign.title,
        slug=campaign.slug,
        story=campaign.story,
        kind=campaign.kind,
        currency=currency,
        goal=typist.written(campaign.goal_minor, currency),
        ticks=typist.all_written(campaign.ticks_minor, currency),
        minimum=typist.written(campaign.minimum_minor, currency),
        maximum=typist.written(campaign.maximum_minor, currency),
        presets=typist.all_written(campaign.presets_minor, currency),
        starts_at=typist.local(campaign.starts_at),
        ends_at=typist.local(campaign.ends_at),
        shown=campaign.shown,
        section=str(campaign.section_id or ""),
        articles="\n".join(article_slugs),
        frequencies=tuple(campaign.frequencies),
        providers=tuple(campaign.providers),
        fee_cover=campaign.fee_cover,
    )


def fields_in(sent: QueryDict, kept: CampaignFields | None, state: str) -> CampaignFields:
    """Return the form as it was sent; what can no longer be changed is not sent, and stays as it is kept."""
    fixed = fixed_in(state) if kept else ()
    texts = {name: getattr(kept, name) if name in fixed else sent.get(name, "") for name in TEXTS}
    return CampaignFields(
        **texts,
        frequencies=tuple(sent.getlist("frequencies")),
        providers=tuple(sent.getlist("providers")),
        fee_cover="fee_cover" in sent,
    )


def fixed_in(state: str) -> tuple[str, ...]:
    """Return the fields that can no longer be changed in a state."""
    if state in OVER:
        return (*PROMISED, "slug")
    if state == CampaignState.RUNNING:
        return ("currency", "slug", "starts_at")
    return ("currency", "slug") if state == CampaignState.WAITING else ()


def drafted(draft: CampaignDraft, campaign: Campaign) -> Campaign:
    """Return a campaign, not stored, as its meter would stand if a draft were kept."""
    return Campaign(
        id=campaign.id or 0,
        publication_id=campaign.publication_id,
        slug=campaign.slug or "preview",
        title=draft.title or campaign.title,
        kind=draft.kind if draft.kind in set(CampaignKind) else CampaignKind.TOTAL,
        state=campaign.state,
        currency=draft.currency,
        goal_minor=max(draft.goal_minor, 1),
        ticks_minor=sorted({*draft.ticks_minor} or {0, draft.goal_minor // 2, draft.goal_minor}),
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        closed_at=campaign.closed_at,
        raised_minor=campaign.raised_minor,
        monthly_minor=campaign.monthly_minor,
        supporters=campaign.supporters,
        is_test=moves_no_money(draft.providers, campaign),
        version=campaign.version,
    )
