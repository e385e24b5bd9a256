"""Lets the demo's readers give: 1,020 of 5,000 dollars, by the commands that the doors call. All of them are invented.

What is raised is not what was paid: something went back, something was asked back and won, something is still on its way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from folkmoot.articles.values import PublicationView
from folkmoot.cli.demo.books import keep_books
from folkmoot.cli.demo.gifts import GIFTS, STORY, Fate, Gift
from folkmoot.cli.demo.lens import HOLDER, IBAN, ask_for_lens
from folkmoot.cli.demo.timing import Story, tell
from folkmoot.funding.adapters.demo.signing import HEADER, sign
from folkmoot.funding.commands.ask_refund import ask_refund
from folkmoot.funding.commands.begin_contribution import begin_contribution
from folkmoot.funding.commands.change_giving import change_giving
from folkmoot.funding.commands.demo.let_happen import let_happen
from folkmoot.funding.commands.demo.note_delivery import note_delivery
from folkmoot.funding.commands.name_supporter import decide_message
from folkmoot.funding.commands.receive_webhook import receive_webhook
from folkmoot.funding.commands.save_campaign import save_campaign
from folkmoot.funding.commands.turn_campaign import begin_campaign
from folkmoot.funding.models import Contribution, Payment
from folkmoot.funding.values import CampaignKind, DisputeState, Frequency, ProviderCode, Shown
from folkmoot.funding.values.demo import Step, decide, dispute, pay, pay_later, renew
from folkmoot.funding.values.drafts import CampaignDraft, GivingDraft
from folkmoot.funding.values.giving import Choice
from folkmoot.readers.values import Actor, Role

CAMPAIGN_SLUG = "keep-the-lantern-lit"
BEGAN_AGO = timedelta(days=40)
ENDS_IN = timedelta(days=21)
PAID_AFTER, READ_AFTER = timedelta(minutes=3), timedelta(minutes=6)
ASKED_BACK_AFTER, DECIDED_AFTER = timedelta(days=4), timedelta(days=13)
MONTH = timedelta(days=30)
GOAL_MINOR = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """Where the gifts go, and who keeps the accounts.

    Attributes:
        pages: key of an article → id of its page.
        now: when the demo is made.
    """

    publication: PublicationView
    campaign_slug: str
    treasurer: Actor
    pages: Mapping[str, int]
    now: datetime


def give(
    *, publication: PublicationView, owner_id: int, treasurer_id: int, pages: Mapping[str, int], now: datetime
) -> int:
    """Ask for money in a publication's name, and let its readers give; return how many gave.

    Args:
        pages: key of an article → id of its page.
    """
    owner = Actor(account_id=owner_id, roles=frozenset({Role.OWNER}))
    treasurer = Actor(account_id=treasurer_id, roles=frozenset({Role.TREASURER}))
    began_at = now - BEGAN_AGO
    change_giving(publication_id=publication.id, draft=_giving(), actor=owner, now=began_at)
    draft = _campaign(began_at, now + ENDS_IN)
    made = save_campaign(publication_id=publication.id, campaign_id=None, draft=draft, actor=owner, now=began_at)
    begin_campaign(publication_id=publication.id, campaign_id=made.id, actor=owner, now=began_at)
    till = Till(publication=publication, campaign_slug=made.slug, treasurer=treasurer, pages=pages, now=now)
    tell(
        [
            *(_gift(gift, till) for gift in GIFTS),
            keep_books(publication, made.id, treasurer, began_at=began_at, now=now),
            ask_for_lens(publication, owner=owner, treasurer=treasurer, now=now),
        ]
    )
    return len(GIFTS)


def _gift(gift: Gift, till: Till) -> Story:
    """Tell how somebody gives, and whatever comes of it."""
    at = till.now - timedelta(days=gift.days_ago, minutes=gift.minutes)
    yield at
    choice = Choice(
        gift_minor=gift.gift_minor,
        frequency=gift.frequency,
        email=gift.email,
        name=gift.name,
        named=gift.named,
        message=gift.message,
        cover=gift.cover,
        page_id=till.pages.get(gift.article),
    )
    begun = begin_contribution(
        publication=till.publication, slug=till.campaign_slug, choice=choice, actor=Actor(), now=at
    )
    row = Contribution.objects.get(id=begun.contribution_id)
    yield at + PAID_AFTER
    _happen(row, _first(row, gift, at + PAID_AFTER), "checkout.pay", at + PAID_AFTER)
    if gift.named and not gift.unread:
        yield at + READ_AFTER
        decide_message(
            publication_id=row.publication_id,
            name_of_ours=row.name_of_ours,
            show=True,
            actor=till.treasurer,
            now=at + READ_AFTER,
        )
    for kind, step, after in _later(row, gift, at):
        yield after
        _happen(row, step, kind, after)
    if gift.fate is Fate.REFUNDED_IN_PART:
        yield till.now
        _send_back(row, gift, till)


def _send_back(row: Contribution, gift: Gift, till: Till) -> None:
    payment = Payment.objects.get(contribution=row)
    ask_refund(
        publication_id=row.publication_id,
        payment_id=payment.id,
        amount_minor=gift.back_minor,
        reason=gift.reason,
        actor=till.treasurer,
        key=f"demo-refund-{row.name_of_ours}",
        now=till.now,
    )


def _first(row: Contribution, gift: Gift, at: datetime) -> Step:
    total = row.gift_minor + row.cover_minor
    return (pay_later if gift.fate is Fate.ON_ITS_WAY else pay)(total, Frequency(gift.frequency), at=at)


def _later(row: Contribution, gift: Gift, at: datetime) -> Sequence[tuple[str, Step, datetime]]:
    """Return what happens to a gift at the provider after it was paid: the kind of message, the step, and when."""
    if gift.fate is Fate.RENEWED:
        renewed_at = at + MONTH
        return [("invoice.paid", renew(Frequency(gift.frequency), succeeds=True, at=renewed_at), renewed_at)]
    if gift.fate is not Fate.DISPUTED_AND_WON:
        return []
    charge, asked_at, decided_at = f"ch_{row.checkout_ref}_1", at + ASKED_BACK_AFTER, at + DECIDED_AFTER
    return [
        ("dispute.opened", dispute(charge, at=asked_at), asked_at),
        ("dispute.closed", decide(charge, DisputeState.WON, at=decided_at), decided_at),
    ]


def _happen(row: Contribution, step: Step, kind: str, at: datetime) -> None:
    """Let something happen at the provider, and take the message about it as if it came then."""
    message = let_happen(row.checkout_ref, step, kind=kind, now=at)
    if message is not None:
        body = message.body.encode()
        receive_webhook(ProviderCode.DEMO, body, {HEADER: sign(body, now=at)}, now=at)
        note_delivery(message.id)


def _campaign(starts_at: datetime, ends_at: datetime) -> CampaignDraft:
    return CampaignDraft(
        title="Keep the Lantern lit",
        slug=CAMPAIGN_SLUG,
        story=STORY,
        kind=CampaignKind.TOTAL,
        currency="USD",
        goal_minor=GOAL_MINOR,
        ticks_minor=(0, GOAL_MINOR // 2, GOAL_MINOR),
        minimum_minor=200,
        maximum_minor=200_000,
        presets_minor=(500, 1_500, 3_000, 10_000),
        frequencies=tuple(Frequency),
        providers=(ProviderCode.DEMO,),
        starts_at=starts_at,
        ends_at=ends_at,
        shown=Shown.EVERYWHERE,
        section_id=None,
        article_slugs=(),
        fee_cover=True,
    )


def _giving() -> GivingDraft:
    return GivingDraft(
        legal_name="The Harrowmere Lantern, an invented company",
        legal_address="2 Quay Steps\nHarrowmere",
        tax_words="",
        currency="USD",
        amount_pattern="#,##0 ¤",
        call="",
        appeal="Two and a half people make this newspaper. What you give pays the half.",
        links_shown=True,
        other_ways=(),
        account_holder=HOLDER,
        iban=IBAN,
        bic="",
        trial_account=True,
    )
