"""What pages of giving show: every amount written out, so that templates only place it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from folkmoot.funding.values.kinds import CampaignState, ContributionState, Frequency, MessageState, PaymentState
from folkmoot.kit.words import Sayable


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """An amount to choose.

    Attributes:
        words: it, written out.
        cover: what its fee is, written out.
    """

    minor: int
    words: str
    cover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """What a campaign asks for, as its forms need it.

    Attributes:
        is_open: whether one can give now; `closed_because` says why not.
        least, most: the limits, written out.
        fee: what is taken of a gift, as "2.9 % and $0.30"; empty where nothing is, or covering it is not offered.
        providers: codes of those one can choose between, the usual first.
        origins: where their pages are.
    """

    campaign_id: int
    slug: str
    title: str
    story_html: str
    currency: str
    is_test: bool
    is_open: bool
    closed_because: str
    presets: tuple[Preset, ...]
    least: str
    most: str
    frequencies: tuple[Frequency, ...]
    providers: tuple[str, ...]
    origins: tuple[str, ...]
    fee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WallEntry:
    """A supporter who wants to be named. `number` is where the next part of the wall goes on."""

    number: int
    name: str
    message: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WallView:
    """A part of the wall, newest first.

    Attributes:
        before: what to ask the following part with; None where there is none.
    """

    entries: tuple[WallEntry, ...]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignLine:
    """A campaign in a list."""

    path: str
    title: str
    state: CampaignState
    over_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentView:
    """One payment, as its giver sees it. `back`: what of it went back, written out; empty for nothing."""

    at: datetime
    words: str
    state: PaymentState
    renewal: bool
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherGift:
    """Another gift of the same address."""

    path: str
    title: str
    words: str
    frequency: Frequency
    state: ContributionState


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftView:
    """What one person gives, as they see it.

    Attributes:
        words: the gift, `cover` the covered fee, `total` both: written out; `cover` is empty for none.
        amount_in_field: the gift as it stands in an input.
        held_because: why a person reads name and words first; None where nobody does.
        can_change, can_pause, can_end, can_mend: what its provider can do.
        others: of the same address; none unless whoever asks reads its letters.
    """

    name_of_ours: str
    campaign_title: str
    campaign_path: str
    is_test: bool
    provider: str
    frequency: Frequency
    state: ContributionState
    words: str
    cover: str
    total: str
    amount_in_field: str
    least: str
    most: str
    email: str
    name: str
    named: bool
    message: str
    message_state: MessageState
    held_because: Sayable | None
    next_at: datetime | None
    ended_at: datetime | None
    failure: str
    can_change: bool
    can_pause: bool
    can_end: bool
    can_mend: bool
    payments: tuple[PaymentView, ...]
    others: tuple[OtherGift, ...]

    @property
    def renews(self) -> bool:
        """Return whether it renews, or would if it were not paused or failing."""
        return self.state in {ContributionState.ACTIVE, ContributionState.PAUSED, ContributionState.FAILING}

    @property
    def came(self) -> bool:
        """Return whether money came."""
        return any(payment.state is PaymentState.PAID for payment in self.payments)

    @property
    def is_underway(self) -> bool:
        """Return whether a payment is on its way, as debits are for days."""
        return not self.came and any(payment.state is PaymentState.PENDING for payment in self.payments)

    @property
    def is_unpaid(self) -> bool:
        """Return whether it was begun and nothing came of it so far."""
        return not self.came and self.state in {ContributionState.BEGUN, ContributionState.ABANDONED}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A payment in a statement; `kept` is what of it did not go back."""

    at: datetime
    title: str
    words: str
    back: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """What was given in a span of days.

    Attributes:
        totals: of each currency, written out.
        whole: whether it is of everything that one address gave.
    """

    lines: tuple[StatementLine, ...]
    totals: tuple[str, ...]
    legal_name: str
    legal_address: str
    tax_words: str
    email: str
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What stands in a form: as it was typed, with what is wrong with it."""

    preset: str = ""
    amount: str = ""
    frequency: str = ""
    provider: str = ""
    email: str = ""
    name: str = ""
    message: str = ""
    named: bool = False
    cover: bool = False
    second: bool = False
    page: str = ""
    error: str = ""
    field: str = ""
