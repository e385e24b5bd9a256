"""`folkmoot doctor`: is everything as it should be, and if not, what to do."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from folkmoot.cli.checkup import examine
from folkmoot.kit import clock


class Command(BaseCommand):
    """Looks, writes nothing, and exits 1 when something is wrong."""

    help = "Look whether everything is as it should be, and say what to do if not."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form of the answer, and whether to count everything anew."""
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")
        parser.add_argument("--recount", action="store_true", help="compare all counters with the rows they count")

    def handle(self, *, as_json: bool, recount: bool, **_options: Any) -> None:
        """Print the findings."""
        findings = examine(now=clock.now(), recount=recount)
        well = all(finding.ok for finding in findings)
        if as_json:
            self.stdout.write(json.dumps({"ok": well, "findings": [asdict(finding) for finding in findings]}))
        else:
            for finding in findings:
                self.stdout.write(f"{'ok   ' if finding.ok else 'WRONG'}  {finding.check}: {finding.sentence}")
        if not well:
            raise SystemExit(1)
