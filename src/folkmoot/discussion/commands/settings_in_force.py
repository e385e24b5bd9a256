"""How discussions are held while something is written."""

from __future__ import annotations

from dataclasses import replace

from folkmoot.discussion.models import SETTINGS_COLUMNS, SETTINGS_OF, DiscussionSettings, Thread, settings_in
from folkmoot.discussion.values import SettingsView
from folkmoot.kit.sql import rows, table

SETTINGS_FOR_THREAD = f"""
    SELECT {", ".join(f"kept.{column}" for column in SETTINGS_COLUMNS)}, thread.slow_s FROM {table(Thread)} AS thread
    LEFT JOIN {table(DiscussionSettings)} AS kept ON kept.publication_id = thread.publication_id WHERE thread.id = %s
"""  # noqa: S608 -- fixed words


def settings_in_force(publication_id: int) -> SettingsView:
    """Return a publication's settings as they are now. One query."""
    return settings_in(rows(SETTINGS_OF, publication_id))


def settings_for_thread(thread_id: int) -> SettingsView:
    """Return the settings of a thread's publication as they are now, with the pace of the thread itself. One query."""
    ((*values, own_slow_s),) = rows(SETTINGS_FOR_THREAD, thread_id)
    settings = settings_in([values] if values[0] is not None else [])
    return settings if own_slow_s is None else replace(settings, slow_s=own_slow_s)
