"""What the demo provider's page and its desk show."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from folkmoot.articles.queries import chrome_of
from folkmoot.articles.values import ChromeView
from folkmoot.funding.models import Contribution, DemoCheckout, DemoMessage
from folkmoot.funding.values import CheckoutOrder, DisputeState, PaymentState, Picture, RemoteCharge, demo_desk_path
from folkmoot.funding.values.demo_papers import order_from_json, picture_from_json
from folkmoot.funding.values.demo_reading import is_paid_on, left_of
from folkmoot.kit.text.amounts import amount, amount_in_field

MOST_PAGES = 100


@dataclass(frozen=True, slots=True)
class PayPage:
    """One page of the demo provider, as it stands now.

    Attributes:
        number: of its row.
        chrome: of the publication that is given to.
        amount: what is paid, written in the publication's language.
    """

    number: int
    ref: str
    order: CheckoutOrder
    picture: Picture
    chrome: ChromeView
    amount: str

    @property
    def is_paid(self) -> bool:
        """Return whether the giver has done their part."""
        return is_paid_on(self.picture)

    @property
    def is_open(self) -> bool:
        """Return whether somebody can pay here."""
        return not self.is_paid and not self.picture.expired

    @property
    def desk_path(self) -> str:
        """Return where staff let something happen to it."""
        return demo_desk_path(self.ref)


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """A charge at the desk.

    Attributes:
        amount, left: written in the publication's language; `left` is what has neither gone back nor is asked back.
        left_in_field: the same, for the field of a refund.
        is_pending, is_refundable, is_disputed: what can happen to it now.
    """

    charge: RemoteCharge
    amount: str
    left: str
    left_in_field: str
    is_pending: bool
    is_refundable: bool
    is_disputed: bool


def read_page(publication_id: int, ref: str) -> PayPage | None:
    """Return the page of that name, None where this publication has none."""
    row = DemoCheckout.objects.filter(ref=ref, contribution__in=_names(publication_id)).first()
    return _page_of(row, chrome_of(publication_id)) if row else None


def read_pages(chrome: ChromeView) -> list[PayPage]:
    """Return a publication's newest pages of the demo provider, the newest first."""
    found = DemoCheckout.objects.filter(contribution__in=_names(chrome.publication_id)).order_by("-id")
    return [_page_of(row, chrome) for row in found[:MOST_PAGES]]


def read_charges(page: PayPage) -> list[ChargeRow]:
    """Return the charges of a page, and what can happen to each."""
    language, currency = page.chrome.language, page.order.currency
    return [
        ChargeRow(
            charge=charge,
            amount=amount(charge.amount_minor, currency, language),
            left=amount(left_of(charge), currency, language),
            left_in_field=amount_in_field(left_of(charge), currency, language),
            is_pending=charge.state == PaymentState.PENDING,
            is_refundable=charge.state == PaymentState.PAID and left_of(charge) > 0,
            is_disputed=any(one.state is DisputeState.OPEN for one in charge.disputes),
        )
        for charge in page.picture.charges
    ]


def waiting_messages(publication_id: int) -> list[DemoMessage]:
    """Return the messages that were not delivered yet, in the order in which they were made."""
    waiting = DemoMessage.objects.filter(delivered=0, dropped=False, checkout__contribution__in=_names(publication_id))
    return list(waiting.select_related("checkout").order_by("id"))


def _names(publication_id: int) -> QuerySet[Contribution, str]:
    return Contribution.objects.filter(publication_id=publication_id).values_list("name_of_ours", flat=True)


def _page_of(row: DemoCheckout, chrome: ChromeView) -> PayPage:
    order = order_from_json(row.order)
    return PayPage(
        number=row.id,
        ref=row.ref,
        order=order,
        picture=picture_from_json(row.picture),
        chrome=chrome,
        amount=amount(order.total_minor, order.currency, chrome.language),
    )
