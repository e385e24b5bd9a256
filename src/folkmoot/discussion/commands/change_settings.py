"""Say how a publication holds its discussions."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction

from folkmoot.articles.models import Publication
from folkmoot.discussion.commands.settings_in_force import settings_in_force
from folkmoot.discussion.events import SettingsChanged
from folkmoot.discussion.models import DiscussionSettings
from folkmoot.discussion.policy import not_in_charge, unfit_settings
from folkmoot.discussion.values import SettingsView
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


def change_settings(*, publication_id: int, actor: Actor, settings: SettingsView, now: datetime) -> None:
    """Hold discussions like this from now on; every page that shows one is made anew. The same again changes nothing.

    Raises:
        DeniedError: `not_allowed`, `bad_days`, `bad_span`, `bad_pace`.
    """
    require(not_in_charge(actor.roles))
    require(unfit_settings(settings))
    with transaction.atomic():
        Publication.objects.select_for_update(no_key=True).only("id").get(id=publication_id)
        before = settings_in_force(publication_id)
        if settings == before:
            return
        DiscussionSettings.objects.update_or_create(publication_id=publication_id, defaults=asdict(settings))
        for act in _acts(before, settings):
            record_act(publication_id=publication_id, account_id=actor.account_id, act=act, now=now)
        moved = settings.read_only != before.read_only
        emit(SettingsChanged(publication_id=publication_id, at=now, read_only=settings.read_only if moved else None))


def _acts(before: SettingsView, after: SettingsView) -> tuple[str, ...]:
    """Return what the audit log says was done: the switch of all speaking is an act of its own."""
    switched = "discussion.made_read_only" if after.read_only else "discussion.opened_again"
    changed = replace(before, read_only=after.read_only) != after
    return (
        *(("discussion.changed",) if changed else ()),
        *((switched,) if before.read_only != after.read_only else ()),
    )
