"""The part of the table where staff sign in, look after themselves, and owners after all of them."""

from __future__ import annotations

from tests.authorisation.people import SIGNED_IN, at_desk, everyone, only
from tests.authorisation.row import GET, POST, Row, read_only

OWNERS = ("owner", "superuser")
ONES_OWN = only(SIGNED_IN, 200, others=302)
KEPT = only(SIGNED_IN, 303, others=302)
INVITATION, LINK = "desk/invitation/<str:token>/", "desk/password/<str:token>/"
MEMBER, KEY = "desk/staff/<int:account_id>/", "desk/me/passkeys/<int:passkey_id>/"


def of_member(status: int) -> dict[str, dict[str, int]]:
    """Say what owners get for somebody who works here, and for somebody who does not."""
    return {"here": at_desk(OWNERS, status), "elsewhere": at_desk(OWNERS, 404)}


def whoever_holds_it(status: int) -> dict[str, dict[str, int]]:
    """Say what a link answers, as long as it works."""
    return {"here": everyone(status), "over": everyone(410)}


ENTERING = [
    Row(GET, "desk/sign-in/second/", answers={"": everyone(303)}),  # no password was right a moment ago
    Row(POST, "desk/sign-in/second/", answers={"": everyone(303)}),
    Row(POST, "desk/sign-in/passkey/options", answers={"": everyone(200)}),
    Row(POST, "desk/sign-in/passkey/", answers={"": everyone(403)}, form={"credential": "{}"}),
    Row(GET, "desk/forgotten/", answers={"": everyone(200)}),
    Row(POST, "desk/forgotten/", answers={"": everyone(200)}, form={"email": "owner@lantern.example"}),
    Row(GET, INVITATION, "invitation", whoever_holds_it(200)),
    Row(POST, INVITATION, "invitation", whoever_holds_it(303), form={"name": "Zed", "password": "a bridge too far"}),
    Row(POST, f"{INVITATION}options", "invitation", whoever_holds_it(200)),
    Row(GET, LINK, "password link", whoever_holds_it(200)),
    Row(POST, LINK, "password link", whoever_holds_it(303), form={"password": "a bridge too far"}),
]

OWN = [
    Row(GET, "desk/me/", answers={"": ONES_OWN}),
    Row(POST, "desk/me/name", answers={"": KEPT}, form={"name": "Zed"}),
    Row(POST, "desk/me/password", answers={"": KEPT}, form={"password": "a bridge too far"}),
    Row(GET, "desk/me/code/", answers={"": ONES_OWN}),
    Row(POST, "desk/me/code/", answers={"": only(SIGNED_IN, 403, others=302)}, form={"code": "1"}),
    Row(POST, "desk/me/code/remove", answers={"": KEPT}),
    Row(POST, "desk/me/recovery/", answers={"": ONES_OWN}),
    Row(POST, "desk/me/passkeys/options", answers={"": ONES_OWN}),
    Row(POST, "desk/me/passkeys/", answers={"": only(SIGNED_IN, 403, others=302)}, form={"key_name": "Phone"}),
    Row(POST, KEY, "nothing", {"here": KEPT}, form={"key_name": "Phone"}),
    Row(POST, f"{KEY}remove", "nothing", {"here": KEPT}),
    Row(POST, "desk/me/sessions", answers={"": KEPT}),
]

OWNING = [
    Row(GET, "desk/staff/", answers={"": at_desk(OWNERS, 200)}),
    Row(POST, "desk/staff/", answers={"": at_desk(OWNERS, 200)}, form={"email": "zed@zed.example", "roles": "author"}),
    Row(GET, MEMBER, "member", of_member(200)),
    Row(POST, f"{MEMBER}roles", "member", of_member(303), form={"roles": "editor"}),
    Row(POST, f"{MEMBER}end", "member", of_member(303)),
    Row(POST, f"{MEMBER}factors", "member", of_member(303)),
    Row(POST, f"{MEMBER}password", "member", of_member(200)),
    Row(POST, "desk/staff/invitations/<int:invitation_id>/end", "nothing", {"here": at_desk(OWNERS, 303)}),
    Row(GET, "desk/log/", answers={"": at_desk(OWNERS, 200)}),
]

NEVER = [
    *read_only("desk/me/", MEMBER, "desk/log/"),
    *[
        Row(GET, row.route, "nothing", {"here": everyone(405)})
        for row in (*ENTERING, *OWN, *OWNING)
        if row.method == POST and row.route.rsplit("/", 1)[1]  # what ends in a word is only ever sent to
    ],
    *[
        Row(GET, route, "nothing", {"here": everyone(405)})
        for route in ("desk/sign-in/passkey/", "desk/me/recovery/", "desk/me/passkeys/", KEY)
    ],
]

STAFFROOM = [*ENTERING, *OWN, *OWNING, *NEVER]
