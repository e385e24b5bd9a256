"""How a publication may ask for money."""

from __future__ import annotations

import re

from folkmoot.funding.policy.campaigns import too_long
from folkmoot.funding.values.drafts import GivingDraft
from folkmoot.pure.ledger.iban import IbanFlaw, flaw_of_iban, is_bic
from folkmoot.pure.ledger.iban_registry import LENGTHS
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

LIMITS = {
    "legal_name": 200,
    "legal_address": 1000,
    "tax_words": 2000,
    "call": 60,
    "appeal": 400,
    "account_holder": 70,
}
WAYS_MAX, WAY_NAME_MAX_CHARS, URL_MAX_CHARS = 8, 60, 400
ADDRESS = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")


def unfit_asking(draft: GivingDraft, *, currency_known: bool, pattern_known: bool) -> Denial | None:
    """Refuse words that are too long, and a currency or a way to write amounts that nobody knows."""
    for field, limit in LIMITS.items():
        if denial := too_long(field, getattr(draft, field), limit):
            return denial
    if not currency_known:
        sentence = _("There is no such currency. Write its three letters, such as EUR.")
        return Denial(code="unknown_currency", sentence=sentence, field="currency")
    if draft.amount_pattern and not pattern_known:
        sentence = _("Write it like this: #,##0 ¤. The sign ¤ stands for the currency.")
        return Denial(code="bad_pattern", sentence=sentence, field="amount_pattern")
    return _unfit_ways(draft) or _unfit_account(draft)


def _unfit_ways(draft: GivingDraft) -> Denial | None:
    if len(draft.other_ways) > WAYS_MAX:
        return Denial(code="too_many", sentence=_("At most %(limit)s."), values={"limit": WAYS_MAX}, field="other_ways")
    for way in draft.other_ways:
        fits = ADDRESS.fullmatch(way.url) and len(way.url) <= URL_MAX_CHARS
        if not fits or not way.name or len(way.name) > WAY_NAME_MAX_CHARS:
            sentence = _("Write a name and an address on each line, like this: PayPal https://paypal.example/us")
            return Denial(code="bad_way", sentence=sentence, field="other_ways")
    return None


def _unfit_account(draft: GivingDraft) -> Denial | None:
    flaw = flaw_of_iban(draft.iban) if draft.iban else None
    if flaw:
        return _bad_iban(draft.iban, flaw)
    if draft.bic and not is_bic(draft.bic):
        return Denial(code="bad_bic", sentence=_("A BIC has 8 or 11 letters and digits."), field="bic")
    if draft.iban and not draft.account_holder:
        sentence = _("Say whose account it is: banks compare the name.")
        return Denial(code="holder_missing", sentence=sentence, field="account_holder")
    return None


def _bad_iban(iban: str, flaw: IbanFlaw) -> Denial:
    sentences = {
        IbanFlaw.NO_COUNTRY: _("An IBAN begins with its country and two digits, such as DE89. This one does not."),
        IbanFlaw.LENGTH: _(
            "An IBAN that begins with %(country)s has %(length)s letters and digits; this one has %(count)s."
        ),
        IbanFlaw.SIGNS: _(
            "This is no IBAN: a letter stands in it where a digit belongs, or a digit where a letter does."
        ),
        IbanFlaw.CHECK: _("This is no IBAN: its check digits do not fit. Look it over, a digit may be wrong."),
    }
    country = iban[:2]
    values = {"country": country, "length": LENGTHS.get(country, 0), "count": len(iban)}
    return Denial(code="bad_iban", sentence=sentences[flaw], values=values, field="iban")
