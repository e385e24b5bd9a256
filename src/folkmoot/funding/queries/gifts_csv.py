"""Gifts as a table for spreadsheets and bookkeepers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal

from folkmoot.funding.models import Payment
from folkmoot.pure.ledger.money import stored_exponent

HEAD = (
    *("payment", "at", "campaign", "state", "currency", "gift", "fee_cover", "went_back", "disputed", "fee"),
    *("fee_currency", "provider", "reference", "payout", "frequency", "renewal", "late", "name", "email", "page"),
    "test",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


class _Line:
    """What `csv` writes into: it hands each line back."""

    @staticmethod
    def write(line: str) -> str:
        return line


def csv_lines(payments: Iterable[Payment]) -> Iterator[str]:
    """Yield the table, line by line: amounts with the decimals of their currency and a point, times in UTC."""
    writer = csv.writer(_Line())
    yield "\N{BYTE ORDER MARK}" + writer.writerow(HEAD)
    for payment in payments:
        yield writer.writerow([_plain(cell) for cell in _cells(payment)])


def _cells(payment: Payment) -> tuple[object, ...]:
    giving, currency = payment.contribution, payment.currency
    minor = (payment.gift_minor, payment.cover_minor, payment.refunded_minor, payment.disputed_minor)
    return (
        *(payment.id, (payment.paid_at or payment.begun_at).isoformat(timespec="seconds"), payment.campaign.title),
        *(payment.state, currency, *(_decimal(one, currency) for one in minor)),
        "" if payment.fee_minor is None else _decimal(payment.fee_minor, payment.fee_currency),
        *(payment.fee_currency, payment.provider, giving.reference or payment.ref, payment.payout_ref),
        *(giving.frequency, payment.renewal, payment.late, giving.name, giving.email),
        *(payment.page.url if payment.page else "", payment.is_test),
    )


def _decimal(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-stored_exponent(currency))


def _plain(cell: object) -> object:
    """Return a cell that no spreadsheet runs: what people typed may begin like a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
