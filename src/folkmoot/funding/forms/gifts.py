"""The forms of the treasurer: what the list is narrowed down to, and gifts that came another way."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.http import QueryDict

from folkmoot.funding.forms.typed import Typist
from folkmoot.funding.queries.treasury import STATES, Narrowed
from folkmoot.funding.values import ProviderCode
from folkmoot.funding.values.drafts import GiftDraft
from folkmoot.pure.verdict import DeniedError

ID_DIGITS = 18
WORDS_MAX_CHARS = 200
FILTERS = ("campaign", "state", "provider", "words", "since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterFields:
    """What the list is narrowed down to, as it stands in the form."""

    campaign: str
    state: str
    provider: str
    words: str
    since: str
    until: str

    def wanted(self, typist: Typist, before: int | None = None) -> Narrowed:
        """Return which gifts are wanted; what cannot be read narrows nothing down."""
        since = until = None
        with suppress(DeniedError):
            since = typist.moment(self.since, "since")
        with suppress(DeniedError):
            until = typist.moment(self.until, "until") + timedelta(days=1)
        return Narrowed(
            campaign_id=id_in(self.campaign),
            state=self.state if self.state in STATES else "",
            provider=self.provider if self.provider in set(ProviderCode) else "",
            words=self.words.strip().replace("\0", "")[:WORDS_MAX_CHARS],
            since=since,
            until=until,
            before=before,
        )

    def query(self) -> str:
        """Return it as the query of an address; empty where nothing is narrowed down."""
        query = QueryDict(mutable=True)
        query.update({name: getattr(self, name) for name in FILTERS if getattr(self, name)})
        return query.urlencode()


def filters_in(sent: QueryDict) -> FilterFields:
    """Return what was chosen."""
    return FilterFields(**{name: sent.get(name, "") for name in FILTERS})


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftFields:
    """The form of a gift that came another way. `key`: made with the form."""

    campaign: str
    amount: str
    came_at: str
    name: str
    named: bool
    email: str
    reference: str
    key: str

    def draft(self, typist: Typist, currency: str) -> GiftDraft:
        """Return what the command is asked to book.

        Raises:
            DeniedError: amount or day cannot be read.
        """
        return GiftDraft(
            campaign_id=id_in(self.campaign) or 0,
            gift_minor=typist.amount(self.amount, currency, "amount"),
            came_at=typist.moment(self.came_at, "came_at"),
            name=self.name,
            named=self.named,
            email=self.email,
            reference=self.reference,
            key=self.key,
        )


def new_gift() -> GiftFields:
    """Return an empty form."""
    return GiftFields(campaign="", amount="", came_at="", name="", named=False, email="", reference="", key=form_key())


def gift_in(sent: QueryDict) -> GiftFields:
    """Return the form as it was sent."""
    texts = ("campaign", "amount", "came_at", "name", "email", "reference")
    return GiftFields(
        **{name: sent.get(name, "") for name in texts}, named="named" in sent, key=sent.get("key", "") or form_key()
    )


def form_key() -> str:
    """Return what makes two sendings of one form the same."""
    return secrets.token_urlsafe(24)


def id_in(text: str) -> int | None:
    """Return an id that was sent, None for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= ID_DIGITS else None
