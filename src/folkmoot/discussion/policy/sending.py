"""How often and in which shape one may ask."""

from __future__ import annotations

from folkmoot.discussion.values import COUNTS_MAX_URLS, IDEMPOTENCY_KEY_MAX_CHARS, IDEMPOTENCY_KEY_MIN_CHARS, Filter
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.pure.words import ngettext_noop


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
    if name is None or name in list(Filter):
        return None
    return Denial(code="unknown_filter", sentence=_("There is no such filter here."), field="filter")
