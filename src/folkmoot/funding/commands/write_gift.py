"""Write down a gift that came another way: in cash, by a link elsewhere, by a transfer of old."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from folkmoot.articles.models import Publication
from folkmoot.funding.commands.converge import converge
from folkmoot.funding.commands.read_giver import read_email, read_name
from folkmoot.funding.models import Campaign, Contribution, Payment
from folkmoot.funding.policy.campaigns import unknown_campaign
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.policy.writing_down import unfit_gift
from folkmoot.funding.values import PaymentState, Picture, ProviderCode, RemoteCharge, gift_path
from folkmoot.funding.values.drafts import GiftDraft
from folkmoot.funding.values.tokens import supporter_key
from folkmoot.kit.keys import keyed_hash
from folkmoot.kit.text.amounts import amount
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


def write_gift(*, publication_id: int, draft: GiftDraft, actor: Actor, now: datetime) -> int:
    """Book a gift by hand and return the id of its payment. The same reference, or the same form again, is the same gift.

    Raises:
        DeniedError: `not_allowed`, `unknown_campaign`, those of `policy.writing_down` and of `read_giver`.
    """
    require(not_a_treasurer(actor.roles))
    campaign = Campaign.objects.filter(publication_id=publication_id, id=draft.campaign_id).first()
    if campaign is None:
        raise DeniedError(unknown_campaign())
    require(unfit_gift(draft, state=campaign.state, is_test=campaign.is_test, now=now))
    once = form_key_of(draft)
    with transaction.atomic():
        publication = Publication.objects.select_for_update(no_key=True).get(id=publication_id)
        contribution = Contribution.objects.filter(publication_id=publication_id, form_key=once).first()
        if contribution is None:
            contribution = _begin(draft, campaign, publication, once, now=now)
            converge(_picture(contribution, draft, now=now), now=now)
            _record(Payment.objects.get(contribution=contribution), publication, actor, now=now)
        return Payment.objects.get(contribution=contribution).id


def form_key_of(draft: GiftDraft) -> str:
    """Return what makes two writings of one gift the same."""
    return keyed_hash("manual", draft.reference.strip() or draft.key)


def _begin(draft: GiftDraft, campaign: Campaign, publication: Publication, once: str, *, now: datetime) -> Contribution:
    name_of_ours = secrets.token_hex(16)
    email = read_email(draft.email) if draft.email.strip() else ""
    return Contribution.objects.create(
        publication=publication,
        campaign=campaign,
        name_of_ours=name_of_ours,
        form_key=once,
        provider=ProviderCode.MANUAL,
        account=str(publication.id),
        currency=campaign.currency,
        gift_minor=draft.gift_minor,
        agreed=[[draft.gift_minor, 0]],
        email=email if draft.keeps_email else "",
        # Of somebody without an address nobody knows whether they gave before.
        supporter_key=supporter_key(email or name_of_ours),
        name=read_name(draft.name, named=draft.named),
        name_public=draft.named,
        language=publication.language,
        created_at=now,
    )


def _picture(contribution: Contribution, draft: GiftDraft, *, now: datetime) -> Picture:
    """Return the gift as a provider would show it, so that it is booked like all others."""
    charge = RemoteCharge(
        ref=draft.reference.strip() or contribution.name_of_ours,
        state=PaymentState.PAID,
        amount_minor=draft.gift_minor,
        currency=contribution.currency,
        at=draft.came_at,
        paid_at=draft.came_at,
    )
    return Picture(
        provider=contribution.provider,
        account=contribution.account,
        is_live=True,
        contribution=contribution.name_of_ours,
        currency=contribution.currency,
        asked_at=now,
        charges=(charge,),
    )


def _record(payment: Payment, publication: Publication, actor: Actor, *, now: datetime) -> None:
    record_act(
        publication_id=publication.id,
        account_id=actor.account_id,
        act="gift.written",
        subject=amount(payment.gift_minor, payment.currency, publication.language),
        path=gift_path(payment.id),
        now=now,
    )
