"""Open a page of the demo provider to pay on."""

from __future__ import annotations

from datetime import datetime

from folkmoot.funding.models import DemoCheckout
from folkmoot.funding.values import CheckoutOrder, Picture, ProviderCode
from folkmoot.funding.values.demo import DEMO_ACCOUNT, ImpossibleError
from folkmoot.funding.values.demo_papers import order_from_json, order_to_json, picture_to_json
from folkmoot.kit.keys import keyed_hash

REF_CHARS = 24


def open_checkout(order: CheckoutOrder, *, now: datetime) -> str:
    """Return the name of the page for an order; the same order again is the same page.

    Raises:
        ImpossibleError: there is a page for this try already, and it is for something else.
    """
    ref = keyed_hash("demo-provider", f"checkout|{order.contribution}|{order.again}")[:REF_CHARS]
    picture = Picture(
        provider=ProviderCode.DEMO.value,
        account=DEMO_ACCOUNT,
        is_live=False,
        contribution=order.contribution,
        currency=order.currency,
        asked_at=now,
        checkout_ref=ref,
    )
    row, is_new = DemoCheckout.objects.get_or_create(
        ref=ref,
        defaults={
            "contribution": order.contribution,
            "order": order_to_json(order),
            "picture": picture_to_json(picture),
            "created_at": now,
            "changed_at": now,
        },
    )
    if not is_new and order_from_json(row.order) != order:
        message = f"{ref} is open for another order"
        raise ImpossibleError(message)
    return ref
