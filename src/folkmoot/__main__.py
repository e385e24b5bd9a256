"""The `folkmoot` command: Django's command runner with our settings."""

from __future__ import annotations

import os
import sys


def _take_data_option(argv: list[str]) -> list[str]:
    """Move `--data DIR` into the environment: settings are read before any command parses its options."""
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--data":
            folder = next(words, None)
            if folder is None:
                sys.exit(_usage("--data needs a folder."))
            os.environ["FOLKMOOT_DATA"] = folder
        elif word.startswith("--data="):
            os.environ["FOLKMOOT_DATA"] = word.removeprefix("--data=")
        else:
            rest.append(word)
    return rest


def _usage(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 2


def main() -> None:
    """Run one command; exit 0 done, 1 refused by a rule, 2 bad input or usage."""
    argv = ["folkmoot", *_take_data_option(sys.argv[1:])]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
    from folkmoot.kit.conf import SettingError, read_conf  # noqa: PLC0415 -- the environment must be set first

    try:
        read_conf(os.environ)
    except SettingError as error:
        sys.exit(_usage(str(error)))
    from folkmoot.cli.runner import run  # noqa: PLC0415 -- as above

    sys.exit(run(argv))


if __name__ == "__main__":
    main()
