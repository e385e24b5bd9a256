"""Make `confusables.py` from Unicode's own file: `python -m folkmoot.pure.names < confusables.txt > confusables.py`."""

from __future__ import annotations

import sys
import textwrap
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

WIDTH = 118
HEAD = '''"""Which characters look like which: Unicode's confusables.txt for UTS #39, version {version}. Made by `__main__.py`.

`a+b:c d` says that c and d look like a with b; all in hexadecimal. What NFKD takes apart is left out.
© Unicode, Inc.; its licence (Unicode-DFS-2016) stands in LICENSE-UNICODE.txt beside this file.
"""

TABLE = """
{table}
"""
'''


def table_of(lines: Iterable[str]) -> str:
    """Return our table of Unicode's lines, in the order of the prototypes."""
    looking_like: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        source, _, rest = line.partition(";")
        if rest and not line.startswith("#"):
            letter = int(source, 16)
            if unicodedata.normalize("NFKD", chr(letter)) == chr(letter):
                prototype = "+".join(f"{int(code, 16):x}" for code in rest.partition(";")[0].split())
                looking_like[prototype].append(letter)
    said = (
        f"{prototype}:{' '.join(f'{letter:x}' for letter in sorted(letters))}"
        for prototype, letters in sorted(looking_like.items())
    )
    return "\n".join(textwrap.wrap(" ".join(said), WIDTH, break_on_hyphens=False))


if __name__ == "__main__":
    given = sys.stdin.read().removeprefix("\ufeff").splitlines()
    version = next(line.removeprefix("# Version: ") for line in given if line.startswith("# Version: "))
    sys.stdout.write(HEAD.format(version=version, table=table_of(given)))
