"""Write and read amounts of money as people do. No script does either: Babel and browsers disagree.

Inside, money is a whole number of minor units; here it becomes "$1,020" or "1.020,50 €", and back.
"""

from __future__ import annotations

import re
import unicodedata
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import (
    NumberPattern,
    get_currency_precision,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
    is_currency,
    parse_pattern,
)

from folkmoot.kit.words import locale_of
from folkmoot.pure.ledger.money import stored_exponent
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.pure.words import ngettext_noop

NO_BREAK = "\N{NO-BREAK SPACE}"
GROUP_DIGITS = 3
MOST_DIGITS = 15
"""More minor units than this are a slip of the hand, and near the end of what a row can hold."""

NO_MONEY = frozenset(["XXX", "XTS", "XAU", "XAG", "XPT", "XPD", "XDR", "XSU", "XUA", "XBA", "XBB", "XBC", "XBD"])

# Nobody writes decimals with these: spaces, apostrophes, the Arabic sign.
_SURE_GROUPS = re.compile("[\\s'\N{RIGHT SINGLE QUOTATION MARK}\N{ARABIC THOUSANDS SEPARATOR}]")
_ARABIC_POINT = "\N{ARABIC DECIMAL SEPARATOR}"
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BESIDE_LETTERS = re.compile(r"(?<=[^\W\d_])(?=[-\d])|(?<=\d)(?=[^\W\d_])")
_NUMBER = re.compile(r"[0-9]+(?:[_.,][0-9]+)*")


@dataclass(frozen=True, slots=True)
class _Parts:
    """The figures before the decimals, and the decimals."""

    figures: str
    decimals: str


class UnreadableAmountError(ValueError):
    """A text that is no amount of a currency; `denial` says why, for people and by a code."""

    def __init__(self, denial: Denial) -> None:
        """Carry what is wrong to whoever answers."""
        super().__init__(denial.said)
        self.denial = denial


@lru_cache(maxsize=4096)
def amount(minor: int, currency: str, locale: str, pattern: str = "", *, whole: bool = False) -> str:
    """Return an amount with its currency as a language writes it. A template puts it in `<bdi>`.

    Args:
        minor: minor units, also below zero.
        currency: ISO 4217 code.
        locale: IETF tag of the language, as "de-AT".
        pattern: the house's own way, as `#,##0 ¤`; it says where things stand. How many decimals there are is the
            currency's and the amount's matter: cents are never left out where there are any. It has the shortest sign.
        whole: whether cents are left out where there are none: "$20" beside "$20.50".
    """
    spoken = locale_of(locale)
    layout = copy(_layout(spoken, pattern))
    digits = _shown_digits(minor, currency, whole=whole)
    layout.frac_prec = (digits, digits)
    written = str(layout.apply(_decimal(minor, currency), spoken)).replace(
        "¤", _sign(currency, spoken, short=bool(pattern))
    )
    # Unicode's currency spacing, which Babel leaves out: "CHF 20", never "CHF20".
    return _BESIDE_LETTERS.sub(NO_BREAK, written).replace(" ", NO_BREAK)


def is_money(currency: str) -> bool:
    """Return whether a code is one of a currency that people pay in: ISO 4217 also has codes for gold, tests and nothing."""
    return is_currency(currency) and currency not in NO_MONEY


def smallest_step(currency: str) -> int:
    """Return the smallest step between two amounts that people pay, in minor units: nobody pays half a dinar of Serbia."""
    stored = stored_exponent(currency)
    return int(10 ** (stored - min(get_currency_precision(currency), stored)))


def amount_in_field(minor: int, currency: str, locale: str) -> str:
    """Return an amount as it stands in an input: "1020.50", without groups or currency. `read_amount` reads it back."""
    digits = _shown_digits(minor, currency, whole=True)
    return f"{_decimal(minor, currency):.{digits}f}".replace(".", get_decimal_symbol(locale_of(locale)))


