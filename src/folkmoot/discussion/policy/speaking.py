"""Who may say something where, and change it until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from folkmoot.discussion.values import EDIT_WINDOW_S, CommentState, SettingsView
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.pure.words import ngettext_noop

MINUTE_S = 60


def closed(*, is_closed: bool) -> Denial | None:
    """Refuse to speak in a closed thread."""
    if not is_closed:
        return None
    return Denial(code="thread_closed", sentence=_("This discussion is closed; it can still be read."))


def read_only(settings: SettingsView) -> Denial | None:
    """Refuse to speak while a publication is only read."""
    if not settings.read_only:
        return None
    return Denial(code="read_only", sentence=_("Nobody can comment or vote here for now; everything can be read."))


def too_soon(slow_s: int, wait_s: int) -> Denial | None:
    """Refuse to speak in a slow thread until `wait_s` seconds have passed; 0 lets it pass.

    Args:
        slow_s: least seconds between two comments of one reader there.
    """
    if wait_s <= 0:
        return None
    in_minutes = slow_s > MINUTE_S and slow_s % MINUTE_S == 0
    sentence, plural = _once_in_minutes() if in_minutes else _once_in_seconds()
    values = {"slow": slow_s // MINUTE_S if in_minutes else slow_s, "n": wait_s}
    return Denial(code="slow_mode", sentence=sentence, plural=plural, values=values, retry_after_s=wait_s)


def _once_in_seconds() -> tuple[str, str]:
    return ngettext_noop(
        "In this discussion everybody may comment once in %(slow)s seconds. Send yours again in a second.",
        "In this discussion everybody may comment once in %(slow)s seconds. Send yours again in %(n)s seconds.",
    )


def _once_in_minutes() -> tuple[str, str]:
    return ngettext_noop(
        "In this discussion everybody may comment once in %(slow)s minutes. Send yours again in a second.",
        "In this discussion everybody may comment once in %(slow)s minutes. Send yours again in %(n)s seconds.",
    )


def wrong_parent(*, same_thread: bool, listed: bool, state: CommentState | None) -> Denial | None:
    """Refuse to answer what is not in this thread, or is not there to be read."""
    if same_thread and listed and state is CommentState.PUBLISHED:
        return None
    sentence = _("The comment you answer is not in this discussion, or is no longer shown.")
    return Denial(code="wrong_parent", sentence=sentence, field="parent_id")


def not_changeable(*, own: bool, state: CommentState, created_at: datetime, now: datetime) -> Denial | None:
    """Refuse to edit or withdraw somebody else's comment, one that is gone, or after the window."""
    if not own:
        return Denial(code="not_yours", sentence=_("Only its author may change a comment."))
    if state not in (CommentState.PUBLISHED, CommentState.HELD):
        return Denial(code="not_changeable", sentence=_("This comment has been withdrawn or removed."))
    if now - created_at > timedelta(seconds=EDIT_WINDOW_S):
        sentence = _("A comment can be changed for %(minutes)s minutes; that time is over.")
        return Denial(code="edit_window_over", sentence=sentence, values={"minutes": EDIT_WINDOW_S // 60})
    return None
