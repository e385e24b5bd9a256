"""`folkmoot restore FILE`: what `folkmoot backup` wrote, brought back."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from folkmoot.cli.progress import PERCENT, Progress
from folkmoot.kit import clock
from folkmoot.kit.backup.refusals import BackupError
from folkmoot.kit.backup.restoring import examine_backup, restore_backup


class Command(BaseCommand):
    """Verifies the whole file before it touches anything."""

    help = "bring database, pictures and keys back from a backup; Folkmoot must not be running"
    requires_system_checks = ()  # as for `backup`

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and how far to go."""
        parser.add_argument("file", type=Path, help="a file that folkmoot backup wrote; trust where it comes from")
        parser.add_argument("--dry-run", action="store_true", help="verify the file; write nothing")
        parser.add_argument(
            "--replace", action="store_true", help="the data folder is in use: keep what is there aside"
        )

    def handle(self, *, file: Path, dry_run: bool, replace: bool, **_options: Any) -> None:
        """Restore, and say what came back.

        Raises:
            CommandError: with exit code 1, a rule said no; with 2, the file is no good.
        """
        progress = Progress(sys.stderr if sys.stderr.isatty() else sys.stdout, PERCENT)
        try:
            if dry_run:
                manifest, aside = examine_backup(file, show=progress.show_share), None
            else:
                restored = restore_backup(file, replace=replace, now=clock.now(), show=progress.show_share)
                manifest, aside = restored.manifest, restored.aside
        except BackupError as error:
            raise CommandError(str(error), returncode=error.code) from error
        finally:
            progress.end()
        rows = sum(manifest.contents.counts.values())
        found = f"the backup of {manifest.made_at:%Y-%m-%d %H:%M:%S} UTC, {rows} rows, {len(manifest.files) - 1} files"
        self.stdout.write(f"{'Verified' if dry_run else 'Restored'}: {found}.")
        if aside:
            self.stdout.write(f"What was there before is kept in {aside}; delete it when you no longer need it.")
