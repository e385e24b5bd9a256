"""`folkmoot ledger check|export`: is the journal right, and the journal for others."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from folkmoot.articles.models import Publication
from folkmoot.funding.queries.journal_export import export_csv, export_hledger
from folkmoot.funding.queries.ledger import LedgerCheck, check_ledger
from folkmoot.pure.ledger.money import written

FORMATS = {"csv": export_csv, "hledger": export_hledger}
BAD_USE = 2


class Command(BaseCommand):
    """Looks, or writes the journal to a file; changes nothing. Exits 1 when something in the books does not agree."""

    help = "Check the journal of what was given, or export it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        acts = parser.add_subparsers(dest="act", required=True)
        check = acts.add_parser("check", help="debits are credits, and every meter says what the journal says")
        check.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")
        export = acts.add_parser("export", help="the journal as a table or for hledger")
        export.add_argument("file", nargs="?", default="-", help="where to; without, or with -: to standard output")
        export.add_argument("--format", choices=FORMATS, default="csv")
        export.add_argument("--publication", default="", help="its slug; needed where there are several")
        export.add_argument("--test", action="store_true", help="test money instead of real money")

    def handle(self, *, act: str, **options: Any) -> None:
        """Do it."""
        if act == "check":
            self._check(as_json=options["as_json"])
        else:
            self._export(options)

    def _check(self, *, as_json: bool) -> None:
        found = check_ledger()
        if as_json:
            self.stdout.write(json.dumps({"ok": not found.faults, **asdict(found)}))
        else:
            self._tell(found)
        if found.faults:
            raise SystemExit(1)

    def _tell(self, found: LedgerCheck) -> None:
        for currency, amount in sorted(found.debits.items()):
            debits, credits_ = written(amount, currency), written(found.credits[currency], currency)
            self.stdout.write(f"{currency}: debits {debits}, credits {credits_}")
        for fault in found.faults:
            self.stdout.write(f"WRONG  {fault}")
        if not found.faults:
            self.stdout.write(
                f"ok   {found.entries} entries, {found.postings} postings; every meter says what they say"
            )

    def _export(self, options: dict[str, Any]) -> None:
        publications = Publication.objects.all()
        if options["publication"]:
            publications = publications.filter(slug=options["publication"])
        slugs = sorted(publications.values_list("slug", flat=True)[:5])
        if len(slugs) != 1:
            wrong = "There is no such publication." if not slugs else f"Say which: --publication {' | '.join(slugs)}"
            raise CommandError(wrong, returncode=BAD_USE)
        lines = FORMATS[options["format"]](publications.get().id, test=options["test"])
        if options["file"] == "-":
            sys.stdout.writelines(lines)
            return
        try:
            with Path(options["file"]).open("w", encoding="utf-8", newline="") as file:
                file.writelines(lines)
        except OSError as error:
            message = f"{options['file']} cannot be written: {error.strerror}."
            raise CommandError(message, returncode=BAD_USE) from error
