"""Begin, close and end campaigns: by hand, and by the clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.articles.models import Publication
from folkmoot.funding.commands.locks import lock_campaign
from folkmoot.funding.commands.save_campaign import find_locked
from folkmoot.funding.events import CampaignChanged
from folkmoot.funding.models import Campaign, settings_in_force
from folkmoot.funding.policy import campaigns as policy
from folkmoot.funding.policy.banking import only_to_an_unnamed_account
from folkmoot.funding.policy.demo import beside_live
from folkmoot.funding.ports import Ports
from folkmoot.funding.values import CampaignState, campaign_desk_path
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor

ABOUT = (CampaignState.RUNNING, CampaignState.WAITING)


def begin_campaign(*, publication_id: int, campaign_id: int, actor: Actor, now: datetime) -> CampaignState:
    """Let readers see a draft and give to it; one that begins later waits for its date. Return where it stands then.

    Raises:
        DeniedError: `not_allowed`, `unknown_campaign`, `begun_already`, `ends_in_past`, `nobody_to_pay`,
            `no_account`, `demo_beside_live`.
    """
    require(policy.not_a_campaigner(actor.roles))
    with transaction.atomic():
        # Held, so that of two campaigns which may not run side by side the second sees the first.
        Publication.objects.select_for_update(no_key=True).only("id").get(id=publication_id)
        campaign = find_locked(publication_id, campaign_id)
        known = Ports.providers()
        require(
            policy.not_beginnable(
                campaign.state,
                ends_at=campaign.ends_at,
                providers=campaign.providers,
                now=now,
                set_up=set(known),
            )
        )
        ways = [known[code].capabilities for code in campaign.providers if code in known]
        require(only_to_an_unnamed_account(ways, settings_in_force(publication_id).iban))
        others = Campaign.objects.filter(publication_id=publication_id, state__in=ABOUT)
        require(beside_live(is_test=campaign.is_test, others_are_test=list(others.values_list("is_test", flat=True))))
        state = CampaignState.WAITING if campaign.starts_at > now else CampaignState.RUNNING
        _turn(campaign, now=now, state=state)
        _record(campaign, "campaign.begun", actor, now=now)
    return state


def close_campaign(*, publication_id: int, campaign_id: int, because: str, actor: Actor, now: datetime) -> None:
    """End a campaign before its date: nobody can give to it any more, and what comes later is late.

    Args:
        because: what readers are told; may be empty.

    Raises:
        DeniedError: `not_allowed`, `unknown_campaign`, `not_running`, `because_too_long`.
    """
    require(policy.not_a_campaigner(actor.roles))
    words = " ".join(because.split())
    require(policy.too_long("because", words))
    with transaction.atomic():
        campaign = find_locked(publication_id, campaign_id)
        require(policy.not_closable(campaign.state))
        _turn(campaign, now=now, state=CampaignState.CLOSED, closed_at=now, closed_because=words)
        _record(campaign, "campaign.closed", actor, now=now)


def turn_campaigns(*, now: datetime) -> int:
    """Begin the campaigns that waited for their date, end those that reach theirs; return how many. The timetable's."""
    waiting = Campaign.objects.filter(state=CampaignState.WAITING, starts_at__lte=now)
    running = Campaign.objects.filter(state=CampaignState.RUNNING, ends_at__lte=now)
    due = [*waiting.values_list("id", flat=True), *running.values_list("id", flat=True)]
    return sum(_turn_if_due(campaign_id, now=now) for campaign_id in due)


def _turn_if_due(campaign_id: int, *, now: datetime) -> bool:
    """Turn one campaign, in a transaction of its own; False if somebody was quicker."""
    with transaction.atomic():
        campaign = lock_campaign(campaign_id)
        if campaign.state not in ABOUT:
            return False
        if campaign.ends_at is not None and campaign.ends_at <= now:
            _turn(campaign, now=now, state=CampaignState.ENDED)
        elif campaign.state == CampaignState.WAITING and campaign.starts_at <= now:
            _turn(campaign, now=now, state=CampaignState.RUNNING)
        else:
            return False
    return True


def _turn(campaign: Campaign, *, now: datetime, **changed: Any) -> None:
    """Set what changed of a locked campaign, and have every page with its meter made anew."""
    for name, value in changed.items():
        setattr(campaign, name, value)
    campaign.version += 1
    campaign.save(update_fields=[*changed, "version"])
    emit(CampaignChanged(publication_id=campaign.publication_id, campaign_id=campaign.id, at=now))


def _record(campaign: Campaign, act: str, actor: Actor, *, now: datetime) -> None:
    record_act(
        publication_id=campaign.publication_id,
        account_id=actor.account_id,
        act=act,
        subject=campaign.title,
        path=campaign_desk_path(campaign.id),
        now=now,
    )
