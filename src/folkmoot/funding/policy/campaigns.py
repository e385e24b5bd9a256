"""What may be asked of campaigns, and who may make them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from folkmoot.funding.policy.demo import mixed_with_demo
from folkmoot.funding.values import CampaignKind, CampaignState, Frequency, Shown
from folkmoot.funding.values.drafts import (
    ARTICLES_MAX,
    PRESETS_MAX,
    REASON_MAX_CHARS,
    STORY_MAX_CHARS,
    TICKS_MAX,
    TITLE_MAX_CHARS,
    CampaignDraft,
)
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.readers.values import Role

CAMPAIGNERS = frozenset({Role.OWNER, Role.EDITOR})
"""Who makes campaigns."""

SEE_CAMPAIGNS = CAMPAIGNERS | {Role.TREASURER}
"""Who sees them at the desk: whoever makes them, and whoever keeps the books of what is given for them."""

OVER = frozenset({CampaignState.ENDED, CampaignState.CLOSED})


def unknown_campaign() -> Denial:
    """Refuse to tell of a campaign that does not exist, or is not public yet."""
    return Denial(code="unknown_campaign", sentence=_("There is no such campaign here."))


def not_a_campaigner(roles: Collection[Role]) -> Denial | None:
    """Refuse whoever may not ask for money in the publication's name: owners and editors may."""
    if CAMPAIGNERS.isdisjoint(roles):
        return Denial(code="not_allowed", sentence=_("Only owners and editors may make and change campaigns."))
    return None


def may_not_see_campaigns(roles: Collection[Role]) -> Denial | None:
    """Refuse whoever has nothing to do with campaigns."""
    if SEE_CAMPAIGNS.isdisjoint(roles):
        return Denial(code="not_allowed", sentence=_("Only owners, editors and treasurers see campaigns at the desk."))
    return None


def unfit_words(draft: CampaignDraft) -> Denial | None:
    """Refuse a campaign without a title, and words that are too long."""
    if not draft.title:
        return Denial(code="title_missing", sentence=_("A campaign needs a title."), field="title")
    return too_long("title", draft.title, TITLE_MAX_CHARS) or too_long("story", draft.story, STORY_MAX_CHARS)


def too_long(field: str, text: str, limit: int = REASON_MAX_CHARS) -> Denial | None:
    """Refuse a text that is longer than is kept."""
    if len(text) <= limit:
        return None
    sentence = _("This may have %(limit)s characters; you wrote %(count)s.")
    return Denial(code=f"{field}_too_long", sentence=sentence, values={"limit": limit, "count": len(text)}, field=field)


def unfit_amounts(draft: CampaignDraft, *, currency_known: bool) -> Denial | None:
    """Refuse a goal of nothing, limits that nobody can keep, and amounts to choose from that nobody could give."""
    if not currency_known:
        sentence = _("There is no such currency. Write its three letters, such as EUR.")
        return Denial(code="unknown_currency", sentence=sentence, field="currency")
    if draft.goal_minor <= 0:
        return Denial(code="goal_is_nothing", sentence=_("A goal is more than nothing."), field="goal")
    if len(draft.ticks_minor) > TICKS_MAX:
        return _too_many("ticks", TICKS_MAX)
    return _unfit_limits(draft)


def _unfit_limits(draft: CampaignDraft) -> Denial | None:
    if draft.minimum_minor <= 0:
        return Denial(code="minimum_is_nothing", sentence=_("The least gift is more than nothing."), field="minimum")
    if draft.maximum_minor < draft.minimum_minor:
        sentence = _("The most one can give cannot be less than the least.")
        return Denial(code="limits_crossed", sentence=sentence, field="maximum")
    if len(draft.presets_minor) > PRESETS_MAX:
        return _too_many("presets", PRESETS_MAX)
    if any(not draft.minimum_minor <= one <= draft.maximum_minor for one in draft.presets_minor):
        sentence = _("Amounts to choose from must lie between the least and the most one can give.")
        return Denial(code="preset_out_of_limits", sentence=sentence, field="presets")
    return None


def unfit_ways(draft: CampaignDraft, *, known_providers: Collection[str]) -> Denial | None:
    """Refuse a campaign that nobody can pay, or not as often as its goal needs, or with test money beside real."""
    if not draft.frequencies or not set(draft.frequencies) <= set(Frequency):
        sentence = _("Choose how often one can give: at least one of them.")
        return Denial(code="frequency_missing", sentence=sentence, field="frequencies")
    if draft.kind == CampaignKind.MONTHLY and set(draft.frequencies) <= {Frequency.ONCE}:
        sentence = _("A goal for each month needs gifts that come again: offer monthly or yearly ones.")
        return Denial(code="frequency_missing", sentence=sentence, field="frequencies")
    if not draft.providers or not set(draft.providers) <= set(known_providers):
        sentence = _("Choose how one can pay: at least one of the ways that are set up here.")
        return Denial(code="unknown_provider", sentence=sentence, field="providers")
    return mixed_with_demo(draft.providers)


