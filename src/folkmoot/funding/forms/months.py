"""Months as addresses and forms name them."""

from __future__ import annotations

import re
from datetime import date

from folkmoot.funding.forms.typed import require_year

MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def month_in(text: str) -> date | None:
    """Return the first day of a month that was sent as `2026-03`; None for what is none."""
    if not MONTH.fullmatch(text):
        return None
    try:
        first_day = date.fromisoformat(f"{text}-01")
        require_year(first_day)
    except ValueError:
        return None
    return first_day
