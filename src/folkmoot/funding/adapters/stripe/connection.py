"""The line to Stripe, and what its errors mean to us."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import stripe

from folkmoot.funding.adapters.stripe.wire import UnwireableError
from folkmoot.funding.ports import ProviderDownError, ProviderRefusedError

CONNECT_S, ANSWER_S = 4, 20
RETRIES = 2

# Whoever gives waits for at most these; a wrong or revoked key is mended by a person, so nothing is taken for refused.
DOWN = (
    stripe.APIConnectionError,
    stripe.APIError,
    stripe.RateLimitError,
    stripe.AuthenticationError,
    stripe.PermissionError,
)


def connect(key: str, http_client: stripe.HTTPClient | None = None) -> stripe.StripeClient:
    """Return a client. Nothing is asked of Stripe yet.

    Args:
        http_client: who carries the requests; None: the real one.
    """
    # Otherwise the package writes an identifier into the home folder, and tells Stripe of this machine and how fast it was.
    stripe.enable_telemetry = False
    carrier = http_client or stripe.RequestsClient(timeout=(CONNECT_S, ANSWER_S))
    return stripe.StripeClient(key, http_client=carrier, max_network_retries=RETRIES)


@contextmanager
def asking() -> Iterator[None]:
    """Ask Stripe inside of this, so that its errors become those of the port.

    Raises:
        ProviderDownError: nothing is known; ask again.
        ProviderRefusedError: Stripe said no.
    """
    try:
        yield
    except DOWN as error:
        raise ProviderDownError(str(error)) from error
    except (stripe.StripeError, UnwireableError) as error:
        raise ProviderRefusedError(str(error)) from error


@contextmanager
def reading() -> Iterator[None]:
    """Ask Stripe only how something stands inside of this.

    Raises:
        ProviderDownError: it did not say. There is nothing that a question could be refused for.
    """
    try:
        yield
    except (stripe.StripeError, UnwireableError) as error:
        raise ProviderDownError(str(error)) from error


def is_missing(error: stripe.InvalidRequestError) -> bool:
    """Return whether Stripe says that it knows no such thing."""
    return error.code == "resource_missing"
