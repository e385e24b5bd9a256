"""How Stripe writes amounts, which is neither how ISO 4217 counts minor units nor how people write them.

https://docs.stripe.com/currencies: most currencies have two decimals on the wire, some have none, a few have three of which
the last must be 0. The króna and the Ugandan shilling have two that must be 00, for the sake of old programs; the ariary has
none, although ISO gives it two.
"""

from __future__ import annotations

from folkmoot.pure.ledger.money import stored_exponent

WHOLE = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"}
)
THOUSANDTHS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})


class UnwireableError(ValueError):
    """An amount that cannot be said in Stripe's way, or one that Stripe says and our minor units cannot hold."""


def wire_exponent(currency: str) -> int:
    """Return how many decimals Stripe gives a currency."""
    if currency in WHOLE:
        return 0
    return 3 if currency in THOUSANDTHS else 2


def wire_step_minor(currency: str) -> int:
    """Return the smallest amount, in our minor units, that Stripe takes."""
    if currency in THOUSANDTHS:
        return 10
    return _power(max(stored_exponent(currency) - wire_exponent(currency), 0))


def to_wire(amount_minor: int, currency: str) -> int:
    """Return an amount of ours as Stripe writes it.

    Raises:
        UnwireableError: it is finer than what Stripe takes.
    """
    if amount_minor % wire_step_minor(currency):
        message = f"{amount_minor} {currency} is no multiple of {wire_step_minor(currency)} minor units"
        raise UnwireableError(message)
    shift = wire_exponent(currency) - stored_exponent(currency)
    return amount_minor * _power(shift) if shift >= 0 else amount_minor // _power(-shift)


def from_wire(amount: int, currency: str) -> int:
    """Return an amount of Stripe's in our minor units. `currency` as Stripe writes it, or as we do.

    Raises:
        UnwireableError: it is finer than our minor units. Rounding it would be wrong by a cent.
    """
    currency = currency.upper()
    shift = wire_exponent(currency) - stored_exponent(currency)
    if shift <= 0:
        return amount * _power(-shift)
    whole, rest = divmod(amount, _power(shift))
    if rest:
        message = f"{amount} on Stripe's wire is no whole number of minor units of {currency}"
        raise UnwireableError(message)
    return whole


def _power(exponent: int) -> int:
    return int(10**exponent)
