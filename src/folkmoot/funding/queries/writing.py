"""Write a meter out: amounts, percent, marks and the sentence, in a publication's language. No database here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial

from babel.dates import format_date
from babel.numbers import format_percent
from django.utils.translation import gettext, ngettext

from folkmoot.articles.values import ChromeView
from folkmoot.funding.models import Campaign
from folkmoot.funding.values import HIDDEN, CampaignKind, CampaignState, campaign_path, meter_path
from folkmoot.funding.values.meter import MeterView, Tick, Word
from folkmoot.kit.look.render import as_written_by, zone_of
from folkmoot.kit.text.amounts import amount
from folkmoot.kit.words import in_figures, locale_of

BETWEEN = "\N{NO-BREAK SPACE}· "
WHOLE = 100
LETTER_PX = 8.0
"""An amount's letter below the bar is not wider, at 13 pixels."""
NARROW_PX, WIDE_PX = 264, 540
"""How long the bar is at least on the smallest phone; and from where on there is room for more amounts."""
GAP_PX = 10
TURNED = {"start": "end", "middle": "middle", "end": "start"}
PLACES = re.compile(r"%\((\w+)\)s")


def write_meter(campaign: Campaign, chrome: ChromeView, pattern: str) -> MeterView:
    """Return the meter of a campaign as a publication writes it; the campaign need not be stored yet.

    Args:
        pattern: the publication's own way to write amounts; empty for its language's.
    """
    monthly = campaign.kind == CampaignKind.MONTHLY
    raised = campaign.monthly_minor if monthly else campaign.raised_minor
    marks = tuple(campaign.ticks_minor) or (0, campaign.goal_minor)
    scale = max(campaign.goal_minor, *marks)
    with as_written_by(chrome):
        written = partial(amount, currency=campaign.currency, locale=chrome.language, pattern=pattern, whole=True)
        parts = {
            "raised": written(raised),
            "goal": written(campaign.goal_minor),
            "percent": _percent(raised, campaign.goal_minor, chrome.language),
        }
        amounts = [written(mark) for mark in marks]
        return MeterView(
            campaign_id=campaign.id,
            slug=campaign.slug,
            title=campaign.title,
            path=campaign_path(campaign.slug),
            data_path=meter_path(campaign.slug),
            kind=CampaignKind(campaign.kind),
            state=CampaignState(campaign.state),
            currency=campaign.currency,
            goal_minor=campaign.goal_minor,
            raised_minor=raised,
            percent=max(0, raised * WHOLE // campaign.goal_minor),
            ticks_minor=marks,
            supporters=campaign.supporters,
            ends_at=campaign.over_at,
            version=campaign.version,
            is_test=campaign.is_test,
            scale_minor=scale,
            bar_minor=min(max(raised, 0), scale),
            sentence=_sentence(campaign, chrome, parts),
            brief=_brief(parts, monthly=monthly),
            ticks=_ticks([mark / scale for mark in marks], amounts, mirrored=_is_mirrored(chrome.language)),
        )


def _percent(raised: int, goal: int, language: str) -> str:
    """Return how much of the goal that is, never more than it is: 99.6 % is 99 %."""
    locale = locale_of(language)
    if 0 < raised * WHOLE < goal:
        return "<" + format_percent(0.01, locale=locale)
    return format_percent(max(0, raised * WHOLE // goal) / WHOLE, locale=locale)


def _sentence(campaign: Campaign, chrome: ChromeView, parts: Mapping[str, str]) -> tuple[Word, ...]:
    """Return everything that is to be said, in pieces; who gave is left out while nobody has."""
    if campaign.kind == CampaignKind.MONTHLY:
        said = _filled(gettext("%(raised)s a month of %(goal)s (%(percent)s)"), parts)
    else:
        said = _filled(gettext("%(raised)s raised of %(goal)s (%(percent)s)"), parts)
    if campaign.supporters > 0:
        words = ngettext("%(n)s supporter", "%(n)s supporters", campaign.supporters)
        said += (Word(BETWEEN), Word(words % {"n": in_figures(campaign.supporters)}, "supporters"))
    if when := _when(campaign, chrome):
        said += (Word(BETWEEN), Word(when, "time"))
    return said


def _brief(parts: Mapping[str, str], *, monthly: bool) -> tuple[Word, ...]:
    words = gettext("%(raised)s a month of %(goal)s") if monthly else gettext("%(raised)s raised of %(goal)s")
    return _filled(words, parts)


def _when(campaign: Campaign, chrome: ChromeView) -> str:
    """Return until when one can give (or will: a draft is shown as it will stand), or since when no longer: a day, since a page may be read long after it was made."""
    can_come = campaign.state == CampaignState.RUNNING or campaign.state in HIDDEN
    if campaign.over_at is None:
        return "" if can_come else gettext("it has ended")
    # What ends at midnight has its last day before.
    last = (campaign.over_at - timedelta(seconds=1)).astimezone(zone_of(chrome.time_zone)).date()
    date = format_date(last, "long", locale=locale_of(chrome.language))
    words = gettext("until %(date)s") if can_come else gettext("it ended on %(date)s")
    return words % {"date": date}


def _filled(words: str, parts: Mapping[str, str]) -> tuple[Word, ...]:
    """Return a sentence with places as pieces. A translation that has other places than ours cannot invent amounts."""
    pieces = PLACES.split(words)
    found = [
        Word(parts.get(piece, ""), piece) if place % 2 else Word(piece.replace("%%", "%"))
        for place, piece in enumerate(pieces)
    ]
    return tuple(word for word in found if word.text)


def _is_mirrored(language: str) -> bool:
    return locale_of(language).text_direction == "rtl"


def _ticks(places: Sequence[float], amounts: Sequence[str], *, mirrored: bool) -> tuple[Tick, ...]:
    """Return the marks, and of which there is room for the amount; the first and the last have it before all others."""
    anchors = [_anchor(place, written) for place, written in zip(places, amounts, strict=True)]
    spans = [
        {px: _span(place * px, written, anchor) for px in (NARROW_PX, WIDE_PX)}
        for place, written, anchor in zip(places, amounts, anchors, strict=True)
    ]
    by_rank = sorted(range(len(places)), key=lambda one: (one not in {0, len(places) - 1}, one))
    on_phones = _those_with_room([(one, spans[one][NARROW_PX]) for one in by_rank])
    by_rank.sort(key=lambda one: one not in on_phones)
    on_desks = _those_with_room([(one, spans[one][WIDE_PX]) for one in by_rank])
    return tuple(
        Tick(
            amount=amounts[one],
            x=f"{100 * (1 - places[one] if mirrored else places[one]):.2f}%",
            anchor=TURNED[anchors[one]] if mirrored else anchors[one],
            room="always" if one in on_phones else "wide" if one in on_desks else "never",
        )
        for one in range(len(places))
    )


def _anchor(place: float, written: str) -> str:
    """Return which end of an amount stands at its mark, so that none hangs over the ends of the bar."""
    half = len(written) * LETTER_PX / 2
    if place * NARROW_PX < half:
        return "start"
    return "end" if place * NARROW_PX > NARROW_PX - half else "middle"


def _span(at: float, written: str, anchor: str) -> tuple[float, float]:
    width = len(written) * LETTER_PX
    begin = at - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return begin, begin + width


def _those_with_room(ranked: Sequence[tuple[int, tuple[float, float]]]) -> set[int]:
    """Return those of the spans, best first, that meet none of those before."""
    kept: dict[int, tuple[float, float]] = {}
    for one, (begin, end) in ranked:
        if all(end + GAP_PX <= other[0] or begin >= other[1] + GAP_PX for other in kept.values()):
            kept[one] = (begin, end)
    return set(kept)
