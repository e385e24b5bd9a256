"""What a check of `doctor` has to say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: which, whether it is fine, and a sentence about it."""

    check: str
    ok: bool
    sentence: str