def unfit_place(draft: CampaignDraft, *, section_known: bool, unknown_articles: Collection[str]) -> Denial | None:
    """Refuse dates that run backwards, a kind of goal or place that does not exist, and articles that are not there."""
    if draft.ends_at is not None and draft.ends_at <= draft.starts_at:
        return Denial(code="ends_before_start", sentence=_("It cannot end before it begins."), field="ends_at")
    if draft.kind not in set(CampaignKind):
        return Denial(code="unknown_kind", sentence=_("Choose what the goal is."), field="kind")
    if draft.shown not in set(Shown):
        return Denial(code="unknown_place", sentence=_("Choose where it is shown."), field="shown")
    if draft.shown == Shown.SECTION and not section_known:
        return Denial(code="section_missing", sentence=_("Choose the section where it is shown."), field="section")
    return _unfit_articles(draft, unknown_articles) if draft.shown == Shown.ARTICLES else None


def _unfit_articles(draft: CampaignDraft, unknown: Collection[str]) -> Denial | None:
    if not draft.article_slugs:
        sentence = _("Name at least one article where it is shown.")
        return Denial(code="articles_missing", sentence=sentence, field="articles")
    if len(draft.article_slugs) > ARTICLES_MAX:
        return _too_many("articles", ARTICLES_MAX)
    if unknown:
        sentence = _("No article of this publication has this address: %(address)s")
        values = {"address": min(unknown)}
        return Denial(code="unknown_article", sentence=sentence, field="articles", values=values)
    return None


def changed_too_much(
    state: str, *, has_given: bool, money_changes: bool, promise_changes: bool, ends_at: datetime | None, now: datetime
) -> Denial | None:
    """Refuse changes that would make something untrue of money that came already.

    Args:
        has_given: whether anybody began to give, or anything is booked.
        money_changes: whether the currency, or whether money really moves, would be another.
        promise_changes: whether goal, kind or dates would be others.
        ends_at: as it shall be.
    """
    if money_changes and (has_given or state != CampaignState.DRAFT):
        sentence = _("Currency and test money stay as they are once a campaign has begun. Make another campaign.")
        return Denial(code="money_came", sentence=sentence, field="currency")
    if state in OVER and promise_changes:
        sentence = _("This campaign is over: its goal and dates stay as they were. Title and story can be changed.")
        return Denial(code="campaign_over", sentence=sentence)
    if state == CampaignState.RUNNING and ends_at is not None and ends_at <= now:
        sentence = _("That is over already. To end it now, close it.")
        return Denial(code="ends_in_past", sentence=sentence, field="ends_at")
    return None


def slug_taken() -> Denial:
    """Refuse an address that another campaign has."""
    return Denial(code="slug_taken", sentence=_("Another campaign has this address. Choose another."), field="slug")


def not_beginnable(
    state: str, *, ends_at: datetime | None, providers: Collection[str], now: datetime, set_up: Collection[str]
) -> Denial | None:
    """Refuse to begin what has begun, what would be over at once, and what nobody could pay."""
    if state != CampaignState.DRAFT:
        return Denial(code="begun_already", sentence=_("This campaign has begun already."))
    if ends_at is not None and ends_at <= now:
        sentence = _("It would be over already. Choose a later end first.")
        return Denial(code="ends_in_past", sentence=sentence, field="ends_at")
    if set(providers).isdisjoint(set_up):
        sentence = _("None of its ways to pay is set up here yet, so nobody could give.")
        return Denial(code="nobody_to_pay", sentence=sentence, field="providers")
    return None


def not_closable(state: str) -> Denial | None:
    """Refuse to close what does not run."""
    if state in {CampaignState.RUNNING, CampaignState.WAITING}:
        return None
    return Denial(code="not_running", sentence=_("Only a campaign that is running, or about to, can be closed."))


def not_droppable(state: str, *, has_given: bool) -> Denial | None:
    """Refuse to forget a campaign that was public: what was given for it needs it."""
    if state == CampaignState.DRAFT and not has_given:
        return None
    return Denial(code="begun_already", sentence=_("Only a draft that nobody has given to can be deleted."))


def _too_many(field: str, limit: int) -> Denial:
    return Denial(code="too_many", sentence=_("At most %(limit)s."), values={"limit": limit}, field=field)