def read_amount(text: str, currency: str, locale: str, *, field: str = "amount") -> int:
    """Return what somebody typed, in minor units; zero and more. Whether so much may be given is for others to say.

    A sign that stands once with one or two digits behind it separates decimals, whichever sign it is; with three, the
    language decides. What could be read in two ways is refused: no German's "10.50" becomes 1,050.

    Args:
        field: what the refusal names.

    Raises:
        UnreadableAmountError: `not_an_amount`, or `wrong_decimals` for more decimals than the currency has.
    """
    spoken = locale_of(locale)
    exponent = stored_exponent(currency)
    typed = _NUMBER.fullmatch(_bare(text, currency, spoken))
    parts = _split(typed[0], spoken) if typed else None
    if parts is None or len(parts.figures) + exponent > MOST_DIGITS:
        raise UnreadableAmountError(_no_amount(currency, locale, field))
    if len(parts.decimals) > exponent and parts.decimals not in {"0", "00"}:
        raise UnreadableAmountError(_wrong_decimals(currency, exponent, field))
    return int(parts.figures + parts.decimals[:exponent].ljust(exponent, "0"))


def is_pattern(pattern: str) -> bool:
    """Return whether a pattern can write amounts: one `¤`, and room for figures with groups or without."""
    if pattern.count("¤") != 1 or any(sign in pattern for sign in ";%‰@E'"):
        return False
    try:
        return parse_pattern(pattern).int_prec[0] > 0
    except ValueError:
        return False


def _layout(locale: Locale, pattern: str) -> NumberPattern:
    return parse_pattern(pattern) if is_pattern(pattern) else locale.currency_formats["standard"]


def _sign(currency: str, locale: Locale, *, short: bool) -> str:
    """Return the sign of a currency in a language; the shortest that is usual where a house has its own way: "$", not "US$"."""
    signs = [get_currency_symbol(currency, locale), *([get_currency_symbol(currency, "en")] if short else [])]
    return min(signs, key=len)


def _decimal(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-stored_exponent(currency))


def _shown_digits(minor: int, currency: str, *, whole: bool) -> int:
    """Return how many decimals to write: as few as people write in the currency, but all that there are."""
    stored = stored_exponent(currency)
    usual = min(get_currency_precision(currency), stored)
    for digits in (0, usual) if whole else (usual,):
        if minor % 10 ** (stored - digits) == 0:
            return digits
    return stored


def _bare(text: str, currency: str, locale: Locale) -> str:
    """Return a typed amount as plain figures and signs: no currency, no spaces, no marks of direction."""
    bare = _MARKS.sub("", text).strip()
    for name in (
        currency,
        currency.lower(),
        get_currency_symbol(currency, locale),
        get_currency_symbol(currency, "en"),
    ):
        bare = bare.removeprefix(name).removesuffix(name).strip()
    bare = "".join(str(unicodedata.decimal(sign, sign)) for sign in bare.replace(_ARABIC_POINT, "."))
    return _SURE_GROUPS.sub("_", bare)


def _split(number: str, locale: Locale) -> _Parts | None:
    """Return the parts of figures with signs between them; None when it is unclear which they are."""
    *groups, last = re.split("[_.,]", number)
    signs = re.findall("[_.,]", number)
    if not signs:
        return _Parts(last, "")
    if signs[-1] != "_" and signs.count(signs[-1]) == 1:
        sure = len(signs) > 1 or len(last) != GROUP_DIGITS
        if sure or signs[-1] == str(get_decimal_symbol(locale)):
            return _Parts("".join(groups), last) if _are_groups(groups, signs[:-1]) else None
        if signs[-1] != str(get_group_symbol(locale)):
            return None
    return _Parts("".join([*groups, last]), "") if _are_groups([*groups, last], signs) else None


def _are_groups(figures: list[str], signs: list[str]) -> bool:
    """Return whether figures are grouped as people do: by one sign, the last three together, in India two before."""
    if not signs:
        return True
    first, *middle, last = (len(group) for group in figures)
    return len(set(signs)) == 1 and last == GROUP_DIGITS and first <= GROUP_DIGITS and set(middle) <= {2, 3}


def _no_amount(currency: str, locale: str, field: str) -> Denial:
    example = amount_in_field(1020 * 10 ** stored_exponent(currency) // 100, currency, locale)
    return Denial(
        code="not_an_amount",
        sentence=_("Write the amount in figures, like this: %(example)s."),
        field=field,
        values={"example": example},
    )


def _wrong_decimals(currency: str, exponent: int, field: str) -> Denial:
    if not exponent:
        return Denial(
            code="wrong_decimals",
            sentence=_("Amounts in %(currency)s have no decimals."),
            field=field,
            values={"currency": currency},
        )
    one, more = ngettext_noop(
        "Amounts in %(currency)s have at most %(n)s decimal.", "Amounts in %(currency)s have at most %(n)s decimals."
    )
    return Denial(
        code="wrong_decimals", sentence=one, plural=more, field=field, values={"currency": currency, "n": exponent}
    )
