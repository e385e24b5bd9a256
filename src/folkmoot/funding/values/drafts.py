"""What staff want to have kept, read from their forms and not yet judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

TITLE_MAX_CHARS = 200
STORY_MAX_CHARS = 20_000
REASON_MAX_CHARS = 400
TICKS_MAX = 12
PRESETS_MAX = 8
ARTICLES_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDraft:
    """A campaign as it shall be. Amounts in minor units of `currency`.

    Attributes:
        slug: empty: made from the title.
        ticks_minor: what is marked on the meter; empty: nothing, half and all of the goal.
        section_id: for one that is shown in a section.
        article_slugs: for one that is shown on chosen articles.
    """

    title: str
    slug: str
    story: str
    kind: str
    currency: str
    goal_minor: int
    ticks_minor: tuple[int, ...]
    minimum_minor: int
    maximum_minor: int
    presets_minor: tuple[int, ...]
    frequencies: tuple[str, ...]
    providers: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime | None
    shown: str
    section_id: int | None
    article_slugs: tuple[str, ...]
    fee_cover: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWay:
    """A plain link to give elsewhere."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingDraft:
    """How a publication shall ask for money, and in whose name it takes it."""

    legal_name: str
    legal_address: str
    tax_words: str
    currency: str
    amount_pattern: str
    call: str
    appeal: str
    links_shown: bool
    other_ways: tuple[OtherWay, ...]
    account_holder: str
    iban: str
    bic: str
    trial_account: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftDraft:
    """A gift that came another way and is written down by hand.

    Attributes:
        reference: where it came from and what it is called there; the same again is the same gift. Empty: `key` decides.
        key: made with the form.
        keeps_email: whether the address is kept and gets a receipt; otherwise it only tells who gave before.
    """

    campaign_id: int
    gift_minor: int
    came_at: datetime
    name: str
    named: bool
    email: str
    reference: str
    key: str
    keeps_email: bool = True
