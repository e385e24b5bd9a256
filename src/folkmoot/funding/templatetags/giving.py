"""Words for what is a code elsewhere: how often, by which way, why not."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

from folkmoot.funding.values import Frequency, ProviderCode

register = template.Library()

FREQUENCIES = {
    Frequency.ONCE: _("Once"),
    Frequency.MONTHLY: _("Every month"),
    Frequency.YEARLY: _("Every year"),
}
EACH = {Frequency.ONCE: _("once"), Frequency.MONTHLY: _("a month"), Frequency.YEARLY: _("a year")}
PROVIDERS = {
    ProviderCode.DEMO: _("Demo: no money moves"),
    ProviderCode.STRIPE: _("Card, or what else Stripe offers"),
    ProviderCode.BANK: _("Bank transfer"),
    ProviderCode.MANUAL: _("Written down by hand"),
}
FAILURES = {
    "expired_card": _("Your card has expired."),
    "no_funds": _("There was not enough money on the account."),
    "needs_authentication": _("Your bank wants you to confirm the payment."),
    "declined": _("Your bank said no, and does not tell us why."),
}


@register.filter
def frequency_word(code: str) -> str:
    """Return how often, as a choice: "Every month"."""
    return str(FREQUENCIES.get(Frequency(code), code))


@register.filter
def each_word(code: str) -> str:
    """Return how often, behind an amount: "a month"."""
    return str(EACH.get(Frequency(code), code))


@register.filter
def provider_word(code: str) -> str:
    """Return by which way one pays."""
    return str(PROVIDERS[ProviderCode(code)])


@register.filter
def failure_word(code: str) -> str:
    """Return why a renewal failed, in a sentence."""
    return str(FAILURES.get(code, FAILURES["declined"]))
