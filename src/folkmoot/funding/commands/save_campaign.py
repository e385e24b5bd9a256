"""Keep a campaign as staff have written it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.articles.models import Article, Publication, Section
from folkmoot.funding.commands.check_choice import is_real
from folkmoot.funding.commands.locks import lock_campaign
from folkmoot.funding.events import CampaignChanged
from folkmoot.funding.models import Campaign, Contribution, JournalEntry, settings_in_force
from folkmoot.funding.policy import campaigns as policy
from folkmoot.funding.policy.demo import DEMO
from folkmoot.funding.ports import Ports
from folkmoot.funding.values import CampaignState, ProviderCode, Shown, campaign_desk_path
from folkmoot.funding.values.drafts import CampaignDraft
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.text.amounts import is_money
from folkmoot.kit.text.comments import render_markdown
from folkmoot.kit.text.normalise import normalise
from folkmoot.pure.slugs import free_slug, slug_of
from folkmoot.pure.verdict import Denial, DeniedError, require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor

MONEY = ("currency", "is_test")
PROMISES = ("goal_minor", "kind", "starts_at", "ends_at")


def save_campaign(
    *, publication_id: int, campaign_id: int | None, draft: CampaignDraft, actor: Actor, now: datetime
) -> Campaign:
    """Keep a campaign and return it; a new one is a draft that nobody sees. The same again changes nothing.

    Args:
        campaign_id: None makes a new one.

    Raises:
        DeniedError: `not_allowed`, `unknown_campaign`, `slug_taken`, and those of `policy.campaigns`.
    """
    require(policy.not_a_campaigner(actor.roles))
    with transaction.atomic():
        Publication.objects.select_for_update(no_key=True).only("id").get(id=publication_id)
        found = _found(publication_id, campaign_id)
        campaign = found or Campaign(publication_id=publication_id, created_at=now)
        spelled = _spelled(draft)
        article_ids = _judge(campaign, spelled)
        changed = {**_columns(spelled, campaign), "slug": _slug(campaign, spelled)}
        if found:
            _require_still_true(found, changed, now=now)
        if found and _is_same(campaign, changed, article_ids):
            return campaign
        for name, value in changed.items():
            setattr(campaign, name, value)
        campaign.version += 1
        campaign.save()
        campaign.articles.set(article_ids)
        _tell(campaign, "campaign.saved", actor, now=now)
    return campaign


def drop_campaign(*, publication_id: int, campaign_id: int, actor: Actor, now: datetime) -> None:
    """Forget a draft that nobody has given to.

    Raises:
        DeniedError: `not_allowed`, `unknown_campaign`, `begun_already`.
    """
    require(policy.not_a_campaigner(actor.roles))
    with transaction.atomic():
        campaign = find_locked(publication_id, campaign_id)
        require(policy.not_droppable(campaign.state, has_given=_has_given(campaign)))
        record_act(
            publication_id=publication_id,
            account_id=actor.account_id,
            act="campaign.dropped",
            subject=campaign.title,
            now=now,
        )
        campaign.delete()


def find_locked(publication_id: int, campaign_id: int) -> Campaign:
    """Return a campaign of a publication, held until the transaction ends.

    Raises:
        DeniedError: `unknown_campaign`.
    """
    if not Campaign.objects.filter(id=campaign_id, publication_id=publication_id).exists():
        raise DeniedError(policy.unknown_campaign())
    return lock_campaign(campaign_id)


def _found(publication_id: int, campaign_id: int | None) -> Campaign | None:
    return None if campaign_id is None else find_locked(publication_id, campaign_id)


def _spelled(draft: CampaignDraft) -> CampaignDraft:
    """Return the draft in one spelling: marks ascending and each once, blanks gone, articles by their slug alone."""
    goal = draft.goal_minor
    return replace(
        draft,
        title=" ".join(_clean("title", draft.title).split()),
        story=_clean("story", draft.story).strip(),
        slug=slug_of(draft.slug) if draft.slug.strip() else "",
        currency=draft.currency.strip().upper(),
        ticks_minor=tuple(sorted({*draft.ticks_minor} or {0, goal // 2, goal})),
        presets_minor=tuple(sorted({*draft.presets_minor})),
        frequencies=tuple(dict.fromkeys(draft.frequencies)),
        providers=tuple(dict.fromkeys(draft.providers)),
        article_slugs=tuple(dict.fromkeys(one.strip().strip("/").rsplit("/", 1)[-1] for one in draft.article_slugs)),
    )


def _clean(field: str, text: str) -> str:
    try:
        return normalise(text)
    except ValueError as error:
        raise DeniedError(Denial(code="bad_text", sentence=str(error), field=field)) from error


def _judge(campaign: Campaign, draft: CampaignDraft) -> list[int]:
    """Return the ids of the articles where it is shown.

    Raises:
        DeniedError: something does not fit.
    """
    found = Article.objects.filter(publication_id=campaign.publication_id, slug__in=draft.article_slugs)
    articles = dict(found.values_list("slug", "page_id")) if draft.shown == Shown.ARTICLES else {}
    sections = Section.objects.filter(publication_id=campaign.publication_id, id=draft.section_id or 0)
    require(policy.unfit_words(draft))
    require(policy.unfit_amounts(draft, currency_known=is_money(draft.currency)))
    require(policy.unfit_ways(draft, known_providers=payable_by(campaign.providers)))
    require(
        policy.unfit_place(
            draft, section_known=sections.exists(), unknown_articles=set(draft.article_slugs) - set(articles)
        )
    )
    return sorted(articles.values())


def payable_by(kept: Collection[str]) -> tuple[str, ...]:
    """Return the codes of the ways to pay that a campaign may offer: those that are set up here, and those it has."""
    known = {*Ports.providers(), *kept} - {ProviderCode.MANUAL}
    return tuple(code.value for code in ProviderCode if code in known)


def moves_no_money(providers: Collection[str], campaign: Campaign) -> bool:
    """Return whether a campaign is only for trying out: of the demo provider, a test key, or a trial account.

    One that has begun stays what it is, whatever key is set later.
    """
    if DEMO in providers or DEMO in campaign.providers:
        return DEMO in providers
    if campaign.state != CampaignState.DRAFT:
        return campaign.is_test
    known, settings = Ports.providers(), settings_in_force(campaign.publication_id)
    return any(code in known and not is_real(known[code], settings) for code in providers)


def _columns(draft: CampaignDraft, campaign: Campaign) -> dict[str, Any]:
    """Return what is kept of a draft, by column."""
    words = ("title", "story", "kind", "currency", "goal_minor", "minimum_minor", "maximum_minor", "fee_cover")
    lists = ("ticks_minor", "presets_minor", "frequencies", "providers")
    return {
        **{name: getattr(draft, name) for name in (*words, "starts_at", "ends_at", "shown")},
        **{name: list(getattr(draft, name)) for name in lists},
        "story_html": render_markdown(draft.story) if draft.story else "",
        "section_id": draft.section_id if draft.shown == Shown.SECTION else None,
        "is_test": moves_no_money(draft.providers, campaign),
    }


def _slug(campaign: Campaign, draft: CampaignDraft) -> str:
    """Return the address's last part: what was typed, as it was, or one made from the title. A public one stays.

    Raises:
        DeniedError: `slug_taken`.
    """
    if campaign.pk and campaign.state != CampaignState.DRAFT:
        return campaign.slug
    others = Campaign.objects.filter(publication_id=campaign.publication_id).exclude(id=campaign.pk)
    taken = set(others.values_list("slug", flat=True))
    if draft.slug and draft.slug in taken:
        raise DeniedError(policy.slug_taken())
    return draft.slug or campaign.slug or free_slug(slug_of(draft.title) or "campaign", taken)


def _require_still_true(campaign: Campaign, changed: dict[str, Any], *, now: datetime) -> None:
    require(
        policy.changed_too_much(
            campaign.state,
            has_given=_has_given(campaign),
            money_changes=any(getattr(campaign, name) != changed[name] for name in MONEY),
            promise_changes=any(getattr(campaign, name) != changed[name] for name in PROMISES),
            ends_at=changed["ends_at"],
            now=now,
        )
    )


def _has_given(campaign: Campaign) -> bool:
    ours = {"campaign_id": campaign.id}
    return Contribution.objects.filter(**ours).exists() or JournalEntry.objects.filter(**ours).exists()


def _is_same(campaign: Campaign, changed: dict[str, Any], article_ids: list[int]) -> bool:
    if any(getattr(campaign, name) != value for name, value in changed.items()):
        return False
    return sorted(campaign.articles.values_list("page_id", flat=True)) == article_ids


def _tell(campaign: Campaign, act: str, actor: Actor, *, now: datetime) -> None:
    record_act(
        publication_id=campaign.publication_id,
        account_id=actor.account_id,
        act=act,
        subject=campaign.title,
        path=campaign_desk_path(campaign.id),
        now=now,
    )
    emit(CampaignChanged(publication_id=campaign.publication_id, campaign_id=campaign.id, at=now))
