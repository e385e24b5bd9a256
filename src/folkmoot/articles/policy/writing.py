"""What may be put into an article at the desk, before anybody looks into it."""

from __future__ import annotations

from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

PICTURE_MAX_MB = 12
MB = 1_000_000


def picture_max_mb(upload_bytes: int) -> int:
    """Return how many megabytes a picture may have where the whole of a form may have so many bytes."""
    return max(1, min(PICTURE_MAX_MB, (upload_bytes - MB) // MB))


def picture_too_heavy(size_bytes: int, *, max_mb: int) -> Denial | None:
    """Refuse a file larger than any picture that a page needs."""
    if size_bytes <= max_mb * MB:
        return None
    return Denial(
        code="picture_too_heavy",
        sentence=_("This picture is too big: at most %(limit)s megabytes. Save it smaller and send it again."),
        values={"limit": max_mb},
        field="picture",
    )


def no_picture_chosen() -> Denial:
    """Refuse to place a picture where none was sent or chosen."""
    return Denial(code="picture_missing", sentence=_("Choose a picture, or send one."), field="picture")


def no_words_quoted() -> Denial:
    """Refuse to quote nothing."""
    return Denial(code="quotation_empty", sentence=_("Write down the words that were said."), field="quoted")
