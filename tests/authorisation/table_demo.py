"""The part of the table about the demo provider: its page is for whoever has its address, its desk for few."""

from __future__ import annotations

from tests.authorisation.people import at_desk, everyone
from tests.authorisation.row import GET, POST, Row

TREASURERS = ("treasurer", "owner", "superuser")
PLACES = {"here": everyone(200), "elsewhere": everyone(404)}
BACK = {"here": everyone(303), "elsewhere": everyone(404)}

DEMO = [
    Row(GET, "api/v1/hooks/<str:provider>", "nothing", {"here": everyone(405)}),
    Row(POST, "api/v1/hooks/<str:provider>", "nothing", {"here": everyone(400)}, json={"id": "evt_of_somebody"}),
    Row(GET, "pay/demo/<str:ref>/", "demo page", PLACES),
    Row(POST, "pay/demo/<str:ref>/", "demo page", PLACES, form={"act": "decline", "delivery": "held"}),
    Row(GET, "pay/demo/<str:ref>/card/", "demo card", PLACES),
    Row(POST, "pay/demo/<str:ref>/card/", "demo card", BACK),
    Row(GET, "desk/demo/", answers={"": at_desk(TREASURERS, 200)}),
    Row(POST, "desk/demo/", answers={"": at_desk(TREASURERS, 303)}, form={"act": "deliver"}),
    Row(
        GET,
        "desk/demo/<str:ref>/",
        "demo page",
        {"here": at_desk(TREASURERS, 200), "elsewhere": at_desk(TREASURERS, 404)},
    ),
    Row(
        POST,
        "desk/demo/<str:ref>/",
        "demo card",
        {"here": at_desk(TREASURERS, 303), "elsewhere": at_desk(TREASURERS, 404)},
        form={"act": "renew", "delivery": "held"},
    ),
]
