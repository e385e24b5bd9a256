"""What may be sealed and withdrawn, and in what words; what may be kept of what somebody types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

REASON_MAX_CHARS = 1_000
TYPED_MAX_CHARS = 1_000_000


def not_sealable(*, is_current: bool, is_sealed: bool) -> Denial | None:
    """Refuse to seal the text that an article has now, or one that is sealed already."""
    if is_current:
        sentence = _("This is the text that readers see now. Save a corrected one first, then seal this one.")
        return Denial(code="revision_current", sentence=sentence)
    if is_sealed:
        return Denial(code="already_sealed", sentence=_("This text is sealed already."))
    return None


def bad_reason(reason: str) -> Denial | None:
    """Refuse a reason for the public that says nothing, or more than a page of reasons can hold."""
    if not reason:
        sentence = _("Say why, in a sentence that readers will see.")
        return Denial(code="reason_missing", sentence=sentence, field="reason")
    if len(reason) > REASON_MAX_CHARS:
        return Denial(
            code="too_long",
            sentence=_("At most %(limit)s characters."),
            values={"limit": REASON_MAX_CHARS},
            field="reason",
        )
    return None


def too_much_typed(fields: Mapping[str, Sequence[str]]) -> Denial | None:
    """Refuse to keep more of a form than any article may be long."""
    if sum(len(name) + sum(map(len, values)) for name, values in fields.items()) <= TYPED_MAX_CHARS:
        return None
    return Denial(
        code="too_long", sentence=_("At most %(limit)s characters."), values={"limit": TYPED_MAX_CHARS}, field="source"
    )
