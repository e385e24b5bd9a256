"""The doors of the newspaper itself: its first screen, its name and look, its sections, its front page."""

from __future__ import annotations

from tests.authorisation.people import at_desk, everyone
from tests.authorisation.row import GET, POST, Row

OWNERS = ("owner", "superuser")
EDITORS = ("editor", *OWNERS)
NAMES = {"name": "The Lantern", "language": "en", "time_zone": "UTC", "base_url": "http://lantern.example"}
PART = {"name": "Town", "slug": "town"}


def owned(route: str, form: dict[str, str]) -> list[Row]:
    """Return the rows of a form that only owners open."""
    return [
        Row(GET, route, answers={"": at_desk(OWNERS, 200)}),
        Row(POST, route, answers={"": at_desk(OWNERS, 303)}, form=form),
    ]


def part(kind: str) -> list[Row]:
    """Return the rows of the form of a section, an author or a tag."""
    route, thing = f"desk/{kind}s/<int:part_id>/", f"{kind} id"
    return [
        Row(GET, route, thing, {"here": at_desk(EDITORS, 200), "elsewhere": at_desk(EDITORS, 404)}),
        Row(POST, route, thing, {"here": at_desk(EDITORS, 303), "elsewhere": at_desk(EDITORS, 404)}, form=PART),
    ]


NEWSPAPER = [
    Row(GET, "begin/", answers={"": everyone(404)}),  # a newspaper lives here already
    Row(POST, "begin/", answers={"": everyone(404)}),
    *owned("desk/publication/", NAMES),
    *owned("desk/publication/look/", {"accent_light": "#8a2b20"}),
    *owned("desk/publication/menu/", {"footer": "We are here."}),
    *owned("desk/publication/words/", {"ours": "Search", "own": "Look for"}),
    Row(GET, "desk/front/", answers={"": at_desk(EDITORS, 200)}),
    Row(POST, "desk/front/", answers={"": at_desk(EDITORS, 303)}, form={"lead": ""}),
    Row(GET, "desk/sections/", answers={"": at_desk(EDITORS, 200)}),
    Row(POST, "desk/sections/", answers={"": at_desk(EDITORS, 303)}),
    Row(GET, "desk/pages/begin/", answers={"": everyone(405)}),
    Row(POST, "desk/pages/begin/", answers={"": at_desk(EDITORS, 303)}, form={"purpose": "imprint"}),
    *part("section"),
    *part("author"),
    *part("tag"),
]
