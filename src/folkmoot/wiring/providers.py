"""Who moves money in this house."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from folkmoot.funding.adapters.bank.provider import BankProvider
from folkmoot.funding.adapters.demo.provider import DemoProvider
from folkmoot.funding.adapters.stripe.opening import open_stripe
from folkmoot.funding.ports import Provider
from folkmoot.kit.conf import Conf


def providers() -> Mapping[str, Provider]:
    """Return the providers that are set up here, by code."""
    conf: Conf = settings.FOLKMOOT
    found: tuple[Provider | None, ...] = (
        BankProvider(),
        DemoProvider(),
        open_stripe(conf.stripe_key, conf.stripe_webhook_secret, conf.stripe_account),
    )
    return {provider.code: provider for provider in found if provider}
