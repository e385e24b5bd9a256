"""One example of everything that is sent and answered about giving, for the interface's description of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

UNTIL = "until 31 December 2026"
METER: Mapping[str, Any] = {
    "slug": "court-reporting",
    "title": "A reporter for the courts",
    "kind": "total",
    "state": "running",
    "currency": "USD",
    "goal_minor": 500000,
    "raised_minor": 102000,
    "percent": 20,
    "ticks_minor": [0, 250000, 500000],
    "supporters": 41,
    "ends_at": "2026-12-31T23:00:00Z",
    "is_test": False,
    "text": f"$1,020 raised of $5,000 (20%) · 41 supporters · {UNTIL}",
    "version": 43,
    "bar": {"max": 500000, "value": 102000},
    "sentence": [
        {"text": "$1,020", "part": "raised"},
        {"text": " raised of ", "part": ""},
        {"text": "$5,000", "part": "goal"},
        {"text": " (", "part": ""},
        {"text": "20%", "part": "percent"},
        {"text": ")", "part": ""},
        {"text": " · ", "part": ""},
        {"text": "41 supporters", "part": "supporters"},
        {"text": " · ", "part": ""},
        {"text": UNTIL, "part": "time"},
    ],
    "brief": [
        {"text": "$1,020", "part": "raised"},
        {"text": " raised of ", "part": ""},
        {"text": "$5,000", "part": "goal"},
    ],
}

REQUESTS: Mapping[str, Any] = {
    "beginGiving": {
        "amount_minor": 1000,
        "frequency": "monthly",
        "email": "ada@mail.example",
        "name": "Ada Brückner",
        "cover": True,
    }
}
CHECKOUT = {"checkout_url": "https://checkout.example/c/pay/cs_7"}
ANSWERS: Mapping[tuple[str, int], Any] = {("getCampaign", 200): METER, ("beginGiving", 201): CHECKOUT}
REFUSALS: Mapping[tuple[str, int], tuple[str, str, str | None]] = {
    ("beginGiving", 403): ("work_needed", "Somebody is trying out stolen cards here.", None),
    ("beginGiving", 404): ("unknown_campaign", "There is no such campaign.", None),
    ("beginGiving", 409): ("giving_paused", "Nobody can give here for the moment. Please come back later.", None),
    ("beginGiving", 422): (
        "below_minimum",
        "The least one can give here is $2.00: below that, little is left of it after fees.",
        "amount_minor",
    ),
    ("beginGiving", 503): ("provider_down", "We cannot reach those who take the payment just now.", None),
    ("getCampaign", 404): ("unknown_campaign", "There is no such campaign here.", None),
}
