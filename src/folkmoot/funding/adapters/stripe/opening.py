"""Whether this house takes money through Stripe, and the one who asks it."""

from __future__ import annotations

from functools import lru_cache

from folkmoot.funding.ports import Provider


def open_stripe(key: str, webhook_secret: str, account: str) -> Provider | None:
    """Return Stripe as its settings have it, None where they are empty. The same settings return the same one."""
    return _open(key, webhook_secret, account) if key else None


@lru_cache(maxsize=4)
def _open(key: str, webhook_secret: str, account: str) -> Provider:
    # Not at the top: the package is an extra, and takes a third of a second to load.
    from folkmoot.funding.adapters.stripe.provider import StripeProvider  # noqa: PLC0415 -- see above

    return StripeProvider(key, webhook_secret=webhook_secret, account=account)
