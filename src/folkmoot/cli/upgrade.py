"""Before a command works on a database: is it ours to work on, and is what is there safe?"""

from __future__ import annotations

from django.conf import settings
from django.core.management import CommandError

from folkmoot.kit import clock, presence
from folkmoot.kit.backup.refusals import BackupError
from folkmoot.kit.backup.scheduled import back_up_before_upgrade
from folkmoot.kit.database import database_exists
from folkmoot.kit.versions import newer_database_sentence

REFUSED = 1


def enter() -> None:
    """Be one of those who work on the data folder until this process ends.

    Raises:
        CommandError: a restore is at work there or was cut short, or a newer program made the database.
    """
    try:
        presence.arrive(settings.FOLKMOOT.data)
    except presence.NotAloneError as error:
        raise CommandError(str(error), returncode=REFUSED) from error
    refuse_newer_database()


def refuse_newer_database() -> None:
    """Return if this program knows everything that was done to the database, or there is none yet.

    Raises:
        CommandError: it does not.
    """
    sentence = newer_database_sentence() if database_exists() else ""
    if sentence:
        raise CommandError(sentence, returncode=REFUSED)


def make_safe() -> str:
    """Make a verified backup of what an upgrade is about to change; return where it is, "" where nothing is there yet.

    Raises:
        CommandError: it cannot be made. The upgrade must not go on.
    """
    try:
        made = back_up_before_upgrade(now=clock.now())
    except BackupError as error:
        message = (
            f"{error} So no backup can be made before this upgrade, and nothing was changed. "
            "If you have one of your own, run folkmoot migrate."
        )
        raise CommandError(message, returncode=REFUSED) from error
    return str(made.path) if made else ""
