"""Codes of what stands beside a name. They are permanent: programs rely on them."""

from __future__ import annotations

GUEST_BADGE = "guest"
"""Spoke without an account."""
NAMESAKE_BADGE = "namesake"
"""Somebody else had spoken in the thread under a name like theirs; a mark tells them apart."""
