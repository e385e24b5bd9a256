"""How the demo provider writes down its orders and pictures: as JSON, read back as what they were."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from folkmoot.funding.values.providers import CheckoutOrder
from folkmoot.funding.values.remote import Picture

_ORDERS = TypeAdapter(CheckoutOrder)
_PICTURES = TypeAdapter(Picture)


def order_to_json(order: CheckoutOrder) -> dict[str, Any]:
    """Return an order as JSON has it."""
    written: dict[str, Any] = _ORDERS.dump_python(order, mode="json")
    return written


def order_from_json(written: object) -> CheckoutOrder:
    """Return the order that was written."""
    return _ORDERS.validate_python(written)


def picture_to_json(picture: Picture) -> dict[str, Any]:
    """Return a picture as JSON has it."""
    written: dict[str, Any] = _PICTURES.dump_python(picture, mode="json")
    return written


def picture_from_json(written: object) -> Picture:
    """Return the picture that was written."""
    return _PICTURES.validate_python(written)
