"""What the look needs from rooms above it; `wiring` fills it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLink:
    """One entry of the desk's menu. `name` may be lazy, so that it is translated when shown."""

    name: str | Promise
    path: str


class Ports:
    """Filled by `wiring`."""

    desk_links: tuple[DeskLink, ...] = ()
    sign_out_path: str = ""
