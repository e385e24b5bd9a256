"""What staff may put forward, and how much of it."""

from __future__ import annotations

from folkmoot.discussion.values import FEATURED_MAX, PICK_REASON_MAX_CHARS, PINNED_MAX, CommentState, PickKind
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

MOST = {PickKind.PINNED: PINNED_MAX, PickKind.FEATURED: FEATURED_MAX}
FULL = {
    PickKind.PINNED: _("%(limit)s comments are pinned here already; let one of them go first."),
    PickKind.FEATURED: _("%(limit)s comments are featured here already; let one of them go first."),
}


def not_pickable(state: CommentState) -> Denial | None:
    """Refuse to put forward what is not shown."""
    if state is CommentState.PUBLISHED:
        return None
    return Denial(code="not_pickable", sentence=_("Only a comment that is shown can be put forward."))


def too_many_picks(kind: PickKind, *, others: int) -> Denial | None:
    """Refuse one more of this kind where `others` of the thread are put forward so already."""
    if others < MOST[kind]:
        return None
    return Denial(code="too_many_picks", sentence=FULL[kind], values={"limit": MOST[kind]}, field="kind")


def unknown_pick(kind: str) -> Denial | None:
    """Refuse any other way of putting forward than the two there are."""
    if kind in tuple(PickKind):
        return None
    sentence = _("Choose whether to pin the comment or to feature it where it stands.")
    return Denial(code="unknown_pick", sentence=sentence, field="kind")


def unfit_pick_reason(reason: str) -> Denial | None:
    """Refuse to put something forward without a reason that everybody can read, or with one longer than we keep."""
    if not reason:
        sentence = _("Say why: everybody reads it beside the comment.")
        return Denial(code="pick_reason_empty", sentence=sentence, field="reason")
    if len(reason) > PICK_REASON_MAX_CHARS:
        sentence = _("A reason may have %(limit)s characters; this one has %(count)s.")
        values = {"limit": PICK_REASON_MAX_CHARS, "count": len(reason)}
        return Denial(code="pick_reason_too_long", sentence=sentence, values=values, field="reason")
    return None
