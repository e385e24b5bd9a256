"""What a save must say about itself once readers have read the article. Facts in, a denial or None out."""

from __future__ import annotations

from folkmoot.articles.values import ArticleState, ChangeKind, CorrectionDraft
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

CORRECTION_MAX_CHARS = 2_000


def changed_meanwhile(seen: int | None, stored: int) -> Denial | None:
    """Refuse whoever did not see the last save. `seen` is the version they began from; None asks for no such care."""
    if seen is None or seen == stored:
        return None
    sentence = _(
        "Somebody else has saved this article since you opened it. Nothing of yours is lost: compare, and choose."
    )
    return Denial(code="changed_meanwhile", sentence=sentence)


def change_unnamed(state: ArticleState, change: ChangeKind | None, *, differs: bool) -> Denial | None:
    """Refuse to change what readers have read without saying how."""
    if state is not ArticleState.PUBLISHED or not differs or change is not None:
        return None
    sentence = _("Readers have read this text. Say whether you mend a slip of the pen or correct what was wrong.")
    return Denial(code="change_missing", sentence=sentence, field="change")


def bad_correction(correction: CorrectionDraft | None) -> Denial | None:
    """Refuse a correction that does not say what was wrong and what is right, or says it at great length."""
    wrong, right = (correction.wrong, correction.right) if correction else ("", "")
    for field, text, sentence in (
        ("correction_wrong", wrong, _("Say in a sentence what was wrong: readers will see it.")),
        ("correction_right", right, _("Say in a sentence what is right: readers will see it.")),
    ):
        if not text:
            return Denial(code="correction_missing", sentence=sentence, field=field)
        if len(text) > CORRECTION_MAX_CHARS:
            long = _("This may have at most %(limit)s characters.")
            return Denial(code="too_long", sentence=long, field=field, values={"limit": CORRECTION_MAX_CHARS})
    return None
