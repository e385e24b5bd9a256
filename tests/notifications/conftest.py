"""Letters go to a real mail server."""

from __future__ import annotations

from tests.post import nobody_there, postbox

__all__ = ["nobody_there", "postbox"]
