"""What the look needs from rooms above it; `wiring` fills it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLink:
    """One entry of the desk's menu. `name` may be lazy, so that it is translated when shown.

    `shown_to` are the roles that may use it; whoever has none of them does not see it.
    """

    name: str | Promise
    path: str
    shown_to: Collection[str]


class Ports:
    """Filled by `wiring`."""

    desk_links: tuple[DeskLink, ...] = ()
    sign_out_path: str = ""
    own_path: str = ""
