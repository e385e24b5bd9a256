"""The shapes of giving in the JSON interface."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from folkmoot.discussion.api.schemas import Strict

MAX_MINOR = 10**15
Part = Literal["raised", "goal", "percent", "supporters", "time", ""]


class Bar(Schema):
    """What a progress bar needs. Minor units."""

    max: int
    value: int = Field(description="Never beyond `max`, though more may have been raised.")


class Word(Schema):
    """A piece of a sentence; `part` names what may change, empty for what stands between."""

    text: str
    part: Part


class Campaign(Schema):
    """How far a campaign is. Amounts are integers in minor units; whatever is text is in the publication's language."""

    slug: str
    title: str
    kind: Literal["total", "monthly"] = Field(description="Whether the goal is a sum, or what comes in each month.")
    state: Literal["running", "ended", "closed"]
    currency: str = Field(description="ISO 4217.")
    goal_minor: int
    raised_minor: int = Field(description="What givers gave, before a provider's fees, without refunds and disputes.")
    percent: int = Field(description="Of the goal, rounded down; it may be more than 100.")
    ticks_minor: list[int]
    supporters: int
    ends_at: datetime | None
    is_test: bool = Field(description="Whether it is of the demo provider: no money moves.")
    text: str = Field(description="The whole truth as a sentence.")
    version: int = Field(description="Goes up whenever anything here changes.")
    bar: Bar
    sentence: list[Word]
    brief: list[Word]


class NewContribution(Strict):
    """What somebody wants to give."""

    amount_minor: int = Field(
        ge=-MAX_MINOR, le=MAX_MINOR, description="The gift, in minor units of the campaign's currency."
    )
    frequency: str = Field("once", description="`once`, `monthly` or `yearly`; a campaign may offer fewer.")
    provider: str | None = Field(None, description="Who takes the payment; left out: the first that can.")
    email: str = Field(description="Where the receipt goes, with the link to change or end the gift. Never shown.")
    name: str | None = Field(None, description="At most 100 characters; not shown unless `named`.")
    named: bool = Field(default=False, description="Whether name and message may stand among the supporters.")
    message: str | None = Field(None, description="At most 500 characters.")
    cover: bool = Field(default=False, description="Whether the giver adds the fee of the payment.")
    page_id: int | None = Field(None, ge=1, le=MAX_MINOR, description="The page that they came from.")
    form_key: str | None = Field(None, description="Of a form of our own page, where one was shown.")
    answer: str | None = Field(None, description="To the puzzle of that form, where one was asked.")


class CheckoutOut(Schema):
    """Where to go on."""

    checkout_url: str = Field(description="Where the giver pays: lead their browser there.")
