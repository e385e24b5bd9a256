"""How a gift is sent by bank transfer. The page is right without its code, and on paper."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from folkmoot.funding.forms.caller import caller_of
from folkmoot.funding.policy.changing import unknown_gift
from folkmoot.funding.queries.bank import TransferView, read_transfer
from folkmoot.funding.queries.gifts import contribution_of, read_gift
from folkmoot.funding.values import ProviderCode, giving_path
from folkmoot.funding.views.private import private
from folkmoot.pure.verdict import DeniedError

HOLDER_CHARS = 70
"""As many as a code has room for; the name on the page is whole."""
CENTS = Decimal("0.01")


@require_safe
def transfer(request: HttpRequest, token: str) -> HttpResponse:
    """Return where to send a gift, how much, and what to write on it.

    Raises:
        DeniedError: `unknown_gift`: also of a gift that is not sent by transfer.
    """
    caller = caller_of(request)
    found = contribution_of(caller.publication.id, token)
    if found is None or found[0].provider != ProviderCode.BANK or not found[0].reference:
        raise DeniedError(unknown_gift())
    row, bearer = found
    sent = read_transfer(row, caller.publication)
    context = {
        "gift": read_gift(row, bearer, caller.publication),
        "sent": sent,
        "code": _code(sent) if sent.iban else "",
        "path": giving_path(token),
    }
    return private("funding/transfer.html", caller, context)


def _code(sent: TransferView) -> SafeString:
    """Return the transfer as banking apps scan it (EPC069-12), drawn as SVG.

    The reference stands in it as text: not every app reads the field for structured ones, and a statement is searched for
    it wherever it stands.
    """
    from segno import helpers  # noqa: PLC0415 -- loaded when somebody sends money, not at start

    drawn = helpers.make_epc_qr(
        name=sent.holder[:HOLDER_CHARS],
        iban=sent.iban,
        amount=sent.total_minor * CENTS,
        text=sent.reference,
        bic=sent.bic or None,
        encoding="utf-8",
    ).svg_inline(border=4, dark="#000", light="#fff", svgclass="qr", omitsize=True)
    return mark_safe(drawn)  # noqa: S308 -- squares that segno drew; no letter of what was typed stands in it
