"""Whether somebody asks something: a sentence of their own ends in a question mark, in whatever script."""

from __future__ import annotations

import re
import unicodedata

MARKS = (
    "?"
    "\N{ARABIC QUESTION MARK}\N{FULLWIDTH QUESTION MARK}\N{SMALL QUESTION MARK}\N{ETHIOPIC QUESTION MARK}"
    "\N{ARMENIAN QUESTION MARK}\N{LIMBU QUESTION MARK}\N{VAI QUESTION MARK}\N{BAMUM QUESTION MARK}"
    "\N{DOUBLE QUESTION MARK}\N{QUESTION EXCLAMATION MARK}\N{EXCLAMATION QUESTION MARK}\N{INTERROBANG}"
)
GREEK_MARK = ";"  # U+037E, which NFC turns into a semicolon; a Greek semicolon is a raised dot
GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
ANY_MARK = re.compile(f"[{MARKS}{GREEK_MARK}]")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
QUOTED = re.compile(r" {0,3}>")
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
LINK_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
ADDRESS = re.compile(r"https?://\S*[^\s?!.,;:)\]]", re.IGNORECASE)
SKIPPED = "\"'”’»›)]…*_ \u00a0\u202f!" + MARKS
"""What may stand between the last word and its mark."""


def asks(source: str) -> bool:
    """Return whether a comment's own words hold a question; quoted lines, code and addresses are not its own words.

    A mark asks something only behind a word: "(?)" and "???" alone are doubt. No language is guessed at, so what asks
    without a mark is not found.

    Args:
        source: normalised to NFC, in our small Markdown.
    """
    if not ANY_MARK.search(source):
        return False
    words = ADDRESS.sub("", LINK_TARGET.sub("]", CODE.sub("", _own_lines(source))))
    after_word, before = False, ""
    for letter in words:
        if after_word and (letter in MARKS or (letter == GREEK_MARK and GREEK.match(before))):
            return True
        if letter not in SKIPPED:
            after_word = unicodedata.category(letter)[0] in "LMN"
        before = letter
    return False


def _own_lines(source: str) -> str:
    """Return the lines that are neither quoted nor fenced; an opened fence that nobody closes goes to the end."""
    kept: list[str] = []
    fence = ""
    for line in source.split("\n"):
        found = FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence = ""
        elif found:
            fence = found[1]
        elif not QUOTED.match(line):
            kept.append(line)
    return "\n".join(kept)
