"""Begin to give."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from folkmoot.articles.models import Page
from folkmoot.articles.values import PublicationView
from folkmoot.funding.commands.check_choice import check_amount, check_campaign, choose_provider, cover_for
from folkmoot.funding.commands.count_declines import NETWORK_PURPOSE
from folkmoot.funding.commands.open_checkout import open_checkout
from folkmoot.funding.commands.read_giver import read_email, read_message, read_name
from folkmoot.funding.events import ContributionBegun
from folkmoot.funding.models import Campaign, Contribution, settings_in_force
from folkmoot.funding.policy.giving import unknown_campaign, unknown_frequency
from folkmoot.funding.policy.saying import key_of_another
from folkmoot.funding.ports import Ports, Provider
from folkmoot.funding.values import CampaignState, ContributionState, MessageState, thanks_path
from folkmoot.funding.values.giving import Begun, Choice, shown_words
from folkmoot.funding.values.tokens import return_token, supporter_key
from folkmoot.kit.keys import keyed_hash, network_ids
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.values import Actor

REPEAT_WINDOW = timedelta(minutes=10)
OPEN_STATES = (ContributionState.BEGUN, ContributionState.ABANDONED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A contribution on its way: what was chosen, read and checked, before it is written."""

    campaign: Campaign
    publication: PublicationView
    provider: Provider
    choice: Choice
    cover_minor: int
    once: str
    networks: tuple[str, str]
    actor: Actor
    now: datetime


def begin_contribution(
    *,
    publication: PublicationView,
    slug: str,
    choice: Choice,
    actor: Actor,
    once_key: str = "",
    now: datetime,
) -> Begun:
    """Write down what somebody wants to give, and return where they pay. No money has moved yet.

    It is written down first, and the provider asked afterwards: a crash or an outage in between loses nothing, for the
    same form sent again finds what is there and asks again.

    Args:
        once_key: made with the form, or by a program: the same key again is the same contribution. Without one, the same
            gift of the same address from the same network within ten minutes is.

    Raises:
        DeniedError: `unknown_campaign`, `giving_paused`, `campaign_not_begun`, `campaign_over`, `unknown_frequency`,
            `unknown_provider`, `provider_cannot`, `account_unnamed`, `nobody_to_pay`, `below_minimum`, `above_maximum`, those of
            `read_giver`, `idempotency_mismatch`, and those of `open_checkout`.
    """
    contribution, repeated = _keep(_draft(publication, slug, choice, actor, once_key, now))
    if repeated and contribution.state not in OPEN_STATES:
        go_on_url = publication.base_url + thanks_path(return_token(contribution.name_of_ours))
    else:
        go_on_url = open_checkout(contribution, publication, now=now)
    return Begun(
        contribution_id=contribution.id,
        name_of_ours=contribution.name_of_ours,
        go_on_url=go_on_url,
        repeated=repeated,
    )


def _draft(
    publication: PublicationView, slug: str, choice: Choice, actor: Actor, once_key: str, now: datetime
) -> _Draft:
    """Return what shall be written, once it is read and found to be in order."""
    found = Campaign.objects.filter(publication_id=publication.id, slug=slug)
    campaign = found.exclude(state=CampaignState.DRAFT).first()
    if campaign is None:
        raise DeniedError(unknown_campaign())
    settings = settings_in_force(publication.id)
    check_campaign(campaign, settings, publication, now=now)
    require(unknown_frequency(choice.frequency, campaign.frequencies))
    provider = choose_provider(choice, campaign, settings)
    check_amount(choice.gift_minor, campaign, provider, settings, publication)
    read = replace(
        choice,
        email=read_email(choice.email),
        name=read_name(choice.name, named=choice.named),
        message=read_message(choice.message),
    )
    covers = choice.cover and campaign.fee_cover
    return _Draft(
        campaign=campaign,
        publication=publication,
        provider=provider,
        choice=read,
        cover_minor=cover_for(choice.gift_minor, campaign.currency, provider) if covers else 0,
        once=keyed_hash("form", once_key) if once_key else "",
        networks=network_ids(purpose=NETWORK_PURPOSE, publication_id=publication.id, prefix=actor.network, now=now),
        actor=actor,
        now=now,
    )


def _keep(draft: _Draft) -> tuple[Contribution, bool]:
    """Return the contribution that this is, and whether it was there already."""
    try:
        with transaction.atomic():
            found = _find(draft)
            return (found, True) if found else (_write(draft), False)
    except IntegrityError:
        # Both of two that were sent at once looked before either had written: the later one finds it now.
        if (found := _find(draft)) is None:
            raise
        return found, True


def _find(draft: _Draft) -> Contribution | None:
    """Return the contribution that this one repeats, or None.

    Raises:
        DeniedError: `idempotency_mismatch`: the key is of another gift.
    """
    rows = Contribution.objects.select_related("campaign").filter(publication_id=draft.publication.id)
    if not draft.once:
        since = draft.now - REPEAT_WINDOW
        same = rows.filter(created_at__gt=since, network__in=draft.networks, state=ContributionState.BEGUN)
        return next((row for row in same.order_by("-id") if _is_same(row, draft)), None)
    found = rows.filter(form_key=draft.once).first()
    if found and not _is_same(found, draft):
        raise DeniedError(key_of_another())
    return found


def _is_same(row: Contribution, draft: _Draft) -> bool:
    """Return whether a contribution is of the same person, for the same campaign, and of the same money."""
    choice = draft.choice
    there = (row.campaign_id, row.gift_minor, row.cover_minor, row.frequency, row.provider, row.supporter_key)
    return there == (
        draft.campaign.id,
        choice.gift_minor,
        draft.cover_minor,
        choice.frequency,
        draft.provider.code,
        supporter_key(choice.email),
    )


def _write(draft: _Draft) -> Contribution:
    """Write the contribution, and tell it."""
    choice, publication = draft.choice, draft.publication
    row = Contribution.objects.create(
        publication_id=publication.id,
        campaign=draft.campaign,
        name_of_ours=secrets.token_hex(16),
        form_key=draft.once or secrets.token_hex(32),
        provider=draft.provider.code,
        account=draft.provider.account,
        is_test=draft.campaign.is_test,
        frequency=choice.frequency,
        currency=draft.campaign.currency,
        gift_minor=choice.gift_minor,
        cover_minor=draft.cover_minor,
        agreed=[[choice.gift_minor, draft.cover_minor]],
        email=choice.email,
        supporter_key=supporter_key(choice.email),
        name=choice.name,
        name_public=choice.named,
        message=choice.message,
        message_state=first_state(publication.id, name=choice.name, named=choice.named, message=choice.message),
        reader_id=draft.actor.reader_id,
        page_id=_page(draft),
        language=publication.language,
        created_at=draft.now,
        network=draft.networks[0],
    )
    emit(ContributionBegun(publication_id=publication.id, contribution_id=row.id, at=draft.now))
    return row


def first_state(publication_id: int, *, name: str, named: bool, message: str) -> MessageState:
    """Return whether what somebody wants to have shown may be shown before a person has read it: name and words."""
    if not (message or named):
        return MessageState.NONE
    words = shown_words(name, named=named, message=message)
    if Ports.reason_to_hold(publication_id, words) is not None:
        return MessageState.HELD
    return MessageState.SHOWN if message else MessageState.NONE


def _page(draft: _Draft) -> int | None:
    """Return the page that the giver came from, None for one that is none of ours."""
    if draft.choice.page_id is None:
        return None
    found = Page.objects.filter(id=draft.choice.page_id, publication_id=draft.publication.id)
    return found.values_list("id", flat=True).first()
