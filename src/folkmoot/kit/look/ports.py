"""What the look needs from rooms above it; `wiring` fills it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest
from django.utils.functional import Promise

from folkmoot.kit.look.render import Chrome


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLink:
    """One entry of the desk's menu. `name` may be lazy, so that it is translated when shown.

    `shown_to` are the roles that may use it; whoever has none of them does not see it.
    """

    name: str | Promise
    path: str
    shown_to: Collection[str]


class SpeakerOf(Protocol):
    """Knows in whose language and time zone a request is answered."""

    def __call__(self, request: HttpRequest) -> Chrome | None:
        """Return the publication, or None where no publication is known."""
        ...


class Ports:
    """Filled by `wiring`.

    `chrome_for` gives masthead and footer for a refusal, None where they cannot be known; `founding_path` is where the
    newspaper of an empty house is founded, empty once there is one.
    """

    speaker_of: SpeakerOf
    chrome_for: Callable[[HttpRequest], Chrome | None] = staticmethod(lambda _request: None)
    founding_path: Callable[[], str] = staticmethod(lambda: "")
    desk_links: tuple[DeskLink, ...] = ()
    sign_out_path: str = ""
    own_path: str = ""
