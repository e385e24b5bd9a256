"""How far a campaign is, as it is shown: every amount and every word written out, so that nobody formats anything later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from folkmoot.articles.values import Link
from folkmoot.funding.values.kinds import CampaignKind, CampaignState


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a sentence.

    Attributes:
        part: "raised", "goal", "percent", "supporters" or "time" for what may change; empty for what stands between.
    """

    text: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark below the bar.

    Attributes:
        amount: written out.
        x: where it stands, as "37.5%" from the left edge, whatever the direction of the text.
        anchor: what of the amount stands there: "start" (its left end), "middle" or "end", as SVG has it.
        room: "always"; "wide" where its amount would meet another one on a phone; "never" where it always would. The
            mark itself is always there.
    """

    amount: str
    x: str
    anchor: str
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterView:
    """The meter of one campaign.

    Attributes:
        raised_minor: what counts towards the goal: all that was raised, or what comes in each month.
        percent: of the goal, rounded down; it may be more than 100.
        supporters: how many people gave something that still counts.
        ends_at: when it ends, or ended; None: never.
        version: goes up whenever any of this changes.
        is_test: whether no money moves.
        scale_minor: where the bar is full: the goal, or the last mark beyond it.
        bar_minor: how far it is filled; never below nothing or beyond the scale.
        sentence: the whole truth.
        brief: how much of how much, for the end of an article.
    """

    campaign_id: int
    slug: str
    title: str
    path: str
    data_path: str
    kind: CampaignKind
    state: CampaignState
    currency: str
    goal_minor: int
    raised_minor: int
    percent: int
    ticks_minor: tuple[int, ...]
    supporters: int
    ends_at: datetime | None
    version: int
    is_test: bool
    scale_minor: int
    bar_minor: int
    sentence: tuple[Word, ...]
    brief: tuple[Word, ...]
    ticks: tuple[Tick, ...]

    @property
    def text(self) -> str:
        """Return the sentence as plain text."""
        return "".join(word.text for word in self.sentence)

    @property
    def is_running(self) -> bool:
        """Return whether one can give for it."""
        return self.state is CampaignState.RUNNING


def meter_data(meter: MeterView) -> dict[str, Any]:
    """Return a meter as programs read it: what the contract names, and more. `bar`, `sentence` and `brief` are what our own pages put in place."""
    ends_at = meter.ends_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if meter.ends_at else None
    return {
        "slug": meter.slug,
        "title": meter.title,
        "kind": meter.kind.value,
        "state": meter.state.value,
        "currency": meter.currency,
        "goal_minor": meter.goal_minor,
        "raised_minor": meter.raised_minor,
        "percent": meter.percent,
        "ticks_minor": list(meter.ticks_minor),
        "supporters": meter.supporters,
        "ends_at": ends_at,
        "is_test": meter.is_test,
        "text": meter.text,
        "version": meter.version,
        "bar": {"max": meter.scale_minor, "value": meter.bar_minor},
        "sentence": [_word(word) for word in meter.sentence],
        "brief": [_word(word) for word in meter.brief],
    }


def _word(word: Word) -> dict[str, str]:
    return {"text": word.text, "part": word.part}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """How one page asks for money.

    Attributes:
        meter: of the campaign that is shown here; None: there is only the link.
        path: where the link leads to; empty while giving is paused.
        call: the link's words in the editor's own way; empty: the usual ones.
        words: the sentence beside the link at the end of an article; may be empty.
        other_ways: links to give elsewhere.
        paused_because: what is said while nobody can give; may be empty.
    """

    meter: MeterView | None
    path: str
    call: str = ""
    words: str = ""
    other_ways: tuple[Link, ...] = ()
    paused_because: str = ""
