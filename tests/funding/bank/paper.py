"""Statements as banks write them (CAMT.053)."""

from __future__ import annotations

from tests.cast import CLEM

IBAN = "DE89370400440532013000"
CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><Stmt>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>
{entries}
</Stmt></BkToCstmrStmt></Document>"""
ENTRY = """<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{status}
<BookgDt><Dt>{on}</Dt></BookgDt><AcctSvcrRef>{ref}</AcctSvcrRef><NtryDtls>{details}</NtryDtls></Ntry>"""
DETAIL = """<TxDtls>{part}<RltdPties><Dbtr>{name}</Dbtr></RltdPties>
<RmtInf><Ustrd>Danke</Ustrd><Ustrd>{words}</Ustrd></RmtInf></TxDtls>"""


def entry(
    amount="10.00",
    *,
    way="CRDT",
    currency="EUR",
    status="<Sts>BOOK</Sts>",
    on="2026-03-02",
    ref="B1",
    words="",
    details="",
):
    """Return an entry of a statement."""
    one = DETAIL.format(part="", name=f"<Nm>{CLEM}</Nm>", words=words)
    return ENTRY.format(
        amount=amount, way=way, currency=currency, status=status, on=on, ref=ref, details=details or one
    )


def camt(*entries, version="02") -> bytes:
    """Return a statement."""
    return CAMT.format(version=version, entries="".join(entries)).encode()
