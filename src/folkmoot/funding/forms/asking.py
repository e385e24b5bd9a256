"""The form of how a publication asks for money."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from folkmoot.funding.models import FundingSettings
from folkmoot.funding.values.drafts import GivingDraft, OtherWay

TEXTS = (
    *("legal_name", "legal_address", "tax_words", "currency", "amount_pattern", "call", "appeal", "other_ways"),
    *("account_holder", "iban", "bic"),
)
GROUP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingFields:
    """The form as it stands. `other_ways`: one a line, a name and then an address."""

    legal_name: str
    legal_address: str
    tax_words: str
    currency: str
    amount_pattern: str
    call: str
    appeal: str
    links_shown: bool
    other_ways: str
    account_holder: str
    iban: str
    bic: str
    trial_account: bool

    def draft(self) -> GivingDraft:
        """Return what the command is asked to keep."""
        texts = {name: getattr(self, name) for name in TEXTS if name != "other_ways"}
        lines = (line.rsplit(maxsplit=1) for line in self.other_ways.splitlines() if line.strip())
        ways = tuple(OtherWay(name=" ".join(" ".join(name).split()), url=url) for *name, url in lines)
        return GivingDraft(**texts, links_shown=self.links_shown, other_ways=ways, trial_account=self.trial_account)


def giving_fields_of(row: FundingSettings) -> GivingFields:
    """Return the form as everything stands."""
    kept = {name: getattr(row, name) for name in TEXTS if name not in {"other_ways", "iban"}}
    return GivingFields(
        **kept,
        other_ways="\n".join(f"{way['name']} {way['url']}" for way in row.other_ways),
        iban=" ".join(row.iban[at : at + GROUP] for at in range(0, len(row.iban), GROUP)),
        links_shown=row.links_shown,
        trial_account=row.trial_account,
    )


def giving_fields_in(sent: QueryDict) -> GivingFields:
    """Return the form as it was sent."""
    texts = {name: sent.get(name, "") for name in TEXTS}
    return GivingFields(**texts, links_shown="links_shown" in sent, trial_account="trial_account" in sent)
