"""Statements as banks send them to programs: ISO 20022, camt.053, in the versions that are about (02 to 08 and later).

Names of elements are read without their namespace, which differs between versions; what differs inside is asked for both
ways. https://www.iso20022.org/iso-20022-message-definitions
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from folkmoot.funding.values.transfers import Statement, StatementLine
from folkmoot.pure.ledger.money import stored_exponent

WORDS_CHARS, NAME_CHARS, KEY_CHARS = 500, 140, 100
MOST_MINOR = 10**15
CODE_CHARS = 3
NO_IDS = {"", "NONREF", "NOTPROVIDED"}
"""What banks write where they have no id of a transfer."""


class _UnreadError(Exception):
    """A line that cannot be read; the message says why."""


def read_camt(data: bytes) -> Statement | None:
    """Return what a file says, None for one that is no camt.053. Nothing outside of the file is asked for."""
    if b"<!DOCTYPE" in data:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    statements = root.findall(".//{*}BkToCstmrStmt/{*}Stmt")
    if not statements:
        return None
    ibans = {_text(one, "Acct/Id/IBAN") for one in statements}
    lines: list[StatementLine] = []
    unread: list[str] = []
    outgoing = 0
    for number, entry in enumerate((entry for one in statements for entry in one.findall("{*}Ntry")), 1):
        if not _came(entry):
            outgoing += 1
            continue
        try:
            lines += _lines(entry)
        except _UnreadError as error:
            unread.append(f"{number}: {error}")
    # Of several accounts all are named, so that nobody takes the file for a statement of ours alone.
    return Statement(", ".join(sorted(filter(None, ibans))), tuple(lines), tuple(unread), outgoing)


def _came(entry: etree._Element) -> bool:
    """Return whether an entry is money that came, is booked, and is no correction of one that was."""
    booked = (_text(entry, "Sts/Cd") or _text(entry, "Sts")) in {"BOOK", ""}
    return _text(entry, "CdtDbtInd") == "CRDT" and booked and _text(entry, "RvslInd") != "true"


def _lines(entry: etree._Element) -> Iterator[StatementLine]:
    """Yield what one entry is made of: several transfers may be booked as one sum.

    Raises:
        _UnreadError: its day or an amount cannot be read.
    """
    day = _text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm")[:10] or _text(entry, "ValDt/Dt")
    try:
        booked_on = date.fromisoformat(day)
    except ValueError as error:
        raise _UnreadError(day or "no day") from error
    details = entry.findall("{*}NtryDtls/{*}TxDtls")
    whole = _amount(entry.find("{*}Amt"))
    if len(details) <= 1:
        yield _line(entry, details[0] if details else entry, whole, booked_on)
        return
    parts = [_amount(_first(one, "Amt", "AmtDtls/TxAmt/Amt")) for one in details]
    if sum(minor for minor, _ in parts) != whole[0]:
        message = "its parts are not its sum"
        raise _UnreadError(message)
    for one, part in zip(details, parts, strict=True):
        yield _line(entry, one, part, booked_on)


def _line(entry: etree._Element, detail: etree._Element, amount: tuple[int, str], booked_on: date) -> StatementLine:
    ustrd = " ".join(found.text or "" for found in detail.findall(".//{*}RmtInf/{*}Ustrd"))
    strd = _text(detail, ".//RmtInf/Strd/CdtrRefInf/Ref")
    end = _text(detail, "Refs/EndToEndId")
    words = " ".join(filter(None, (ustrd, strd, end if end not in NO_IDS else "")))
    ids = (_text(detail, "Refs/AcctSvcrRef"), _text(detail, "Refs/TxId"), _text(entry, "AcctSvcrRef"))
    own = next((one for one in ids if one not in NO_IDS), "")
    return StatementLine(
        entry_key=own[:KEY_CHARS],
        amount_minor=amount[0],
        currency=amount[1],
        booked_on=booked_on,
        words=" ".join((words or _text(entry, "AddtlNtryInf")).split())[:WORDS_CHARS],
        payer=(_text(detail, "RltdPties/Dbtr/Nm") or _text(detail, "RltdPties/Dbtr/Pty/Nm"))[:NAME_CHARS],
    )


def _amount(element: etree._Element | None) -> tuple[int, str]:
    """Return an amount in minor units, and its currency.

    Raises:
        _UnreadError: there is none, or one with more decimals than its currency has.
    """
    text = "" if element is None else (element.text or "").strip()
    currency = "" if element is None else element.get("Ccy", "")
    try:
        scaled = Decimal(text).scaleb(stored_exponent(currency))
    except InvalidOperation as error:
        message = f"no amount: {text!r}"
        raise _UnreadError(message) from error
    if (
        len(currency) != CODE_CHARS
        or not scaled.is_finite()
        or not 0 < scaled < MOST_MINOR
        or scaled != scaled.to_integral_value()
    ):
        message = f"no amount: {text!r} {currency}"
        raise _UnreadError(message)
    return int(scaled), currency


def _first(element: etree._Element, *ways: str) -> etree._Element | None:
    return next((found for way in ways if (found := element.find(_named(way))) is not None), None)


def _text(element: etree._Element, way: str) -> str:
    found = element.find(_named(way))
    return "" if found is None else (found.text or "").strip()


def _named(way: str) -> str:
    """Return a way down the elements that leaves their namespace open."""
    start, steps = (".//", way[3:]) if way.startswith(".//") else ("", way)
    return start + "/".join(f"{{*}}{step}" for step in steps.split("/"))
