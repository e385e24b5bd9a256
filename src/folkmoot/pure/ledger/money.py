"""Currencies and their smallest parts.

Three different things are easily taken for one, so each has its own place:

- **stored**: how many decimals a minor unit stands for (ISO 4217, column "minor unit"). All our integers are of these.
- **shown**: how many decimals people write (CLDR, which Babel carries: `kit/text/amounts.py`): Serbian or Lebanese amounts
  have none, though ISO knows some.
- **step**: the smallest amount one can pay, in minor units: `smallest_step` there, and what a provider can move
  (`Capabilities.step_minor`).

What a provider wants on its wire is a fourth, and its adapter's own.
"""

from __future__ import annotations

# ISO 4217:2015 list one, as amended; all others have two decimals.
STORED = {
    **dict.fromkeys(
        (
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}


def written(minor: int, currency: str) -> str:
    """Return an amount as programs write it: `-10.20`, with all decimals that are stored, for journals and tables."""
    exponent = stored_exponent(currency)
    digits = f"{abs(minor):0{exponent + 1}d}"
    whole, decimals = (digits[:-exponent], f".{digits[-exponent:]}") if exponent else (digits, "")
    return f"{'-' if minor < 0 else ''}{whole}{decimals}"


def stored_exponent(currency: str) -> int:
    """Return how many decimals a minor unit of the currency stands for."""
    return STORED.get(currency, 2)
