"""How a room's table is changed: one row for another."""

from __future__ import annotations

from django.db import models


def keep_instead(old: models.QuerySet[models.Model], new: models.Model | None) -> None:
    """Put a new row of words in the place of old ones; without a new one they only go. Runs in the caller's transaction."""
    old.delete()
    if new is not None:
        new.save(force_insert=True)
