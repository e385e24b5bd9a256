"""The demo's other campaign, by bank transfer: one gift came, one is awaited, and one says in vain whose it is.

Its account is there to be tried out only, so all of it is marked as a test. No bank has the code in its number.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from folkmoot.articles.values import PublicationView
from folkmoot.cli.demo.timing import Story
from folkmoot.funding.commands.begin_contribution import begin_contribution
from folkmoot.funding.commands.read_statement import read_statement
from folkmoot.funding.commands.save_campaign import save_campaign
from folkmoot.funding.commands.turn_campaign import begin_campaign
from folkmoot.funding.models import Contribution
from folkmoot.funding.values import CampaignKind, Frequency, ProviderCode, Shown
from folkmoot.funding.values.drafts import CampaignDraft
from folkmoot.funding.values.giving import Choice
from folkmoot.funding.values.transfers import SIGNS, Statement, StatementLine, in_groups
from folkmoot.readers.values import Actor

LENS_SLUG = "a-lens-for-the-third-pier"
HOLDER, IBAN = "The Harrowmere Lantern", "DE46000000000000178300"
STORY = (
    "The photograph of the third pier was taken through a lens that belongs to somebody's aunt, and she wants it back. One "
    "that reaches from the gallery to the council's papers costs 480 euros at a dealer's in Ghent, who takes transfers only."
)
BEGAN_AGO, ENDS_IN = timedelta(days=8), timedelta(days=21)
READ_AGO = timedelta(days=1, hours=2)
GOAL_MINOR = 48_000
PLEDGES: Mapping[str, tuple[int, int]] = {
    "Leonie Vaart": (4_000, 6),
    "Mira Ostermann": (1_500, 5),
    "Theo Brandt": (2_500, 2),
}
"""Who wants to send something: how many cents, and how many days ago they said so."""


def ask_for_lens(publication: PublicationView, *, owner: Actor, treasurer: Actor, now: datetime) -> Story:
    """Tell how readers are asked for a lens, who answers, and what the bank says of it."""
    began_at = now - BEGAN_AGO
    yield began_at
    draft = _campaign(began_at, now + ENDS_IN)
    made = save_campaign(publication_id=publication.id, campaign_id=None, draft=draft, actor=owner, now=began_at)
    begin_campaign(publication_id=publication.id, campaign_id=made.id, actor=owner, now=began_at)
    references: dict[str, str] = {}
    for name, (gift_minor, days_ago) in PLEDGES.items():
        at = now - timedelta(days=days_ago, hours=3)
        yield at
        references[name] = _pledge(publication, name, gift_minor, at)
    yield now - READ_AGO
    read_statement(
        publication_id=publication.id,
        statement=_statement(references, now=now),
        actor=treasurer,
        now=now - READ_AGO,
    )


def _pledge(publication: PublicationView, name: str, gift_minor: int, at: datetime) -> str:
    """Let somebody choose to send a gift; return what they must write on it."""
    email = f"{name.lower().replace(' ', '.')}@harrowmere-readers.example"
    choice = Choice(gift_minor=gift_minor, frequency=Frequency.ONCE, email=email, name=name, provider=ProviderCode.BANK)
    begun = begin_contribution(publication=publication, slug=LENS_SLUG, choice=choice, actor=Actor(), now=at)
    return Contribution.objects.get(id=begun.contribution_id).reference


def _statement(references: Mapping[str, str], *, now: datetime) -> Statement:
    """Return what the bank says: Leonie's transfer, and Mira's with one sign of its reference wrong."""
    mistyped = references["Mira Ostermann"]
    mistyped = mistyped[:-1] + SIGNS[SIGNS.index(mistyped[-1]) - 1]
    written = {"Leonie Vaart": in_groups(references["Leonie Vaart"]), "Mira Ostermann": f"lens {mistyped.lower()}"}
    lines = tuple(
        StatementLine(
            entry_key=f"2026-{number:04}",
            amount_minor=PLEDGES[name][0],
            currency="EUR",
            booked_on=(now - timedelta(days=PLEDGES[name][1] - 1)).date(),
            words=words,
            payer=name,
        )
        for number, (name, words) in enumerate(written.items(), start=1)
    )
    return Statement(IBAN, lines)


def _campaign(starts_at: datetime, ends_at: datetime) -> CampaignDraft:
    return CampaignDraft(
        title="A lens for the third pier",
        slug=LENS_SLUG,
        story=STORY,
        kind=CampaignKind.TOTAL,
        currency="EUR",
        goal_minor=GOAL_MINOR,
        ticks_minor=(0, GOAL_MINOR // 2, GOAL_MINOR),
        minimum_minor=500,
        maximum_minor=GOAL_MINOR,
        presets_minor=(1_500, 2_500, 4_000),
        frequencies=(Frequency.ONCE,),
        providers=(ProviderCode.BANK,),
        starts_at=starts_at,
        ends_at=ends_at,
        shown=Shown.ARTICLES,
        section_id=None,
        article_slugs=("what-the-engineers-found-under-the-third-pier",),
        fee_cover=False,
    )
