"""A bank's statement as it was uploaded: CAMT.053 or a table. Whatever cannot be read is said, and never guessed."""

from __future__ import annotations

from folkmoot.funding.forms.statement_table import read_table
from folkmoot.funding.values.transfers import Statement
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.pure.words import gettext_noop as _

MOST_BYTES = 8 * 2**20


def read_statement_file(data: bytes, *, language: str) -> Statement:
    """Return what an uploaded file says.

    Raises:
        DeniedError: `no_statement`, `statement_too_large`: the whole file is something else.
    """
    if len(data) > MOST_BYTES:
        sentence = _("This file is larger than %(limit)s MB. Export a shorter span of days.")
        raise DeniedError(
            Denial(code="statement_too_large", sentence=sentence, field="file", values={"limit": MOST_BYTES // 2**20})
        )
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        from folkmoot.funding.forms.statement_camt import read_camt  # noqa: PLC0415 -- lxml is loaded when it is needed

        found = read_camt(data)
    else:
        found = read_table(data, language)
    if found is None:
        sentence = _("This is no statement that can be read. Export it from your bank as CAMT.053 (XML) or as CSV.")
        raise DeniedError(Denial(code="no_statement", sentence=sentence, field="file"))
    return found
