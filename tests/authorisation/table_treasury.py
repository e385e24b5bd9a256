"""The part of the table about the desks of giving: who makes campaigns, and who sees what was given."""

from __future__ import annotations

from tests.authorisation.people import EDITORS, at_desk
from tests.authorisation.row import GET, POST, Row, read_only

TREASURERS = ("treasurer", "owner", "superuser")
READERS_OF_CAMPAIGNS = ("treasurer", *EDITORS)
CORRECT, MONTHS = "desk/campaigns/<int:campaign_id>/correct/", "desk/gifts/months/"
CAMPAIGN, GIFT = "desk/campaigns/<int:campaign_id>/", "desk/gifts/<int:payment_id>/"
OURS_ALONE = {"here": at_desk(READERS_OF_CAMPAIGNS, 200), "elsewhere": at_desk(READERS_OF_CAMPAIGNS, 404)}
MISSING = {"here": at_desk(TREASURERS, 404)}

TREASURY = [
    Row(GET, "desk/campaigns/", answers={"": at_desk(READERS_OF_CAMPAIGNS, 200)}),
    Row(GET, "desk/campaigns/new/", answers={"": at_desk(EDITORS, 200)}),
    Row(POST, "desk/campaigns/new/", answers={"": at_desk(EDITORS, 422)}),
    Row(GET, CAMPAIGN, "campaign id", OURS_ALONE),
    Row(
        POST,
        CAMPAIGN,
        "campaign id",
        {"here": at_desk(EDITORS, 303), "elsewhere": at_desk(EDITORS, 404)},
        form={"act": "close"},
    ),
    Row(GET, CORRECT, "campaign id", {"here": at_desk(TREASURERS, 200), "elsewhere": at_desk(TREASURERS, 404)}),
    Row(
        POST,
        CORRECT,
        "campaign id",
        {"here": at_desk(TREASURERS, 303), "elsewhere": at_desk(TREASURERS, 404)},
        form={"act": "book", "way": "take", "amount": "1", "note": "Counted twice"},
    ),
    Row(GET, "desk/gifts/", answers={"": at_desk(TREASURERS, 200)}),
    Row(GET, "desk/gifts/gifts.csv", answers={"": at_desk(TREASURERS, 200)}),
    Row(GET, "desk/gifts/new/", answers={"": at_desk(TREASURERS, 200)}),
    Row(POST, "desk/gifts/new/", answers={"": at_desk(TREASURERS, 404)}),  # no campaign is named
    Row(GET, "desk/gifts/table/", answers={"": at_desk(TREASURERS, 200)}),
    Row(POST, "desk/gifts/table/", answers={"": at_desk(TREASURERS, 422)}),  # nothing is said
    Row(GET, "desk/gifts/table/gifts.csv", answers={"": at_desk(TREASURERS, 200)}),
    Row(GET, "desk/gifts/alarms/", answers={"": at_desk(TREASURERS, 200)}),
    Row(POST, "desk/gifts/alarms/", answers={"": at_desk(TREASURERS, 422)}),  # nothing is said
    Row(GET, "desk/gifts/words/", answers={"": at_desk(TREASURERS, 200)}),
    Row(POST, "desk/gifts/words/", answers={"": at_desk(TREASURERS, 404)}),  # no gift is named
    Row(GET, "desk/giving/", answers={"": at_desk(TREASURERS, 200)}),
    Row(POST, "desk/giving/", answers={"": at_desk(TREASURERS, 303)}, form={"act": "pause"}),
    Row(GET, "desk/gifts/income/", answers={"": at_desk(TREASURERS, 200)}),
    Row(GET, "desk/gifts/payouts/", answers={"": at_desk(TREASURERS, 200)}),
    Row(POST, "desk/gifts/payouts/", answers={"": at_desk(TREASURERS, 404)}),  # none is named
    Row(GET, MONTHS, answers={"": at_desk(TREASURERS, 200)}),
    Row(POST, MONTHS, answers={"": at_desk(TREASURERS, 422)}),  # no month is named
    Row(GET, f"{MONTHS}<str:month>/books.csv", "nothing", MISSING),  # nothing is booked in it
    Row(GET, f"{MONTHS}<str:month>/books.journal", "nothing", MISSING),
    Row(GET, "desk/bank/", answers={"": at_desk(TREASURERS, 200)}),
    Row(POST, "desk/bank/", answers={"": at_desk(TREASURERS, 422)}),  # no file is sent
    Row(GET, GIFT, "nothing", MISSING),
    Row(POST, GIFT, "nothing", MISSING),
    *read_only(
        *("desk/campaigns/", "desk/gifts/", "desk/gifts/gifts.csv", "desk/gifts/income/", "desk/gifts/table/gifts.csv"),
        *(f"{MONTHS}<str:month>/books.csv", f"{MONTHS}<str:month>/books.journal"),
    ),
]
