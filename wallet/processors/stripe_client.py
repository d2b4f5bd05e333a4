"""Stripe's library, set so that it tells nobody anything: no telemetry, no bodies in logs."""

import logging

import stripe
from stripe import _util

RETRIES = 2
"""With the same idempotency key: what was cut off, and two requests that met (409)."""


def make_client(
    key: str, url: str, timeout_seconds: float, retries: int = RETRIES
) -> tuple[stripe.StripeClient, stripe.HTTPXClient]:
    """The client, and what holds its connections: close it with `close_async`."""
    stripe.enable_telemetry = False
    stripe.log = None
    # Read from the variable STRIPE_LOG: `debug` prints request bodies, numbers in them.
    _util.STRIPE_LOG = None
    logging.getLogger("stripe").setLevel(logging.WARNING)
    connections = stripe.HTTPXClient(timeout=timeout_seconds)
    client = stripe.StripeClient(
        key,
        http_client=connections,
        base_addresses={"api": url.rstrip("/")},
        max_network_retries=retries,
    )
    return client, connections
