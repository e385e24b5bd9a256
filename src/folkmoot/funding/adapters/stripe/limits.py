"""What Stripe can do, and how little it takes. All amounts are our minor units."""

from __future__ import annotations

from folkmoot.funding.adapters.stripe.wire import THOUSANDTHS, wire_step_minor
from folkmoot.funding.values import Capabilities

# https://docs.stripe.com/currencies#presentment-currencies; an account may take fewer, by its country.
TWO_DECIMALS_OR_NONE = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP CRC "
    "CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JPY "
    "KES KGS KHR KMF KRW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO "
    "NOK NPR NZD PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RWF SAR SBD SCR SEK SGD SHP SOS SRD SZL THB TJS TOP TRY TTD "
    "TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW"
)
CURRENCIES = frozenset(TWO_DECIMALS_OR_NONE.split()) | THOUSANDTHS

# https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts: a charge of less is refused.
MINIMUM_MINOR = {
    "AED": 200,
    "AUD": 50,
    "BRL": 50,
    "CAD": 50,
    "CHF": 50,
    "CZK": 1500,
    "DKK": 250,
    "EUR": 50,
    "GBP": 30,
    "HKD": 400,
    "HUF": 17500,
    "INR": 50,
    "JPY": 50,
    "MXN": 1000,
    "MYR": 200,
    "NOK": 300,
    "NZD": 50,
    "PLN": 200,
    "RON": 200,
    "SEK": 300,
    "SGD": 50,
    "THB": 1000,
    "USD": 50,
}

# What its public price lists say of a domestic card (https://stripe.com/pricing): the larger of what the regions pay, since
# it is only what givers are offered to cover.
FEE_PER_10000 = 290
FEE_FIXED_MINOR = {
    "AUD": 30,
    "CAD": 30,
    "CHF": 30,
    "CZK": 650,
    "DKK": 180,
    "EUR": 25,
    "GBP": 20,
    "NOK": 200,
    "NZD": 30,
    "PLN": 100,
    "SEK": 180,
    "USD": 30,
}

CAPABILITIES = Capabilities(
    currencies=CURRENCIES,
    minimum_minor=MINIMUM_MINOR,
    step_minor={currency: step for currency in CURRENCIES if (step := wire_step_minor(currency)) > 1},
    origins=("https://checkout.stripe.com", "https://billing.stripe.com"),
    fee_per_10000=FEE_PER_10000,
    fee_fixed_minor=FEE_FIXED_MINOR,
)
