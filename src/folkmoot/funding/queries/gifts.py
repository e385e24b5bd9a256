"""What one person gives, for their own eyes."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from folkmoot.articles.values import PublicationView
from folkmoot.funding.models import Contribution, FundingSettings, Payment, settings_in_force
from folkmoot.funding.policy.changing import RENEWING
from folkmoot.funding.ports import Ports
from folkmoot.funding.values import (
    Capabilities,
    ContributionState,
    Frequency,
    MessageState,
    PaymentState,
    campaign_path,
    giving_path,
)
from folkmoot.funding.values.giving import shown_words
from folkmoot.funding.values.giving_views import GiftView, OtherGift, PaymentView, StatementLine, StatementView
from folkmoot.funding.values.tokens import Bearer, bearer_of, giving_token
from folkmoot.kit.look.render import zone_of
from folkmoot.kit.text.amounts import amount, amount_in_field
from folkmoot.kit.words import Sayable

NOTHING = Capabilities(refunds=False, partial_refunds=False, changes=False, pauses=False, hosted=False)


class Words:
    """Writes amounts as a publication does."""

    def __init__(self, publication: PublicationView, settings: FundingSettings) -> None:
        """Keep its language and its own pattern."""
        self._language, self._pattern = publication.language, settings.amount_pattern

    def __call__(self, minor: int, currency: str) -> str:
        """Return an amount with its currency."""
        return amount(minor, currency, self._language, self._pattern)


def contribution_of(publication_id: int, token: str) -> tuple[Contribution, Bearer] | None:
    """Return what a link is about, and who holds it; None for a link that is not ours, or another newspaper's."""
    bearer = bearer_of(token)
    if bearer is None:
        return None
    found = Contribution.objects.select_related("campaign")
    row = found.filter(publication_id=publication_id, name_of_ours=bearer.name_of_ours).first()
    return (row, bearer) if row else None


def read_gift(row: Contribution, bearer: Bearer, publication: PublicationView) -> GiftView:
    """Return a contribution as whoever holds its link sees it."""
    say = Words(publication, settings_in_force(publication.id))
    provider = Ports.providers().get(row.provider)
    can = provider.capabilities if provider else NOTHING
    return GiftView(
        name_of_ours=row.name_of_ours,
        campaign_title=row.campaign.title,
        campaign_path=campaign_path(row.campaign.slug),
        is_test=row.is_test,
        provider=row.provider,
        frequency=Frequency(row.frequency),
        state=ContributionState(row.state),
        words=say(row.gift_minor, row.currency),
        cover=say(row.cover_minor, row.currency) if row.cover_minor else "",
        total=say(row.gift_minor + row.cover_minor, row.currency),
        amount_in_field=amount_in_field(row.gift_minor, row.currency, publication.language),
        least=say(max(row.campaign.minimum_minor, can.minimum_minor.get(row.currency, 0)), row.currency),
        most=say(row.campaign.maximum_minor, row.currency),
        email=row.email,
        name=row.name,
        named=row.name_public,
        message=row.message,
        message_state=MessageState(row.message_state),
        held_because=_held_because(row),
        next_at=row.next_at,
        ended_at=row.ended_at,
        failure=row.failure,
        can_change=can.changes,
        can_pause=can.pauses,
        can_end=can.ends,
        can_mend=can.hosted,
        payments=tuple(_payment(one, say) for one in row.payments.order_by("-begun_at", "-id")),
        others=_others(row, say) if bearer.from_letter else (),
    )


def read_statement(
    row: Contribution, bearer: Bearer, publication: PublicationView, first: date, last: date
) -> StatementView:
    """Return what came between two days, both included, in the publication's time zone.

    It is of all that the address gave if whoever asks reads its letters, of this contribution alone if not.
    """
    settings = settings_in_force(publication.id)
    say = Words(publication, settings)
    zone = zone_of(publication.time_zone)
    since, until = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
    whose = Q(contribution=row)
    if bearer.from_letter:
        whose |= Q(contribution__publication_id=row.publication_id, contribution__supporter_key=row.supporter_key)
    paid = Payment.objects.filter(
        whose, state=PaymentState.PAID, paid_at__gte=since, paid_at__lt=until, is_test=row.is_test
    )
    totals: Counter[str] = Counter()
    lines = []
    for payment in paid.select_related("campaign").order_by("paid_at", "id"):
        whole, back = payment.gift_minor + payment.cover_minor, payment.refunded_minor + payment.disputed_minor
        totals[payment.currency] += whole - back
        lines.append(
            StatementLine(
                at=payment.paid_at or payment.begun_at,
                title=payment.campaign.title,
                words=say(whole, payment.currency),
                back=say(back, payment.currency) if back else "",
                kept=say(whole - back, payment.currency),
            )
        )
    return StatementView(
        lines=tuple(lines),
        totals=tuple(say(minor, currency) for currency, minor in sorted(totals.items())),
        legal_name=settings.legal_name or publication.name,
        legal_address=settings.legal_address,
        tax_words=settings.tax_words,
        email=row.email,
        whole=bearer.from_letter,
    )


def renewing_gift(publication_id: int, token: str) -> Contribution | None:
    """Return the gift that renews, of a link that a browser keeps; None where there is none, or none any more."""
    found = contribution_of(publication_id, token) if token else None
    return found[0] if found and found[0].state in RENEWING else None


def _held_because(row: Contribution) -> Sayable | None:
    """Return why a person reads the giver's words first; None where nobody does."""
    if row.message_state != MessageState.HELD:
        return None
    return Ports.reason_to_hold(row.publication_id, shown_words(row.name, named=row.name_public, message=row.message))


def _payment(payment: Payment, say: Words) -> PaymentView:
    back = payment.refunded_minor + payment.disputed_minor
    return PaymentView(
        at=payment.paid_at or payment.begun_at,
        words=say(payment.gift_minor + payment.cover_minor, payment.currency),
        state=PaymentState(payment.state),
        renewal=payment.renewal,
        back=say(back, payment.currency) if back else "",
    )


def _others(row: Contribution, say: Words) -> tuple[OtherGift, ...]:
    """Return what else came from the same address: also its links, for whoever reads its letters holds them all."""
    same = Contribution.objects.select_related("campaign").filter(
        publication_id=row.publication_id, supporter_key=row.supporter_key
    )
    kept = same.exclude(id=row.id).exclude(state__in=[ContributionState.BEGUN, ContributionState.ABANDONED])
    return tuple(
        OtherGift(
            path=giving_path(giving_token(one.name_of_ours)),
            title=one.campaign.title,
            words=say(one.gift_minor, one.currency),
            frequency=Frequency(one.frequency),
            state=ContributionState(one.state),
        )
        for one in kept.order_by("-id")
    )
