"""A newspaper on which stolen cards are tried out, for as long as the tests may take."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from folkmoot.funding.models import Contribution, Payment
from folkmoot.funding.policy.guarding import CALM
from folkmoot.funding.values import Frequency, PaymentState, ProviderCode
from folkmoot.kit import clock
from tests.articles.writing import found
from tests.browser.giving import print_campaign
from tests.pages.newspaper import FERRY

HOST = "beset.localhost"
LONG = timedelta(hours=2)


def print_beset(port: str) -> None:
    """Print it for a host name of its own, with a campaign from which a dozen cards were declined."""
    view = found(replace(FERRY, slug="beset", name="The Beset Ferry", base_url=f"http://{HOST}:{port}"))
    campaign = print_campaign(view.id)
    tried_at = clock.now() + LONG  # what counts is the last ten minutes: these stay the latest
    for number in range(CALM):
        contribution = Contribution.objects.create(
            publication_id=view.id,
            campaign=campaign,
            name_of_ours=f"tried-{number}",
            form_key=f"tried-{number}",
            provider=ProviderCode.DEMO,
            frequency=Frequency.ONCE,
            currency=campaign.currency,
            gift_minor=500,
            agreed=[[500, 0]],
            email=f"thief{number}@mail.example",
            supporter_key=f"tried-{number}",
            created_at=clock.now(),
            is_test=True,
        )
        Payment.objects.create(
            publication_id=view.id,
            contribution=contribution,
            campaign=campaign,
            provider=ProviderCode.DEMO,
            ref=f"ch_tried_{number}",
            is_test=True,
            state=PaymentState.FAILED,
            currency=campaign.currency,
            gift_minor=500,
            begun_at=tried_at,
        )
