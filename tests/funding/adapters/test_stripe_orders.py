"""What Stripe is asked for, and what becomes of it when the line breaks."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from folkmoot.funding.adapters.stripe.opening import open_stripe
from folkmoot.funding.adapters.stripe.ordering import language_of
from folkmoot.funding.adapters.stripe.provider import StripeProvider
from folkmoot.funding.ports import ProviderDownError, ProviderRefusedError
from folkmoot.funding.values import CheckoutOrder, Frequency
from tests.funding.contract.stripe_house import KEY, SECRET

ORDER = CheckoutOrder(
    contribution="f" * 32,
    total_minor=1030,
    currency="EUR",
    frequency=Frequency.ONCE,
    title="Keep us going",
    email="giver@mail.example",
    return_url="https://paper.example/thanks",
    cancel_url="https://paper.example/support/",
    language="de-AT",
)
OURS = {"folkmoot_contribution": "f" * 32}


def asked(house, path):
    """Return what was sent with the only request of its kind."""
    (words,) = [words for request, words in house.line.asked if request == path]
    return words


def sessions(house):
    """Return the pages that were made."""
    return house.books.all("checkout.session")


def test_a_single_gift_carries_our_name_on_page_and_payment_in_the_agreed_currency_only(house):
    house.provider.create_checkout(ORDER)
    words = asked(house, "post /v1/checkout/sessions")
    assert words["mode"] == "payment"
    assert (words["metadata"], words["payment_intent_data"]["metadata"]) == (OURS, OURS)
    assert words["adaptive_pricing"] == {"enabled": "false"}
    assert (words["locale"], words["customer_email"]) == ("de", "giver@mail.example")
    price = words["line_items"][0]["price_data"]
    assert (price["currency"], price["unit_amount"]) == ("eur", "1030")


@pytest.mark.parametrize(("frequency", "interval"), [(Frequency.MONTHLY, "month"), (Frequency.YEARLY, "year")])
def test_a_gift_that_renews_carries_it_on_the_subscription(house, frequency, interval):
    house.provider.create_checkout(replace(ORDER, frequency=frequency))
    words = asked(house, "post /v1/checkout/sessions")
    assert (words["mode"], words["subscription_data"]["metadata"]) == ("subscription", OURS)
    assert words["line_items"][0]["price_data"]["recurring"] == {"interval": interval}


def test_all_gifts_under_one_title_are_of_one_product_also_after_a_restart(house):
    house.provider.create_checkout(ORDER)
    house.another().create_checkout(replace(ORDER, contribution="e" * 32))
    house.wait(2)
    house.another().create_checkout(replace(ORDER, contribution="d" * 32))
    (product,) = house.books.all("product")
    assert product["name"] == "Keep us going"


@pytest.mark.parametrize("troubles", [["unheard"], ["lost", "unheard"], [503], [503, "lost"]])
def test_a_broken_line_makes_no_second_page(house, troubles):
    house.provider.create_checkout(replace(ORDER, contribution="e" * 32))
    house.line.troubles.extend(troubles)
    again = [house.provider.create_checkout(ORDER) for _ in range(2)]
    assert again[0] == again[1]
    assert len(sessions(house)) == 2


@pytest.mark.parametrize("trouble", ["lost", "unheard", 500, 503, 429])
def test_a_line_that_stays_broken_is_a_provider_that_is_down_and_one_that_is_mended_knows_the_page(house, trouble):
    house.provider.create_checkout(replace(ORDER, contribution="e" * 32))
    house.line.troubles.extend([trouble] * 3)
    with pytest.raises(ProviderDownError):
        house.provider.create_checkout(ORDER)
    house.line.troubles.clear()
    house.provider.create_checkout(ORDER)
    assert len(sessions(house)) == 2


def test_a_wrong_key_is_a_provider_that_is_down_because_a_person_will_mend_it(house):
    wrong = StripeProvider("sk_test_wrong", webhook_secret=SECRET, account="acct_paper", http_client=house.line)
    with pytest.raises(ProviderDownError):
        wrong.create_checkout(ORDER)


def test_a_key_of_another_account_takes_nothing(house):
    other = StripeProvider(KEY, webhook_secret=SECRET, account="acct_other", http_client=house.line)
    with pytest.raises(ProviderRefusedError, match="belongs to acct_paper"):
        other.create_checkout(ORDER)
    assert not sessions(house)


@pytest.mark.parametrize(("currency", "minor"), [("USD", 49), ("KWD", 1001)])
def test_an_amount_that_stripe_does_not_take_is_refused(house, currency, minor):
    with pytest.raises(ProviderRefusedError):
        house.provider.create_checkout(replace(ORDER, currency=currency, total_minor=minor))


def test_nothing_of_this_machine_is_told(house):
    house.provider.create_checkout(ORDER)
    house.provider.create_checkout(replace(ORDER, again=1))
    for headers in house.line.headers:
        assert "X-Stripe-Client-Telemetry" not in headers
        assert not {"platform", "telemetry_id"} & set(headers["X-Stripe-Client-User-Agent"].split('"'))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de-AT", "de"),
        ("en-GB", "en-GB"),
        ("no", "nb"),
        ("pt-BR", "pt-BR"),
        ("zh-Hant", "zh-TW"),
        ("ar", "auto"),
        ("", "auto"),
    ],
)
def test_stripes_page_speaks_the_nearest_language_that_it_has(tag, expected):
    assert language_of(tag) == expected


def test_without_a_key_there_is_no_stripe_and_the_same_settings_are_the_same_one():
    assert open_stripe("", "", "") is None
    assert open_stripe(KEY, SECRET, "acct_1") is open_stripe(KEY, SECRET, "acct_1")
    assert open_stripe("rk_live_12345678", SECRET, "acct_1").is_live


def test_a_house_without_the_package_starts():
    program = (
        "import sys; sys.modules['stripe'] = None\n"
        "import django; django.setup()\n"
        "from folkmoot.funding.ports import Ports; print(*Ports.providers())"
    )
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "folkmoot.settings"}
    done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True)
    assert "stripe" not in done.stdout
    assert "demo" in done.stdout
