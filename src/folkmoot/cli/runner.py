"""Runs one command, Django's or ours, and says what went wrong in a sentence: exit 1 refused, 2 bad input or usage."""

from __future__ import annotations

import difflib
import sys

from django.core.management import CommandError, ManagementUtility, get_commands
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError

REFUSED = 1
BAD_USAGE = 2
INTERRUPTED = 130
TRACEBACK = "--traceback"


class Runner(ManagementUtility):
    """Django's finder of commands; what goes wrong is raised, not printed."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """Return the command of this name.

        Raises:
            CommandError: there is none.
        """
        known = get_commands()
        if subcommand not in known:
            near = difflib.get_close_matches(subcommand, known, n=1)
            guess = f"; the nearest is {near[0]}" if near else ""
            message = f"{subcommand} is not a command of Folkmoot{guess}. All are listed by folkmoot help."
            raise CommandError(message, returncode=BAD_USAGE)
        # Asked for a traceback, Django raises an error instead of printing it with the name of its class in front.
        self.argv = [*self.argv[:2], TRACEBACK, *self.argv[2:]]
        return super().fetch_command(subcommand)


def run(argv: list[str]) -> int:
    """Run the command that `argv` names, its first word being the program; return its exit code.

    With --traceback among the words, exceptions come out as they are.
    """
    if TRACEBACK in argv:
        Runner(argv).execute()
        return 0
    try:
        Runner(argv).execute()
    except CommandError as error:
        return _say(str(error), error.returncode)
    except (OperationalError, InterfaceError) as error:
        return _say(f"The database cannot do it: {str(error).splitlines()[0]}.", REFUSED)
    except PermissionError as error:
        return _say(f"{error.filename} may not be used: {error.strerror}.", BAD_USAGE)
    except KeyboardInterrupt:
        return _say("Stopped.", INTERRUPTED)
    return 0


def _say(sentence: str, code: int) -> int:
    sys.stdout.flush()
    sys.stderr.write(f"{sentence}\n")
    return code
