"""`folkmoot sendtestmail ADDRESS`: does mail leave this machine? What goes wrong is a sentence."""

from __future__ import annotations

import smtplib
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.commands import sendtestemail

from folkmoot.kit.mail import UnsetError


class Command(sendtestemail.Command):
    """Sends a test letter."""

    requires_system_checks = ()  # it says something about mail, whatever else is wrong
    help = "Send a test letter to an address, to see whether FOLKMOOT_SMTP_URL is right."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send it, and say so.

        Raises:
            CommandError: no server is set, it cannot be reached, or it refused.
        """
        try:
            super().handle(*args, **options)
        except UnsetError as error:
            raise CommandError(str(error), returncode=2) from error
        except (OSError, smtplib.SMTPException) as error:
            message = f"The mail server {settings.EMAIL_HOST}:{settings.EMAIL_PORT} did not take it: {error}."
            raise CommandError(message) from error
        self.stdout.write(f"{settings.EMAIL_HOST} took the letter.")
