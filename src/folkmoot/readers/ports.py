"""What this room needs from rooms above it; `wiring` fills it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from folkmoot.kit.look.render import Chrome


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The publication a request is for, as far as staff are concerned."""

    id: int
    name: str
    base_url: str
    second_factor_required: bool
    chrome: Chrome


class Ports:
    """Filled by `wiring`.

    Attributes:
        house_of: says which publication a request is for; raises `MisdirectedError` for none.
        house_at: the publication of an id, or None.
        second_factor_required: whether a publication asks all its staff for a second factor. One query.
        acts: permanent code of an act → its sentence after a name, with %(subject)s.
    """

    house_of: Callable[[HttpRequest], House]
    house_at: Callable[[int], House | None]
    second_factor_required: Callable[[int], bool]
    acts: Mapping[str, str] = {}
