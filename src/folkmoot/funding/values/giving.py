"""What a giver chooses, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

NAME_MAX_CHARS = 100
MESSAGE_MAX_CHARS = 500
EMAIL_MAX_CHARS = 254
KEY_MIN_CHARS = 22
KEY_MAX_CHARS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody wants to give.

    Attributes:
        gift_minor: what counts, in minor units of the campaign's currency; the covered fee comes on top.
        frequency, provider: as codes; an empty provider: the first that is offered and can do it.
        named: whether name and message may stand on the wall of supporters.
        cover: whether they add what the provider takes.
        page_id: of the page they came from; one that is not of this publication is passed over.
    """

    gift_minor: int
    frequency: str
    email: str
    provider: str = ""
    name: str = ""
    named: bool = False
    message: str = ""
    cover: bool = False
    page_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A contribution that is written down, and where its giver goes on.

    Attributes:
        go_on_url: where they pay; of one that was paid already, our own page of thanks.
        repeated: whether the same form had been sent before.
    """

    contribution_id: int
    name_of_ours: str
    go_on_url: str
    repeated: bool


def shown_words(name: str, *, named: bool, message: str) -> str:
    """Return what of a supporter stands on the wall, as one text to be judged."""
    return f"{name}\n\n{message}" if named else message
