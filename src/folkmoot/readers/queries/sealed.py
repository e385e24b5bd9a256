"""What in the database is worth nothing without a file in DIR/keys."""

from __future__ import annotations

from folkmoot.readers.models import SignIn, TimeCode


def sealed_by_keys() -> dict[str, str]:
    """Return the names of the keys that something in the database needs, each with what is lost without it. Two queries."""
    made_with = (
        ("secret", SignIn, "whoever is signed in has to do it again"),
        ("totp", TimeCode, "the staff's one-time codes are refused"),
    )
    return {name: loss for name, rows, loss in made_with if rows.objects.exists()}
