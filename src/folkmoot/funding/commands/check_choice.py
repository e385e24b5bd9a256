"""Hold what a giver chose against what a campaign asks for."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date

from folkmoot.articles.values import PublicationView
from folkmoot.funding.models import Campaign, FundingSettings
from folkmoot.funding.policy import giving
from folkmoot.funding.policy.banking import account_unnamed, moves_money
from folkmoot.funding.ports import Ports, Provider
from folkmoot.funding.values import CampaignState, ProviderCode
from folkmoot.funding.values.giving import Choice
from folkmoot.kit.look.render import zone_of
from folkmoot.kit.text.amounts import amount, smallest_step
from folkmoot.kit.words import locale_of
from folkmoot.pure.ledger.cover import cover_of
from folkmoot.pure.verdict import DeniedError, require


def check_campaign(
    campaign: Campaign, settings: FundingSettings, publication: PublicationView, *, now: datetime
) -> None:
    """Do nothing while a campaign can be given to.

    Raises:
        DeniedError: `giving_paused`, `campaign_not_begun`, `campaign_over`.
    """
    require(giving.paused(settings.paused_at, settings.paused_because))
    begins = campaign.state == CampaignState.DRAFT or campaign.starts_at > now
    day = campaign.starts_at if begins else (campaign.over_at or now)
    require(
        giving.not_running(
            campaign.state,
            starts_at=campaign.starts_at,
            over_at=campaign.over_at,
            words=_day(day, publication),
            now=now,
        )
    )


def check_amount(
    gift_minor: int, campaign: Campaign, provider: Provider, settings: FundingSettings, publication: PublicationView
) -> None:
    """Do nothing for an amount that one can give to a campaign through a provider.

    Raises:
        DeniedError: `below_minimum`, `above_maximum`, `wrong_decimals`, each with the limit in words.
    """
    currency = campaign.currency
    least = max(campaign.minimum_minor, provider.capabilities.minimum_minor.get(currency, 0))

    def said(minor: int) -> str:
        return amount(minor, currency, publication.language, settings.amount_pattern)

    step = _step(currency, provider)
    require(giving.too_fine(gift_minor, step, step=said(step)))
    require(
        giving.unfit_amount(
            gift_minor,
            least_minor=least,
            most_minor=campaign.maximum_minor,
            least=said(least),
            most=said(campaign.maximum_minor),
        )
    )


def providers_for(campaign: Campaign, settings: FundingSettings) -> list[Provider]:
    """Return who can move money for a campaign, in the order in which it offers them: test money for a test, only.

    None to whose account nobody knows the way.
    """
    known = Ports.providers()
    found = [known[code] for code in campaign.providers if code in known and code != ProviderCode.MANUAL]
    able = [one for one in found if is_real(one, settings) != campaign.is_test and _takes(one, campaign.currency)]
    return [one for one in able if account_unnamed(one.capabilities, settings.iban) is None]


def is_real(provider: Provider, settings: FundingSettings) -> bool:
    """Return whether money that is given to a publication through a provider is real."""
    can = provider.capabilities
    return moves_money(can, is_live=provider.is_live, trial_account=settings.trial_account)


def choose_provider(choice: Choice, campaign: Campaign, settings: FundingSettings) -> Provider:
    """Return who moves the money: who was chosen, or the first that can do it.

    Raises:
        DeniedError: `unknown_provider`, `provider_cannot`, `account_unnamed`, `nobody_to_pay`.
    """
    if choice.provider in campaign.providers and (asked := Ports.providers().get(choice.provider)):
        require(account_unnamed(asked.capabilities, settings.iban))
    offered = providers_for(campaign, settings)
    if not offered:
        raise DeniedError(giving.nobody_to_pay())
    able = [one for one in offered if choice.frequency in one.capabilities.frequencies]
    chosen = next((one for one in offered if one.code == choice.provider), None)
    if not choice.provider:
        chosen = (able or offered)[0]
    can = chosen.capabilities if chosen else None
    require(giving.unable(can, frequency=choice.frequency, currency=campaign.currency))
    if chosen is None:
        raise DeniedError(giving.nobody_to_pay())
    return chosen


def cover_for(gift_minor: int, currency: str, provider: Provider) -> int:
    """Return what is added to a gift so that all of it arrives, by what its provider roughly takes. Minor units."""
    can = provider.capabilities
    return cover_of(
        gift_minor,
        per_10000=can.fee_per_10000,
        fixed_minor=can.fee_fixed_minor.get(currency, 0),
        step_minor=_step(currency, provider),
    )


def _step(currency: str, provider: Provider) -> int:
    """Return the smallest step between two amounts: what people pay in, and what the provider can move."""
    return max(smallest_step(currency), provider.capabilities.step_minor.get(currency, 1))


def _takes(provider: Provider, currency: str) -> bool:
    return not provider.capabilities.currencies or currency in provider.capabilities.currencies


def _day(at: datetime, publication: PublicationView) -> str:
    local = at.astimezone(zone_of(publication.time_zone))
    return format_date(local.date(), format="long", locale=locale_of(publication.language))
