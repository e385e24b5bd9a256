"""How a discussion is held, in words: how long tallies are hidden, how slowly one speaks."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext, ngettext

from folkmoot.kit.words import in_figures

register = template.Library()

MINUTE_S, HOUR_S = 60, 3600


@register.filter
def shown_after(seconds: int) -> str:
    """Return "Votes are shown after an hour": when a comment is so old, its tally is."""
    if seconds % HOUR_S == 0:
        n = seconds // HOUR_S
        words = ngettext("Votes are shown after an hour", "Votes are shown after %(n)s hours", n)
    elif seconds % MINUTE_S == 0:
        n = seconds // MINUTE_S
        words = ngettext("Votes are shown after a minute", "Votes are shown after %(n)s minutes", n)
    else:
        n = seconds
        words = ngettext("Votes are shown after a second", "Votes are shown after %(n)s seconds", n)
    return words % {"n": in_figures(n)}


@register.filter
def once_in(seconds: int) -> str:
    """Return "once in 60 seconds", "once in 5 minutes", "once in an hour"; "as often as they like" for 0."""
    if seconds == 0:
        return gettext("as often as they like")
    if seconds % HOUR_S == 0:
        n = seconds // HOUR_S
        words = ngettext("once in an hour", "once in %(n)s hours", n)
    elif seconds % MINUTE_S == 0 and seconds > MINUTE_S:
        n = seconds // MINUTE_S
        words = ngettext("once in a minute", "once in %(n)s minutes", n)
    else:
        n = seconds
        words = ngettext("once in a second", "once in %(n)s seconds", n)
    return words % {"n": in_figures(n)}


@register.filter
def pace(seconds: int) -> str:
    """Return "In this discussion everybody may comment once in 60 seconds.": how slow it is for each reader."""
    return gettext("In this discussion everybody may comment %(pace)s.") % {"pace": once_in(seconds)}
