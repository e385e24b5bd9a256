"""`folkmoot backup FILE`: everything that must not be lost, in one file, while people read and write."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from folkmoot.cli.progress import PERCENT, Progress
from folkmoot.kit import clock, presence
from folkmoot.kit.backup.making import Made, make_backup
from folkmoot.kit.backup.refusals import BackupError
from folkmoot.kit.database import database_exists


class Command(BaseCommand):
    """Writes one verified file."""

    help = "write database, pictures and keys into one file, while Folkmoot runs; the file is checked before it counts"
    requires_system_checks = ()  # it must work when little else does

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, help="where to; a backup that is there is replaced by a good one only")

    def handle(self, *, file: Path, **_options: Any) -> None:
        """Make the backup and say what is in it.

        Raises:
            CommandError: with exit code 1, a rule said no; with 2, the file cannot be written.
        """
        progress = Progress(sys.stderr if sys.stderr.isatty() else sys.stdout, PERCENT)
        try:
            if database_exists():
                presence.arrive(settings.FOLKMOOT.data)
            made = make_backup(file, now=clock.now(), show=progress.show_share)
        except BackupError as error:
            raise CommandError(str(error), returncode=error.code) from error
        except presence.NotAloneError as error:
            raise CommandError(str(error), returncode=1) from error
        finally:
            progress.end()
        self.stdout.write(sentence(made))


def sentence(made: Made) -> str:
    """Return what was made."""
    contents, files = made.manifest.contents, made.manifest.files
    rows = sum(contents.counts.values())
    media = sum(1 for name in files if name.startswith("media/"))
    keys = sum(1 for name in files if name.startswith("keys/"))
    return (
        f"{made.path}: {made.size_bytes / 2**20:.1f} MB, {rows} rows in {len(contents.counts)} tables, "
        f"{media} media files, {keys} keys; verified. It holds secrets: keep it where only you can read it."
    )
