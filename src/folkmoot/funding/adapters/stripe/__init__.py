"""Stripe: its own page to pay on (Checkout), subscriptions, billing portal, refunds, disputes and payouts.

Only `opening` may be imported by others: everything else here needs the package `stripe`, which a house without Stripe does
not have to install. What was looked up is of API version 2026-10-28 (https://docs.stripe.com/api), the one that version 16
of the package speaks.
"""
