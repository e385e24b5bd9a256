"""`folkmoot demo`: a whole publication with an argument going on."""

from __future__ import annotations

from argparse import ArgumentParser
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from folkmoot.articles.queries.publications import publications
from folkmoot.articles.values import article_path
from folkmoot.cli import server
from folkmoot.cli.demo.giving import CAMPAIGN_SLUG
from folkmoot.cli.demo.seed import SLUG, move, seed
from folkmoot.cli.demo.staff import STAFF, make_passwords, passwords_path, read_passwords
from folkmoot.funding.values import campaign_path
from folkmoot.kit import clock
from folkmoot.readers.values import SIGN_IN_PATH


class Command(BaseCommand):
    """Makes the Harrowmere Lantern in the data folder, says how to get in, and serves it."""

    help = "a whole publication with an argument going on; for looking around on your own machine"
    requires_system_checks = ()  # as for `serve`

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to serve."""
        parser.add_argument("--host", default="127.0.0.1", help="an address of this machine only (default 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host: str, port: int, **_options: Any) -> None:
        """Make it once, print how to get in, serve."""
        if is_loopback(host):
            server.listen(host, port)[0].close()  # a port that is taken is found out before anything is made
        self.prepare(host=host, port=port)
        call_command("serve", host=host, port=port)

    def prepare(self, *, host: str, port: int) -> None:
        """Make the publication unless it is there, and print its address and the staff's passwords.

        Raises:
            CommandError: `host` is not this machine alone (2), or the data folder holds another publication (1).
        """
        if not is_loopback(host):
            message = (
                f"The demo's passwords are printed for everyone to see, so it serves this machine only, not {host}."
            )
            raise CommandError(message, returncode=2)
        base_url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        server.migrate()
        self._make_once(base_url)
        self._say_how_to_get_in(base_url)

    def _make_once(self, base_url: str) -> None:
        found = publications()
        demo = next((publication for publication in found if publication.slug == SLUG), None)
        if demo is not None:
            if demo.base_url != base_url:
                move(publication_id=demo.id, base_url=base_url, now=clock.now())
            return
        if found:
            message = (
                f"This data folder holds {found[0].name} already. Give the demo a folder of its own: "
                "folkmoot --data folkmoot-demo demo"
            )
            raise CommandError(message, returncode=1)
        self.stdout.write("Writing eight articles and an argument about a bridge …")
        self.stdout.flush()
        passwords = make_passwords(_data())
        made = seed(base_url=base_url, passwords=passwords, now=clock.now())
        self.stdout.write(
            f"{made.articles} articles, {made.comments} comments, {made.votes} votes, {made.gifts} gifts."
        )

    def _say_how_to_get_in(self, base_url: str) -> None:
        passwords = read_passwords(_data())
        lost = "(not on this machine any more; set a new one with: folkmoot changepassword {email})"
        rows = [
            f"  {member.email:<26} {passwords.get(member.email) or lost.format(email=member.email):<14} "
            f"{', '.join(member.roles)}"
            for member in STAFF
        ]
        self.stdout.write(
            "\n".join(
                [
                    "",
                    "The Harrowmere Lantern, an invented newspaper",
                    f"  {base_url}/",
                    f"  {base_url}{article_path('close-the-old-bridge-or-carry-it')}",
                    f"  {base_url}{campaign_path(CAMPAIGN_SLUG)}   where one can give, with the built-in demo provider; no money moves",
                    f"  {base_url}{SIGN_IN_PATH}   for the staff:",
                    *rows,
                    f"The passwords are kept in {passwords_path(_data())}.",
                    "In another terminal, see how the house is, and take all of it away in one file:",
                    f"  folkmoot --data {_data()} doctor",
                    f"  folkmoot --data {_data()} backup lantern.zip",
                    "Stop with Ctrl-C.",
                    "",
                ]
            )
        )
        self.stdout.flush()


def is_loopback(host: str) -> bool:
    """Say whether a host names this machine and nothing else."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _data() -> Path:
    return Path(settings.FOLKMOOT.data)
