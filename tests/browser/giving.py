"""The newspaper of the browser tests asks for money, in both directions of writing; somebody is about to give."""

from __future__ import annotations

from typing import Any

from folkmoot.articles.queries.publications import publications
from folkmoot.funding.commands.begin_contribution import begin_contribution
from folkmoot.funding.commands.demo.let_happen import let_happen
from folkmoot.funding.models import BankLine, Campaign, Contribution, FundingSettings, Payment
from folkmoot.funding.values import (
    CampaignState,
    Frequency,
    PaymentState,
    ProviderCode,
    Shown,
    demo_card_path,
    demo_desk_path,
    giving_path,
    transfer_path,
)
from folkmoot.funding.values.demo import pay_later
from folkmoot.funding.values.giving import Choice
from folkmoot.funding.values.tokens import giving_token
from folkmoot.funding.values.transfers import BANK_ACCOUNT, new_reference
from folkmoot.kit import clock
from folkmoot.readers.values import Actor
from tests.pages.newspaper import Newspaper

SLUG, TITLE = "keep-the-light", "Keep the light on"


def print_campaign(publication_id: int, **words: Any) -> Campaign:
    """Let a campaign run, and return it."""
    usual = {
        "slug": SLUG,
        "title": TITLE,
        "state": CampaignState.RUNNING,
        "currency": "USD",
        "goal_minor": 500_000,
        "ticks_minor": [0, 80_000, 250_000, 500_000],
        "minimum_minor": 200,
        "maximum_minor": 1_000_000,
        "presets_minor": [500, 1000, 2500],
        "frequencies": [*Frequency],
        "providers": [ProviderCode.DEMO],
        "starts_at": clock.now(),
        "created_at": clock.now(),
        "is_test": True,
    }
    return Campaign.objects.create(publication_id=publication_id, **{**usual, **words})


def print_giving(ferry: Newspaper, quiet_id: int) -> dict[str, Any]:
    """Ask below one article, and let two people choose what they give; return where they pay, by name."""
    campaign = print_campaign(ferry.publication_id, shown=Shown.ARTICLES)
    campaign.articles.add(quiet_id)
    FundingSettings.objects.create(
        publication_id=ferry.publication_id,
        appeal="The Ferry lives on its readers.",
        amount_pattern="#,##0 ¤",
        account_holder="The Ferry",
        iban="DE89370400440532013000",
        other_ways=[{"name": "Patreon", "url": "https://patreon.example/ferry"}],
    )
    pays = [_choose(ferry, number) for number in range(3)]
    return {
        "embed": f"/support/{SLUG}/embed/",
        "pays": pays[:2],
        "support": f"/support/{SLUG}/",
        "campaign_id": campaign.id,
        "gift_id": _print_gift(campaign),
        "transfer": _print_pledge(ferry.publication_id),
        **_print_demo(ferry, pays[2]),
    }


def _print_gift(campaign: Campaign) -> int:
    """Return a payment as the treasurer finds it: it came, and nothing of it went back yet."""
    contribution = campaign.contributions.earliest("id")
    return Payment.objects.create(
        publication_id=campaign.publication_id,
        contribution=contribution,
        campaign=campaign,
        provider=ProviderCode.DEMO,
        ref="ch_at_the_desk",
        is_test=True,
        state=PaymentState.PAID,
        currency=campaign.currency,
        gift_minor=contribution.gift_minor,
        gift_left_minor=contribution.gift_minor,
        begun_at=clock.now(),
        paid_at=clock.now(),
    ).id


def _print_pledge(publication_id: int) -> str:
    """Return the page of a gift that shall come by bank; what came says nothing of whose it is."""
    BankLine.objects.create(
        publication_id=publication_id,
        iban="DE89370400440532013000",
        entry_key="line|at-the-desk|1",
        ref="DE89370400440532013000|line|at-the-desk|1",
        amount_minor=20_50,
        currency="EUR",
        booked_on=clock.now().date(),
        words="for all that you write",
        payer="Ada Stern",
        read_at=clock.now(),
    )
    bank = ProviderCode.BANK
    campaign = print_campaign(
        publication_id, slug="by-bank", currency="EUR", providers=[bank], state=CampaignState.DRAFT, is_test=False
    )
    reference = new_reference()
    pledge = Contribution.objects.create(
        publication_id=publication_id,
        campaign=campaign,
        name_of_ours=reference,
        form_key=reference,
        provider=bank,
        account=BANK_ACCOUNT,
        frequency=Frequency.ONCE,
        currency="EUR",
        gift_minor=20_50,
        agreed=[[20_50, 0]],
        email="ada@mail.example",
        supporter_key=reference,
        checkout_ref=reference,
        reference=reference,
        created_at=clock.now(),
    )
    return transfer_path(giving_token(pledge.name_of_ours))


def _print_demo(ferry: Newspaper, open_page: str) -> dict[str, str]:
    """Return pages of the demo provider: one to pay on, and those of a gift that is on its way and will renew."""
    renewing = _choose(ferry, 3, Frequency.MONTHLY)
    ref = renewing.strip("/").rpartition("/")[2]
    let_happen(ref, pay_later(25_00, Frequency.MONTHLY, at=clock.now()), kind="checkout.later", now=clock.now())
    gift = giving_path(giving_token(Contribution.objects.latest("id").name_of_ours))
    return {"gift": gift, "pay": open_page, "card": demo_card_path(ref), "demo_desk": demo_desk_path(ref)}


def _choose(ferry: Newspaper, number: int, frequency: Frequency = Frequency.ONCE) -> str:
    publication = next(one for one in publications() if one.id == ferry.publication_id)
    choice = Choice(gift_minor=25_00, frequency=frequency, email=f"giver{number}@mail.example")
    begun = begin_contribution(publication=publication, slug=SLUG, choice=choice, actor=Actor(), now=clock.now())
    return begun.go_on_url.removeprefix(publication.base_url)
