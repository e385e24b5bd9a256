"""What the bank account says: what has to be sent to it, what came, and what of that is unclear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from folkmoot.articles.values import PublicationView
from folkmoot.funding.models import BankLine, Contribution, Payment, settings_in_force
from folkmoot.funding.values import ContributionState, ProviderCode, gift_path
from folkmoot.funding.values.transfers import in_groups
from folkmoot.kit.text.amounts import amount

MOST_UNCLEAR, MOST_MATCHED = 100, 20
MOST_AWAITED, MOST_LIKELY = 1_000, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferView:
    """What a giver's bank must know.

    Attributes:
        iban: of the receiver, as one block of signs; empty where the publication names none any more.
        total_minor: in euro cents.
    """

    holder: str
    iban: str
    bic: str
    reference: str
    total_minor: int

    @property
    def iban_words(self) -> str:
        """Return the IBAN as people read it."""
        return in_groups(self.iban)

    @property
    def reference_words(self) -> str:
        """Return the reference as people read it."""
        return in_groups(self.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeView:
    """Somebody who wants to send something, and whose transfer has not come. `name`: or address; empty if forgotten."""

    reference: str
    reference_words: str
    name: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """What came, as the treasurer sees it.

    Attributes:
        amount: written out.
        was_there: whether the same amount was booked on the same day already, so that this may be the same transfer.
        reference, campaign: of the pledge that it is of; empty where nobody knows.
        gift_path: where its gift stands at the desk; empty while it is not booked.
        likely: pledges of as much that are awaited, those first whose giver is called like the sender.
        taken_from: reference of the pledge that it was booked to by mistake; empty where it was to none.
    """

    id: int
    booked_on: date
    amount: str
    payer: str
    words: str
    was_there: bool
    reference: str
    campaign: str
    gift_path: str
    taken_from: str
    likely: tuple[PledgeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BankView:
    """The bank account at the desk.

    Attributes:
        more: how many unclear lines there are beside those that are shown.
        matched: what was booked last; or the one that was asked for, alone.
    """

    iban: str
    unclear: tuple[LineView, ...]
    more: int
    matched: tuple[LineView, ...]


def read_transfer(pledge: Contribution, publication: PublicationView) -> TransferView:
    """Return how a pledge is sent."""
    settings = settings_in_force(publication.id)
    return TransferView(
        holder=settings.account_holder or settings.legal_name or publication.name,
        iban=settings.iban,
        bic=settings.bic,
        reference=pledge.reference,
        total_minor=pledge.gift_minor + pledge.cover_minor,
    )


def line_of(payment: Payment) -> BankLine | None:
    """Return the line of a statement by which a payment came, None for one that came another way or was taken back."""
    found = BankLine.objects.filter(publication_id=payment.publication_id, ref=payment.ref)
    return found.first() if payment.provider == ProviderCode.BANK else None


def read_bank(publication_id: int, language: str, *, line_id: int | None = None) -> BankView:
    """Return what came to the account of a publication: all that is unclear, the oldest first, and the last that is not.

    Args:
        line_id: of the only booked line that is wanted.
    """
    settings = settings_in_force(publication_id)
    lines = _lines(publication_id).select_related("taken_from")
    unclear = lines.filter(contribution=None, set_aside_at=None)
    matched = lines.exclude(contribution=None).select_related("contribution__campaign").order_by("-read_at", "-id")
    booked = list((matched.filter(id=line_id) if line_id else matched)[:MOST_MATCHED])
    paths = _gift_paths(publication_id, booked)
    awaited = list(_awaited(publication_id))

    def shown(line: BankLine) -> LineView:
        return LineView(
            id=line.id,
            booked_on=line.booked_on,
            amount=amount(line.amount_minor, line.currency, language, settings.amount_pattern),
            payer=line.payer,
            words=line.words,
            was_there=bool(getattr(line, "was_there", False)),
            reference=in_groups(line.contribution.reference) if line.contribution else "",
            campaign=line.contribution.campaign.title if line.contribution else "",
            gift_path=paths.get(line.ref, ""),
            taken_from=in_groups(line.taken_from.reference) if line.taken_from else "",
            likely=() if line.contribution else _likely(line, awaited),
        )

    return BankView(
        iban=in_groups(settings.iban),
        unclear=tuple(map(shown, unclear.order_by("booked_on", "id")[:MOST_UNCLEAR])),
        more=max(0, unclear.count() - MOST_UNCLEAR),
        matched=tuple(map(shown, booked)),
    )


def _gift_paths(publication_id: int, lines: Iterable[BankLine]) -> dict[str, str]:
    """Return where the gifts of lines stand, by what these are called in the books."""
    refs = [line.ref for line in lines]
    found = Payment.objects.filter(publication_id=publication_id, provider=ProviderCode.BANK, ref__in=refs)
    return {ref: gift_path(payment_id) for ref, payment_id in found.values_list("ref", "id")}


def _awaited(publication_id: int) -> QuerySet[Contribution]:
    """Return the pledges of which nothing came, the newest first; what was pledged long ago is hardly sent any more."""
    begun = Contribution.objects.filter(
        publication_id=publication_id, provider=ProviderCode.BANK, state=ContributionState.BEGUN
    )
    return begun.exclude(reference="").order_by("-id")[:MOST_AWAITED]


def _likely(line: BankLine, awaited: Iterable[Contribution]) -> tuple[PledgeView, ...]:
    """Return the pledges that a line may be of: of its amount, made before it came."""
    fitting = [
        one
        for one in awaited
        if (one.gift_minor + one.cover_minor, one.currency) == (line.amount_minor, line.currency)
        and one.created_at.date() <= line.booked_on
    ]
    fitting.sort(key=lambda one: not one.name or one.name.casefold() != line.payer.casefold())
    return tuple(
        PledgeView(
            reference=one.reference,
            reference_words=in_groups(one.reference),
            name=one.name or one.email,
            since=one.created_at.date(),
        )
        for one in fitting[:MOST_LIKELY]
    )


def _lines(publication_id: int) -> QuerySet[BankLine]:
    """Return the lines, with whether one like it is a gift already."""
    same = BankLine.objects.filter(
        publication_id=publication_id,
        booked_on=OuterRef("booked_on"),
        amount_minor=OuterRef("amount_minor"),
        currency=OuterRef("currency"),
        contribution__isnull=False,
    ).exclude(id=OuterRef("id"))
    return BankLine.objects.filter(publication_id=publication_id).annotate(was_there=Exists(same))
