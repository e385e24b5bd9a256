"""`folkmoot forgetfactors ADDRESS`: let somebody in again who has lost app, passkeys and recovery codes."""

from __future__ import annotations

from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser

from folkmoot.readers.commands.end_work import forget_all_factors
from folkmoot.readers.queries import account_with_email


class Command(BaseCommand):
    """Forgets the second factors of one account; its password stays."""

    help = "Forget the second factors of an account, so that its password alone lets it in again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the address."""
        parser.add_argument("address", help="the e-mail address they sign in with")

    def handle(self, *, address: str, **_options: object) -> None:
        """Forget them, and say what to do next.

        Raises:
            CommandError: nobody signs in with this address.
        """
        account = account_with_email(address)
        if account is None:
            message = f"Nobody signs in with {address}."
            raise CommandError(message)
        forget_all_factors(account.id)
        self.stdout.write(f"The password of {account.email} alone lets them in again. A new one: changepassword.")
