"""How often and by which ways one can give to a campaign, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from folkmoot.funding.commands.save_campaign import payable_by
from folkmoot.funding.models import Campaign
from folkmoot.funding.policy.banking import account_unnamed
from folkmoot.funding.ports import Ports
from folkmoot.funding.values import Frequency


def frequency_words() -> Mapping[str, str]:
    """Return how often one can give: code to words."""
    return {
        Frequency.ONCE.value: _("Once"),
        Frequency.MONTHLY.value: _("Each month"),
        Frequency.YEARLY.value: _("Each year"),
    }


def provider_words(campaign: Campaign | None, iban: str) -> list[tuple[str, str, str]]:
    """Return each way to pay: its code, its words, and why nobody is offered it yet; empty if it is offered.

    Args:
        iban: of the publication; empty while none is written down.
    """
    words = {
        "demo": _("Demo: no money moves. To try everything out."),
        "stripe": _("Stripe: cards and what else it offers, on its own pages."),
        "bank": _("Bank transfer, in EUR, with a reference and a code to scan."),
    }
    known = Ports.providers()

    def waits_for(code: str) -> str:
        if code not in known:
            return _("not set up here")
        if account_unnamed(known[code].capabilities, iban):
            return _("not offered before an IBAN is written down in the settings of giving")
        return ""

    codes = payable_by(campaign.providers if campaign else ())
    return [(code, words.get(code, code), waits_for(code)) for code in codes]
