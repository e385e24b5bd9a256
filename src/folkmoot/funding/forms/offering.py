"""What a campaign asks for, as its forms show it: amounts in words, what the fee would be, why one cannot give now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from babel.numbers import format_percent
from django.utils.translation import gettext

from folkmoot.articles.values import PublicationView
from folkmoot.funding.commands.check_choice import check_campaign, cover_for, providers_for
from folkmoot.funding.models import Campaign, settings_in_force
from folkmoot.funding.policy.giving import nobody_to_pay
from folkmoot.funding.ports import Provider
from folkmoot.funding.values import Frequency
from folkmoot.funding.values.giving_views import OfferView, Preset
from folkmoot.kit.text.amounts import amount
from folkmoot.kit.words import locale_of, say
from folkmoot.pure.verdict import Denial, DeniedError

WHOLE = 10_000


def offer_of(campaign: Campaign, publication: PublicationView, *, now: datetime) -> OfferView:
    """Return what one can give to a campaign now, and how."""
    settings = settings_in_force(publication.id)
    providers = providers_for(campaign, settings)
    closed = why_closed(campaign, publication, now=now)

    def said(minor: int) -> str:
        return amount(minor, campaign.currency, publication.language, settings.amount_pattern, whole=True)

    def fee(minor: int) -> str:
        return said(cover_for(minor, campaign.currency, providers[0])) if providers else ""

    minimums = [one.capabilities.minimum_minor.get(campaign.currency, 0) for one in providers]
    able = {frequency for one in providers for frequency in one.capabilities.frequencies}
    return OfferView(
        campaign_id=campaign.id,
        slug=campaign.slug,
        title=campaign.title,
        story_html=campaign.story_html,
        currency=campaign.currency,
        is_test=campaign.is_test,
        is_open=closed is None,
        closed_because=say(closed) if closed else "",
        presets=tuple(Preset(minor=minor, words=said(minor), cover=fee(minor)) for minor in campaign.presets_minor),
        least=said(max(campaign.minimum_minor, min(minimums, default=0))),
        most=said(campaign.maximum_minor),
        frequencies=tuple(one for one in Frequency if one in campaign.frequencies and one in able),
        providers=tuple(one.code for one in providers),
        origins=tuple(dict.fromkeys(origin for one in providers for origin in one.capabilities.origins)),
        fee=_fee(providers[0], campaign.currency, publication, said) if campaign.fee_cover and providers else "",
    )


def why_closed(campaign: Campaign, publication: PublicationView, *, now: datetime) -> Denial | None:
    """Return why nobody can give to a campaign now, None while everybody can."""
    settings = settings_in_force(publication.id)
    try:
        check_campaign(campaign, settings, publication, now=now)
    except DeniedError as error:
        return error.denial
    return None if providers_for(campaign, settings) else nobody_to_pay()


def _fee(provider: Provider, currency: str, publication: PublicationView, said: Callable[[int], str]) -> str:
    """Return what a provider takes, in words: "2.9% and $0.30"; empty for nothing."""
    can = provider.capabilities
    share = format_percent(
        can.fee_per_10000 / WHOLE, locale=locale_of(publication.language), decimal_quantization=False
    )
    fixed = can.fee_fixed_minor.get(currency, 0)
    if not can.fee_per_10000:
        return said(fixed) if fixed else ""
    return gettext("%(share)s and %(fixed)s") % {"share": share, "fixed": said(fixed)} if fixed else share
