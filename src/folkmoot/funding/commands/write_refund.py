"""Write down that money went back another way, where no provider sends it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.funding.commands.converge import converge
from folkmoot.funding.commands.locks import lock_contribution
from folkmoot.funding.models import Contribution, Payment, Refund
from folkmoot.funding.policy.refunding import not_a_treasurer, unknown_payment
from folkmoot.funding.policy.writing_down import not_to_write_back
from folkmoot.funding.ports import Ports
from folkmoot.funding.values import Picture, RefundState, RemoteCharge, RemoteRefund, gift_path
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


def write_refund(
    *, publication_id: int, payment_id: int, amount_minor: int, reason: str, actor: Actor, key: str, now: datetime
) -> None:
    """Book that some of a gift went back, by a transfer or in cash. The same key again changes nothing.

    Args:
        key: made with the form.

    Raises:
        DeniedError: `not_allowed`, `unknown_payment`, `not_refundable`, `bad_amount`, `refund_too_much`.
    """
    require(not_a_treasurer(actor.roles))
    names = Contribution.objects.filter(publication_id=publication_id, payments=payment_id)
    name_of_ours = names.values_list("name_of_ours", flat=True).first()
    with transaction.atomic():
        contribution = lock_contribution(name_of_ours) if name_of_ours else None
        if contribution is None:
            raise DeniedError(unknown_payment())
        payment = Payment.objects.get(id=payment_id)
        if Refund.objects.filter(payment=payment, key=key).exists():
            return
        provider = Ports.providers().get(payment.provider)
        left = payment.gift_minor + payment.cover_minor - payment.refunded_minor - payment.disputed_minor
        sends = provider is not None and provider.capabilities.refunds
        require(not_to_write_back(payment.state, amount_minor, left, sends=sends))
        Refund.objects.create(
            payment=payment,
            key=key,
            amount_minor=amount_minor,
            reason=reason,
            state=RefundState.DONE,
            ref=key,
            asked_by_id=actor.account_id,
            asked_at=now,
        )
        converge(_picture(payment, contribution, now=now), exact=False, now=now)
        record_act(
            publication_id=publication_id,
            account_id=actor.account_id,
            act="gift.refunded",
            subject=reason,
            path=gift_path(payment_id),
            now=now,
        )


def _picture(payment: Payment, contribution: Contribution, *, now: datetime) -> Picture:
    """Return the gift with all that was written down as having gone back, as a provider would show it."""
    refunds = Refund.objects.filter(payment=payment, state=RefundState.DONE).order_by("id")
    charge = RemoteCharge(
        ref=payment.ref,
        state=payment.state,
        amount_minor=payment.gift_minor + payment.cover_minor,
        currency=payment.currency,
        at=payment.begun_at,
        paid_at=payment.paid_at,
        refunds=tuple(
            RemoteRefund(ref=one.ref, amount_minor=one.amount_minor, at=one.asked_at, key=one.key) for one in refunds
        ),
    )
    return Picture(
        provider=payment.provider,
        account=contribution.account,
        is_live=not payment.is_test,
        contribution=contribution.name_of_ours,
        currency=payment.currency,
        asked_at=now,
        charges=(charge,),
    )
