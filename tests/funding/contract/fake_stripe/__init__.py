"""Stripe, as far as we use it, in memory: the real package speaks to it as it speaks to the real one."""

from tests.funding.contract.fake_stripe.books import Books
from tests.funding.contract.fake_stripe.transport import FakeStripe

__all__ = ["Books", "FakeStripe"]
