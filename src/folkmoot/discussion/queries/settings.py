"""How a publication wants its discussions held."""

from __future__ import annotations

from folkmoot.discussion.models import SETTINGS_OF, settings_in
from folkmoot.discussion.values import SettingsView
from folkmoot.kit.sql import rows


def settings_of(publication_id: int) -> SettingsView:
    """Return a publication's settings; what nobody has set is as the defaults are. One query."""
    return settings_in(rows(SETTINGS_OF, publication_id))
