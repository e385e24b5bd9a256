"""What a provider can do, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from folkmoot.funding.values.kinds import Frequency


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a provider can do.

    Attributes:
        currencies: ISO 4217 codes; empty: all.
        frequencies: how often one can give through it.
        minimum_minor: the least it takes, by currency; a currency without a row has none.
        step_minor: the smallest step between two amounts, by currency; a currency without a row has a minor unit's.
        refunds, partial_refunds, changes, pauses: what it can do with what was given.
        ends: whether it can end what renews; else the giver does so at their bank.
        hosted: whether the giver is led to the provider's own page.
        own_account: whether it is sent to the publication's own account: nobody can before one is named.
        exact_amounts: whether what comes must be what was agreed; of a bank transfer, each sum is a gift.
        origins: where its own pages are, as `https://checkout.example`; browsers let a form lead there only if our page
            names them. None where its pages are ours.
        fee_per_10000, fee_fixed_minor: what it takes of a payment, roughly: a share, and an amount by currency. It is what
            givers are offered to cover, and booked only as what it really was.
    """

    currencies: frozenset[str] = frozenset()
    frequencies: frozenset[Frequency] = frozenset(Frequency)
    minimum_minor: dict[str, int] = field(default_factory=dict)
    step_minor: dict[str, int] = field(default_factory=dict)
    refunds: bool = True
    partial_refunds: bool = True
    changes: bool = True
    pauses: bool = True
    ends: bool = True
    hosted: bool = True
    own_account: bool = False
    exact_amounts: bool = True
    origins: tuple[str, ...] = ()
    fee_per_10000: int = 0
    fee_fixed_minor: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutOrder:
    """What a giver has chosen, as a provider needs it.

    Attributes:
        contribution: our own name for it; the provider keeps it and says it back.
        total_minor: gift and covered fee.
        title: what the provider's page says it is for.
        return_url, cancel_url: absolute addresses where the giver comes back to, having paid or not.
        language: of that page, as a tag.
        again: which try this is, from 0: a page that expired needs a new one, and a repeat must not make a second.
    """

    contribution: str
    total_minor: int
    currency: str
    frequency: Frequency
    title: str
    email: str
    return_url: str
    cancel_url: str
    language: str
    again: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """Where the giver is led to pay, and the provider's name for that page."""

    ref: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One contribution as a provider must know it to find it again.

    Attributes:
        contribution: our own name for it.
        checkout_ref, subscription_ref: the provider's names; empty where there is none yet.
        charge_refs: the provider's names for the payments that we know of.
    """

    contribution: str
    checkout_ref: str = ""
    subscription_ref: str = ""
    charge_refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A webhook that was really the provider's: something happened to this contribution, so ask.

    Attributes:
        event_id: the provider's name for the message.
        kind: the provider's word for what happened.
        contribution: our own name, where the message says it.
        ref: the provider's name for what it is about, where it does not.
    """

    event_id: str
    kind: str
    account: str
    is_live: bool
    contribution: str = ""
    ref: str = ""
