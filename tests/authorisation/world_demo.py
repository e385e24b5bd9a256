"""Pages of the demo provider: one that nobody has paid on, and one of a gift that renews."""

from __future__ import annotations

from datetime import datetime

from folkmoot.funding.commands.demo.let_happen import let_happen
from folkmoot.funding.commands.demo.open_checkout import open_checkout
from folkmoot.funding.models import Campaign, Contribution
from folkmoot.funding.values import CheckoutOrder, Frequency, ProviderCode
from folkmoot.funding.values.demo import DEMO_ACCOUNT, pay

TOTAL = 1_000


def leave_demo_pages_about(values: dict[tuple[str, str], str], here: int, elsewhere: int, now: datetime) -> None:
    """Open a page to pay on for a campaign of each publication, and one here where a monthly gift was paid."""
    for state, publication_id in (("here", here), ("elsewhere", elsewhere)):
        values["demo page", state] = _open(publication_id, state, Frequency.ONCE, now)
        renewing = _open(publication_id, f"monthly {state}", Frequency.MONTHLY, now)
        let_happen(renewing, pay(TOTAL, Frequency.MONTHLY, at=now), kind="checkout.pay", now=now)
        values["demo card", state] = renewing


def _open(publication_id: int, name: str, frequency: Frequency, now: datetime) -> str:
    campaign = Campaign.objects.filter(publication_id=publication_id).latest("id")
    Contribution.objects.create(
        publication_id=publication_id,
        campaign=campaign,
        name_of_ours=name,
        form_key=name,
        provider=ProviderCode.DEMO,
        account=DEMO_ACCOUNT,
        is_test=True,
        frequency=frequency,
        currency=campaign.currency,
        gift_minor=TOTAL,
        agreed=[[TOTAL, 0]],
        supporter_key=name,
        created_at=now,
    )
    order = CheckoutOrder(
        contribution=name,
        total_minor=TOTAL,
        currency=campaign.currency,
        frequency=frequency,
        title=campaign.title,
        email="giver@mail.example",
        return_url="http://lantern.example/",
        cancel_url="http://lantern.example/",
        language="en",
    )
    return open_checkout(order, now=now)
