"""`folkmoot import FORMAT FILE`: what a site was before, brought here."""  # noqa: N999 -- the command is called import

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from folkmoot.cli.progress import Progress
from folkmoot.cli.upgrade import enter
from folkmoot.kit import clock
from folkmoot.kit.database import database_exists
from folkmoot.portability.report import Report
from folkmoot.portability.values import BadFileError
from folkmoot.portability.wxr import run as wxr
from folkmoot.portability.wxr.destination import FindWxrDestination
from folkmoot.portability.wxr.moved import Moves
from folkmoot.pure.verdict import DeniedError

INCLUDABLE = ("spam", "trash")


class Command(BaseCommand):
    """Imports an export into the data folder, made ready first if it is empty."""

    help = "bring in articles and comments from the export of another system; safe to repeat"
    requires_system_checks = ()  # it may run before there is anything to check

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take format, file and what to do with it."""
        parser.add_argument("format", choices=[wxr.FORMAT], help="wxr: WordPress, Tools › Export")
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="report what would happen; write nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout instead of the report")
        parser.add_argument("--media", type=Path, metavar="DIR", help="a copy of wp-content/uploads, for the pictures")
        parser.add_argument("--map", action="append", default=[], metavar="OLD=NEW", help="an address that has moved")
        parser.add_argument(
            "--include", default="", metavar="spam,trash", help="comments (and articles) left out otherwise"
        )
        parser.add_argument("--publication", default="", metavar="SLUG", help="where to, if there are several")

    def handle(self, **options: Any) -> None:
        """Import and report.

        Raises:
            CommandError: with exit code 1, a rule said no; with 2, the file or an option cannot be used.
        """
        started = time.monotonic()
        if database_exists():
            enter()
        try:
            report = self._import(options)
        except BadFileError as error:
            raise CommandError(str(error), returncode=2) from error
        except DeniedError as error:
            raise CommandError(error.denial.said, returncode=1) from error
        report.seconds = time.monotonic() - started
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(report.lines(dry_run=options["dry_run"])))

    def _import(self, options: dict[str, Any]) -> Report:
        path: Path = options["file"]
        progress = Progress(_progress_stream(json=options["json"]), path.stat().st_size if path.is_file() else 0)
        now = clock.now()
        moves = Moves(options["map"])
        find_destination = FindWxrDestination(
            slug=options["publication"],
            media=_folder(options["media"]),
            moves=moves,
            dry_run=options["dry_run"],
            now=now,
        )
        try:
            return wxr.WxrImport(
                path=path,
                include=_included(options["include"]),
                moves=moves,
                find_destination=find_destination,
                tell=progress.show,
                now=now,
            ).run()
        finally:
            progress.end()


def _progress_stream(*, json: bool) -> TextIO | None:
    """Return where progress goes: a bar to the terminal, else lines into the report, else (JSON) nowhere."""
    if sys.stderr.isatty():
        return sys.stderr
    return None if json else sys.stdout


def _folder(path: Path | None) -> Path | None:
    if path is not None and not path.is_dir():
        message = f"--media needs a folder; {path} is none."
        raise BadFileError(message)
    return path


def _included(text: str) -> frozenset[str]:
    words = frozenset(word.strip() for word in text.split(",") if word.strip())
    unknown = sorted(words.difference(INCLUDABLE))
    if unknown:
        message = f"--include takes {' and '.join(INCLUDABLE)}, not {unknown[0]}."
        raise BadFileError(message)
    return words
