"""`folkmoot funding reconcile`: ask every provider what happened, and book what no message told."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from folkmoot.funding.commands.reconcile import USUAL_SPAN, reconcile
from folkmoot.funding.ports import Ports
from folkmoot.kit import clock

MOST_DAYS = 3_660


class Command(BaseCommand):
    """The house does so by itself once an hour; by hand it goes further back, after an outage."""

    help = "ask every provider what happened, and book what no message told; safe to repeat"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and how far back to ask."""
        parser.add_argument("action", choices=["reconcile"])
        parser.add_argument(
            "--days", type=_days, default=USUAL_SPAN.days, help=f"how far back (usual: {USUAL_SPAN.days})"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout instead of the report")

    def handle(self, *, days: int, **options: Any) -> None:
        """Ask, book, and say how much was.

        Raises:
            CommandError: with exit code 1, a provider could not be asked.
        """
        now = clock.now()
        done = reconcile(now=now, since=now - timedelta(days=days))
        if options["json"]:
            self.stdout.write(json.dumps(asdict(done)))
        else:
            asked = ", ".join(sorted(Ports.providers())) or "nobody"
            self.stdout.write(f"Asked {asked} about the last {days} days.")
            self.stdout.write(
                f"{done.asked} contributions compared, {done.payouts} new payouts, {done.refunds} refunds asked again."
            )
        if done.down:
            message = f"Could not be asked: {', '.join(done.down)}. Nothing is lost; run this again later."
            raise CommandError(message, returncode=1)


def _days(text: str) -> int:
    """Return a number of days from 1 to ten years."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_DAYS:
        message = f"{text!r} is no number of days from 1 to {MOST_DAYS}"
        raise ArgumentTypeError(message)
    return int(text)
