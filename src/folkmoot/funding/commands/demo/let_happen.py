"""Let something happen at the demo provider: its picture changes, and it has a message to deliver."""

from __future__ import annotations

import json
import secrets
from datetime import datetime

from django.db import transaction

from folkmoot.funding.models import DemoCheckout, DemoMessage
from folkmoot.funding.values.demo import DEMO_ACCOUNT, Delivery, Step
from folkmoot.funding.values.demo_papers import picture_from_json, picture_to_json


def let_happen(
    checkout_ref: str, step: Step, *, kind: str, delivery: Delivery = Delivery.ONCE, now: datetime
) -> DemoMessage | None:
    """Take a step, and return the message about it that has to be delivered; None where nothing changed.

    Args:
        kind: the provider's word for what happened.
        delivery: one that is lost is written down and never sent.

    Raises:
        DemoCheckout.DoesNotExist: there is no such page.
        ImpossibleError: the step cannot be taken now; nothing changed.
    """
    with transaction.atomic():
        row = DemoCheckout.objects.select_for_update().get(ref=checkout_ref)
        before = picture_from_json(row.picture)
        after = step(before)
        if after == before:
            return None
        row.picture, row.changed_at = picture_to_json(after), now
        row.save(update_fields=["picture", "changed_at"])
        event_id = f"evt_{secrets.token_hex(12)}"
        words = {
            "id": event_id,
            "kind": kind,
            "account": DEMO_ACCOUNT,
            "live": False,
            "contribution": row.contribution,
            "checkout": row.ref,
        }
        return DemoMessage.objects.create(
            checkout=row,
            event_id=event_id,
            kind=kind,
            body=json.dumps(words),
            dropped=delivery is Delivery.LOST,
            created_at=now,
        )
