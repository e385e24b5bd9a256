"""The words for what a campaign, a contribution and a payment can be."""

from __future__ import annotations

from enum import StrEnum


class CampaignKind(StrEnum):
    """What the goal is: a sum, or what comes in each month."""

    TOTAL = "total"
    MONTHLY = "monthly"


class CampaignState(StrEnum):
    """Where a campaign stands. It ends by its date, or is closed early by hand; what comes then is late.

    waiting: it begins by itself at its date.
    """

    DRAFT = "draft"
    WAITING = "waiting"
    RUNNING = "running"
    ENDED = "ended"
    CLOSED = "closed"


HIDDEN = frozenset({CampaignState.DRAFT, CampaignState.WAITING})
"""Of these no reader knows yet."""


class Shown(StrEnum):
    """On which pages a campaign's meter stands."""

    EVERYWHERE = "everywhere"
    SECTION = "section"
    ARTICLES = "articles"


class Frequency(StrEnum):
    """How often somebody gives."""

    ONCE = "once"
    MONTHLY = "monthly"
    YEARLY = "yearly"


class ProviderCode(StrEnum):
    """Who moves the money. `manual` is a gift that a treasurer writes down."""

    DEMO = "demo"
    STRIPE = "stripe"
    BANK = "bank"
    MANUAL = "manual"


class ContributionState(StrEnum):
    """Where one person's giving stands.

    begun: the form was sent, no money yet. done: a single gift came. active, paused, failing, ended: of one that renews.
    abandoned: nothing came of it.
    """

    BEGUN = "begun"
    DONE = "done"
    ACTIVE = "active"
    PAUSED = "paused"
    FAILING = "failing"
    ENDED = "ended"
    ABANDONED = "abandoned"


class PaymentState(StrEnum):
    """Where one payment stands. What was refunded or is disputed is counted beside it.

    undone: a transfer that was booked to the wrong pledge, and taken out of it again by a further entry.
    """

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    UNDONE = "undone"


class RefundState(StrEnum):
    """Where a refund that we asked for stands. One made at the provider is found, and done."""

    ASKED = "asked"
    DONE = "done"
    FAILED = "failed"


class MessageState(StrEnum):
    """What became of the words that a supporter left."""

    NONE = "none"
    HELD = "held"
    SHOWN = "shown"
    REFUSED = "refused"
