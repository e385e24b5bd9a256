"""Send money back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from folkmoot.funding.commands.locks import lock_payment
from folkmoot.funding.commands.sync_contribution import given_of, sync_contribution
from folkmoot.funding.models import Payment, Refund
from folkmoot.funding.policy.refunding import not_a_treasurer, not_refundable, unknown_payment
from folkmoot.funding.ports import Ports, ProviderDownError, ProviderRefusedError
from folkmoot.funding.values import RefundState
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


def ask_refund(
    *, publication_id: int, payment_id: int, amount_minor: int, reason: str, actor: Actor, key: str, now: datetime
) -> Refund:
    """Ask the provider to send some of a payment back, and return the refund as it stands then.

    It is written down first. If the provider cannot be asked now, it stays `asked`, and reconciliation asks again with the
    same key, which sends nothing twice.

    Args:
        key: made with the form: the same key again is the same refund.

    Raises:
        DeniedError: `not_allowed`, `unknown_payment`, `not_refundable`, `refund_too_much`, `bad_amount`.
    """
    require(not_a_treasurer(actor.roles))
    with transaction.atomic():
        payment = lock_payment(payment_id, publication_id)
        if payment is None:
            raise DeniedError(unknown_payment())
        refund = Refund.objects.filter(payment=payment, key=key).first()
        if refund is None:
            provider = Ports.providers().get(payment.provider)
            require(
                not_refundable(
                    payment.state, amount_minor, _left(payment), can=provider.capabilities if provider else None
                )
            )
            refund = Refund.objects.create(
                payment=payment,
                key=key,
                amount_minor=amount_minor,
                reason=reason,
                asked_by_id=actor.account_id,
                asked_at=now,
            )
            record_act(
                publication_id=publication_id, account_id=actor.account_id, act="gift.refunded", subject=reason, now=now
            )
    send_refund(refund, now=now)
    return Refund.objects.get(id=refund.id)


def send_refund(refund: Refund, *, now: datetime) -> None:
    """Ask the provider for a refund that is written down, and book what it then says. One that it refuses has failed."""
    payment = Payment.objects.select_related("contribution").get(id=refund.payment_id)
    provider = Ports.providers().get(payment.provider)
    if refund.state != RefundState.ASKED or provider is None:
        return
    try:
        provider.refund(
            given_of(payment.contribution), charge_ref=payment.ref, amount_minor=refund.amount_minor, key=refund.key
        )
        sync_contribution(payment.contribution.name_of_ours, now=now)
    except ProviderRefusedError:
        Refund.objects.filter(id=refund.id, state=RefundState.ASKED).update(state=RefundState.FAILED)
    except ProviderDownError:
        return  # it stays `asked`


def _left(payment: Payment) -> int:
    """Return what of a payment can still go back: what is asked for and on its way is taken off already."""
    asked = Refund.objects.filter(payment=payment, state=RefundState.ASKED).aggregate(total=Sum("amount_minor"))
    came = payment.gift_minor + payment.cover_minor
    return came - payment.refunded_minor - payment.disputed_minor - (asked["total"] or 0)
