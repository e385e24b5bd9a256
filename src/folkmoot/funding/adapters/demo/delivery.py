"""Deliver the demo provider's messages: each is signed and posted to the house's real webhook address.

The request is made inside this process and goes through every middleware to the view, as one from outside would: nothing
depends on whether this machine can reach its own public address.
"""

from __future__ import annotations

import io
import logging
from datetime import datetime
from functools import lru_cache
from typing import Protocol
from urllib.parse import urlsplit

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler

from folkmoot.articles.queries import publications
from folkmoot.funding.adapters.demo.signing import HEADER, sign
from folkmoot.funding.commands.demo.note_delivery import note_delivery
from folkmoot.funding.models import Contribution, DemoMessage
from folkmoot.funding.values import ProviderCode, webhook_path
from folkmoot.funding.values.demo import Delivery

TIMES = {Delivery.ONCE: 1, Delivery.TWICE: 2, Delivery.HELD: 0, Delivery.LOST: 0}
TAKEN = 200


class Deliver(Protocol):
    """Whoever brings a message to the house."""

    def __call__(self, message: DemoMessage | None, delivery: Delivery, *, now: datetime) -> None:
        """Deliver a message as often as was chosen; of nothing that happened there is none."""


log = logging.getLogger("folkmoot.funding")


def deliver_as(message: DemoMessage | None, delivery: Delivery, *, now: datetime) -> None:
    """Deliver a message as often as was chosen; of nothing that happened there is none."""
    if message is not None:
        for _ in range(TIMES[delivery]):
            deliver(message, now=now)


def deliver(message: DemoMessage, *, now: datetime) -> bool:
    """Post a message, signed now; return whether it was taken. One that was not can be delivered again."""
    named = Contribution.objects.filter(name_of_ours=message.checkout.contribution)
    publication_id = named.values_list("publication_id", flat=True).first()
    base_url = next((one.base_url for one in publications() if one.id == publication_id), None)
    if base_url is None:
        return False
    status = _post(base_url, message.body.encode(), now=now)
    if status == TAKEN:
        note_delivery(message.id)
    else:
        log.warning("the demo provider's message %s was answered with %s", message.event_id, status)
    return status == TAKEN


def _post(base_url: str, body: bytes, *, now: datetime) -> int:
    """Return the status with which the webhook was answered."""
    address = urlsplit(base_url)
    scope = {
        "type": "http",
        "method": "POST",
        "scheme": address.scheme,
        "path": webhook_path(ProviderCode.DEMO),
        "query_string": b"",
        "headers": [
            (b"host", address.netloc.encode()),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (HEADER.lower().encode(), sign(body, now=now).encode()),
        ],
    }
    return _house().get_response(ASGIRequest(scope, io.BytesIO(body))).status_code


@lru_cache(maxsize=1)
def _house() -> BaseHandler:
    """Return all of Django's answering, middleware included, made once."""
    handler = BaseHandler()
    handler.load_middleware(is_async=False)
    return handler
