"""Who may give what to which campaign. Amounts come in twice: as numbers to compare, and as words to say."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from folkmoot.funding.values import HIDDEN, CampaignState, Capabilities, Frequency
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _


def unknown_campaign() -> Denial:
    """Refuse to give to what is not there, or not public yet."""
    return Denial(code="unknown_campaign", sentence=_("There is no such campaign."))


def paused(paused_at: datetime | None, because: str) -> Denial | None:
    """Refuse to take money while the publication takes none, in its own words if it has any."""
    if paused_at is None:
        return None
    if because:
        sentence = _("Nobody can give here for the moment. %(because)s")
        return Denial(code="giving_paused", sentence=sentence, values={"because": because})
    return Denial(code="giving_paused", sentence=_("Nobody can give here for the moment. Please come back later."))


def not_running(
    state: str, *, starts_at: datetime, over_at: datetime | None, words: str, now: datetime
) -> Denial | None:
    """Refuse to give to a campaign that has not begun, or is over.

    Args:
        over_at: when it ended or ends; None: never.
        words: the day of its beginning, or of its end, as people write it.
    """
    if state in HIDDEN or starts_at > now:
        sentence = _("This campaign begins on %(day)s. Until then nobody can give to it.")
        return Denial(code="campaign_not_begun", sentence=sentence, values={"day": words})
    if state != CampaignState.RUNNING or (over_at is not None and over_at <= now):
        sentence = _("This campaign ended on %(day)s, so nobody can give to it any more. Thank you for wanting to.")
        return Denial(code="campaign_over", sentence=sentence, values={"day": words})
    return None


def unfit_amount(gift_minor: int, *, least_minor: int, most_minor: int, least: str, most: str) -> Denial | None:
    """Refuse less than the least, and more than the most."""
    if gift_minor < least_minor:
        sentence = _("The least one can give here is %(limit)s: below that, little is left of it after fees.")
        return Denial(code="below_minimum", sentence=sentence, field="amount", values={"limit": least})
    if gift_minor > most_minor:
        sentence = _("The most one can give here at once is %(limit)s. To give more, please write to us.")
        return Denial(code="above_maximum", sentence=sentence, field="amount", values={"limit": most})
    return None


def too_fine(gift_minor: int, step_minor: int, *, step: str) -> Denial | None:
    """Refuse an amount that nobody can pay: half a króna, a tenth of a fils.

    Args:
        step: the smallest step between two amounts, as people write it.
    """
    if gift_minor % step_minor == 0:
        return None
    sentence = _("Amounts go up by %(step)s here. Choose one of those.")
    return Denial(code="wrong_decimals", sentence=sentence, field="amount", values={"step": step})


def unknown_frequency(frequency: str, offered: Collection[str]) -> Denial | None:
    """Refuse to give as often as is not offered."""
    if frequency in set(Frequency) & set(offered):
        return None
    sentence = _("One cannot give that often here. Choose one of those that are offered.")
    return Denial(code="unknown_frequency", sentence=sentence, field="frequency")


def unable(can: Capabilities | None, *, frequency: str, currency: str) -> Denial | None:
    """Refuse a way to pay that is not offered, or cannot do what was chosen."""
    if can is None:
        sentence = _("One cannot pay that way here. Choose one of those that are offered.")
        return Denial(code="unknown_provider", sentence=sentence, field="provider")
    if frequency not in can.frequencies or (can.currencies and currency not in can.currencies):
        sentence = _("One cannot give that often by this way of paying. Choose another way, or give once.")
        return Denial(code="provider_cannot", sentence=sentence, field="provider")
    return None


def nobody_to_pay() -> Denial:
    """Refuse to give where no way to pay is set up, or none that fits the campaign."""
    return Denial(code="nobody_to_pay", sentence=_("No way to pay is set up here yet. Please come back later."))


def provider_down() -> Denial:
    """Say that who moves the money cannot be reached; nothing was paid."""
    sentence = _("We cannot reach those who take the payment just now. Nothing was paid. Please try again in a minute.")
    return Denial(code="provider_down", sentence=sentence, retry_after_s=60)


def provider_refused() -> Denial:
    """Say that who moves the money does not take this; nothing was paid."""
    sentence = _("Those who take the payment do not take this one. Nothing was paid. Try another amount or way to pay.")
    return Denial(code="provider_refused", sentence=sentence)


def gives_already(*, is_second: bool, renews: bool, agreed: bool) -> Denial | None:
    """Ask before a second gift that renews begins beside a first one of the same person.

    Args:
        is_second: whether one of theirs renews already.
        renews: whether the new one would.
        agreed: whether they said that they want both.
    """
    if not (is_second and renews) or agreed:
        return None
    sentence = _("You give regularly already. Change that gift, or say below that you want a second one beside it.")
    return Denial(code="gives_already", sentence=sentence, field="second")
