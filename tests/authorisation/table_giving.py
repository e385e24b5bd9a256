"""The part of the table about giving, as readers see it."""

from __future__ import annotations

from tests.authorisation.people import everyone
from tests.authorisation.row import GET, POST, Row, read_only

PUBLIC = ("running", "ended", "closed")
CAMPAIGN = dict.fromkeys(PUBLIC, everyone(200)) | dict.fromkeys(("draft", "elsewhere"), everyone(404))
NO_FORM = dict.fromkeys((*PUBLIC, "draft", "elsewhere"), everyone(405))

# Nobody has to be anybody to give, or to change what one gives: the link is all that is asked for.
FORM = dict.fromkeys(PUBLIC, everyone(200)) | dict.fromkeys(("draft", "elsewhere"), everyone(404))
SENT = {"running": everyone(422), "ended": everyone(422), "closed": everyone(422)}
SENT |= dict.fromkeys(("draft", "elsewhere"), everyone(404))
GIFT = {"letter": everyone(200), "return": everyone(200), "forged": everyone(404), "elsewhere": everyone(404)}
NO_POST = dict.fromkeys(GIFT, everyone(405))
DOES_NOT_RENEW = GIFT | dict.fromkeys(("letter", "return"), everyone(409))
ACTS = {"amount": DOES_NOT_RENEW, "pause": DOES_NOT_RENEW, "resume": DOES_NOT_RENEW, "end": DOES_NOT_RENEW}
ACTS |= {"card": DOES_NOT_RENEW}
ACTS |= dict.fromkeys(("name", "pay", "forget"), GIFT | dict.fromkeys(("letter", "return"), everyone(303)))

GIVING = [
    Row(GET, "support/", "nothing", {"here": everyone(200)}),
    *read_only("support/"),
    Row(GET, "support/<str:slug>/", "campaign", CAMPAIGN),
    Row(POST, "support/<str:slug>/", "campaign", NO_FORM),
    Row(GET, "support/<str:slug>/supporters/", "campaign", CAMPAIGN),
    Row(POST, "support/<str:slug>/supporters/", "campaign", NO_FORM),
    Row(GET, "support/<str:slug>/give", "campaign", FORM),
    Row(POST, "support/<str:slug>/give", "campaign", SENT),
    *(Row(GET, f"my/giving/<str:token>/{page}", "gift", GIFT) for page in ("", "thanks", "statement")),
    *(Row(POST, f"my/giving/<str:token>/{page}", "gift", NO_POST) for page in ("", "thanks", "statement")),
    # These gifts are not sent by transfer: tests/funding/bank has one that is.
    Row(GET, "my/giving/<str:token>/transfer", "gift", dict.fromkeys(GIFT, everyone(404))),
    Row(POST, "my/giving/<str:token>/transfer", "gift", NO_POST),
    *(Row(GET, f"my/giving/<str:token>/{act}", "gift", NO_POST) for act in ACTS),
    *(Row(POST, f"my/giving/<str:token>/{act}", "gift", ACTS[act], form={"amount": "9"}) for act in ACTS),
    Row(
        POST,
        "api/v1/campaigns/<slug>/contributions",
        "campaign",
        SENT,
        json={"amount_minor": 1, "email": "a@b.example"},
    ),
    Row(GET, "support/<str:slug>/embed/", "campaign", CAMPAIGN),
    Row(POST, "support/<str:slug>/embed/", "campaign", NO_FORM),
    Row(GET, "api/v1/campaigns/<slug>", "campaign", CAMPAIGN),
]
