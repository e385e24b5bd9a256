"""What one may do in a discussion. Facts in, a denial or None out."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from folkmoot.discussion.values import (
    BODY_MAX_CHARS,
    COUNTS_MAX_URLS,
    EDIT_WINDOW_S,
    EMAIL_MAX_CHARS,
    IDEMPOTENCY_KEY_MAX_CHARS,
    IDEMPOTENCY_KEY_MIN_CHARS,
    NAME_MAX_CHARS,
    REASON_MAX_CHARS,
    CommentState,
)
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.pure.words import ngettext_noop
from folkmoot.readers.values import Role

EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
MODERATORS = frozenset({Role.OWNER, Role.EDITOR, Role.MODERATOR})


def unfit_body(body: str) -> Denial | None:
    """Refuse a normalised body that says nothing or too much (code points)."""
    if not body.strip():
        return Denial(
            code="body_empty", sentence=_("There is nothing to post yet: write something first."), field="body"
        )
    if len(body) > BODY_MAX_CHARS:
        sentence = _("A comment may have %(limit)s characters; this one has %(count)s.")
        values = {"limit": BODY_MAX_CHARS, "count": len(body)}
        return Denial(code="body_too_long", sentence=sentence, values=values, field="body")
    return None


def unfit_name(name: str) -> Denial | None:
    """Refuse a normalised name that is too long (code points); an empty one is fine."""
    if len(name) > NAME_MAX_CHARS:
        sentence = _("A name may have %(limit)s characters; this one has %(count)s.")
        values = {"limit": NAME_MAX_CHARS, "count": len(name)}
        return Denial(code="name_too_long", sentence=sentence, values=values, field="name")
    return None


def unfit_email(email: str) -> Denial | None:
    """Refuse what cannot be an e-mail address; an empty one is fine. Whether it is theirs is proved when it matters."""
    if not email or (len(email) <= EMAIL_MAX_CHARS and EMAIL.fullmatch(email)):
        return None
    sentence = _("This does not look like an e-mail address; leave it out or write it anew.")
    return Denial(code="email_unreadable", sentence=sentence, field="email")


def unreadable(field: str, sentence: str) -> Denial:
    """Refuse a text with characters that cannot be kept or seen, in the words of whoever tried."""
    return Denial(code=f"{field}_unreadable", sentence=sentence, field=field)


def unfit_key(key: str) -> Denial | None:
    """Refuse an Idempotency-Key that somebody else could guess, or that is longer than we keep."""
    if not key or IDEMPOTENCY_KEY_MIN_CHARS <= len(key) <= IDEMPOTENCY_KEY_MAX_CHARS:
        return None
    sentence = _("An Idempotency-Key has %(least)s to %(most)s characters.")
    values = {"least": IDEMPOTENCY_KEY_MIN_CHARS, "most": IDEMPOTENCY_KEY_MAX_CHARS}
    return Denial(code="bad_idempotency_key", sentence=sentence, values=values, field="Idempotency-Key")


def key_of_another_request(*, same_request: bool) -> Denial | None:
    """Refuse an Idempotency-Key that came before with something else."""
    if same_request:
        return None
    sentence = _("This Idempotency-Key was used for another request; take a fresh one.")
    return Denial(code="idempotency_mismatch", sentence=sentence, field="Idempotency-Key")


def unknown_thread() -> Denial:
    """Refuse a thread that is not there, or is another publication's."""
    return Denial(code="unknown_thread", sentence=_("There is no such discussion here."))


def unknown_comment() -> Denial:
    """Refuse a comment that is not there, is another publication's, or is not shown to whoever asks."""
    return Denial(code="unknown_comment", sentence=_("There is no such comment here."))


def unseen(*, own: bool, listed: bool, roles: frozenset[Role]) -> Denial | None:
    """Refuse what waits to everybody but its author and moderators, in the words for what is not there."""
    return None if own or listed or MODERATORS & roles else unknown_comment()


def closed(*, is_closed: bool) -> Denial | None:
    """Refuse to speak in a closed thread."""
    if not is_closed:
        return None
    return Denial(code="thread_closed", sentence=_("This discussion is closed; it can still be read."))


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


def not_votable(*, own: bool, state: CommentState) -> Denial | None:
    """Refuse a vote on what is not shown, or on one's own words."""
    if state is not CommentState.PUBLISHED:
        return Denial(code="not_votable", sentence=_("Only a comment that is shown can be voted on."))
    if own:
        return Denial(code="own_comment", sentence=_("Nobody votes on their own comment."))
    return None


def unfit_vote(value: int) -> Denial | None:
    """Refuse anything but −1, 0 and 1."""
    if value in (-1, 0, 1):
        return None
    return Denial(code="bad_vote", sentence=_("A vote is -1, 0 or 1."), field="value")


def not_a_moderator(roles: frozenset[Role]) -> Denial | None:
    """Refuse whoever may not decide over comments: owners, editors and moderators may."""
    if MODERATORS & roles:
        return None
    return Denial(code="not_allowed", sentence=_("Only owners, editors and moderators may decide over comments."))


def not_held(state: CommentState) -> Denial | None:
    """Refuse to release what does not wait: somebody else may have decided meanwhile."""
    if state is CommentState.HELD:
        return None
    return Denial(code="already_decided", sentence=_("This comment no longer waits; someone has decided already."))


def not_removable(state: CommentState) -> Denial | None:
    """Refuse to remove what is already gone."""
    if state in (CommentState.PUBLISHED, CommentState.HELD):
        return None
    return Denial(code="already_decided", sentence=_("This comment has already been removed or withdrawn."))


def unfit_reason(reason: str) -> Denial | None:
    """Refuse a removal without a reason that its author can read, or with one longer than we keep."""
    if not reason:
        return Denial(code="reason_empty", sentence=_("Say why: its author will read it."), field="reason")
    if len(reason) > REASON_MAX_CHARS:
        sentence = _("A reason may have %(limit)s characters; this one has %(count)s.")
        values = {"limit": REASON_MAX_CHARS, "count": len(reason)}
        return Denial(code="reason_too_long", sentence=sentence, values=values, field="reason")
    return None


def too_fast(wait_s: int | None) -> Denial | None:
    """Refuse until `wait_s` seconds have passed; None lets it pass."""
    if wait_s is None:
        return None
    sentence, plural = ngettext_noop(
        "That was a lot in a short time. Try again in a second.",
        "That was a lot in a short time. Try again in %(n)s seconds.",
    )
    return Denial(code="too_fast", sentence=sentence, plural=plural, values={"n": wait_s}, retry_after_s=wait_s)


def too_many_urls(count: int) -> Denial | None:
    """Refuse to count the comments of more pages than one list shows."""
    if count <= COUNTS_MAX_URLS:
        return None
    sentence = _("Ask for %(limit)s addresses at most; these were %(count)s.")
    values = {"limit": COUNTS_MAX_URLS, "count": count}
    return Denial(code="too_many_urls", sentence=sentence, values=values, field="url")


def unknown_filter(name: str | None) -> Denial | None:
    """Refuse a filter that does not exist, rather than show what was not asked for."""
    if name is None:
        return None
    return Denial(code="unknown_filter", sentence=_("There is no such filter here."), field="filter")
