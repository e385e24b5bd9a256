"""How a publication wants its discussions held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from django.db import models

from folkmoot.articles.models import Publication
from folkmoot.discussion.values import DEFAULT_SETTINGS, GuestVotes, NamePolicy, SettingsView
from folkmoot.kit.sql import table


class DiscussionSettings(models.Model):
    """One row a publication; without one, everything is as the defaults here say.

    Attributes:
        names: who may speak under which name.
        guest_votes: what the votes of guests weigh.
        downvotes: whether a comment can also be found not good.
        tallies_after_s: how old a comment is when its tally is first shown.
        slow_s: least seconds between two comments of one reader in one thread; 0: none.
        close_after_days: age at which a thread closes by itself; 0: never.
        read_only: whether nobody can speak anywhere for now.
    """

    publication = models.OneToOneField(
        Publication, primary_key=True, on_delete=models.CASCADE, related_name="discussion_settings"
    )
    names = models.CharField(max_length=10, default=NamePolicy.OPTIONAL.value)
    guest_votes = models.CharField(max_length=10, default=GuestVotes.FULL.value)
    downvotes = models.BooleanField(default=True)
    tallies_after_s = models.IntegerField(default=0)
    slow_s = models.IntegerField(default=0)
    close_after_days = models.IntegerField(default=0)
    read_only = models.BooleanField(default=False)

    def view(self) -> SettingsView:
        """Return the settings as everybody may know them."""
        return SettingsView(
            names=NamePolicy(self.names),
            guest_votes=GuestVotes(self.guest_votes),
            downvotes=bool(self.downvotes),
            tallies_after_s=self.tallies_after_s,
            slow_s=self.slow_s,
            close_after_days=self.close_after_days,
            read_only=bool(self.read_only),
        )


SETTINGS_COLUMNS = tuple(field.name for field in fields(SettingsView))
# Asked by every post and every vote, so it is compiled once.
SETTINGS_OF = f"SELECT {', '.join(SETTINGS_COLUMNS)} FROM {table(DiscussionSettings)} WHERE publication_id = %s"  # noqa: S608 -- fixed words


def settings_in(found: Sequence[Sequence[object]]) -> SettingsView:
    """Return what `SETTINGS_OF` found; what nobody has set is as the defaults are."""
    for values in found:
        return DiscussionSettings(**dict(zip(SETTINGS_COLUMNS, values, strict=True))).view()
    return DEFAULT_SETTINGS
