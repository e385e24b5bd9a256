"""Who says how discussions are held, and what can be said."""

from __future__ import annotations

from folkmoot.discussion.values import CLOSE_AFTER_MAX_DAYS, SLOW_MAX_S, TALLIES_AFTER_MAX_S, SettingsView
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.readers.values import Role

EDITORS = frozenset({Role.OWNER, Role.EDITOR})


def not_in_charge(roles: frozenset[Role]) -> Denial | None:
    """Refuse whoever may not say how the publication holds its discussions: owners and editors may."""
    if EDITORS & roles:
        return None
    return Denial(code="not_allowed", sentence=_("Only owners and editors may say how discussions are held."))


def unfit_settings(settings: SettingsView) -> Denial | None:
    """Refuse spans that are negative or endless."""
    if not 0 <= settings.close_after_days <= CLOSE_AFTER_MAX_DAYS:
        sentence = _("Discussions close after 1 to %(limit)s days, or never: leave it empty.")
        return Denial(
            code="bad_days", sentence=sentence, values={"limit": CLOSE_AFTER_MAX_DAYS}, field="close_after_days"
        )
    if not 0 <= settings.tallies_after_s <= TALLIES_AFTER_MAX_S:
        sentence = _("Votes are hidden for at most a day.")
        return Denial(code="bad_span", sentence=sentence, field="tallies_after_s")
    return unfit_pace(settings.slow_s)


def unfit_pace(slow_s: int | None) -> Denial | None:
    """Refuse a pace that is negative or slower than once an hour; None is that of the publication."""
    if slow_s is None or 0 <= slow_s <= SLOW_MAX_S:
        return None
    return Denial(code="bad_pace", sentence=_("Everybody may comment at least once an hour."), field="slow_s")
