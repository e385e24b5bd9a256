"""Write down when readers could first read a text: there its public history begins, or goes on."""

from __future__ import annotations

from datetime import datetime

from folkmoot.articles.models import Revision


def show_revision(revision: Revision, *, now: datetime) -> None:
    """Mark a revision as public since `now`, unless it was before. Runs in the transaction that shows it."""
    if revision.public_at is None:
        revision.public_at = now
        revision.save(update_fields=["public_at"])
