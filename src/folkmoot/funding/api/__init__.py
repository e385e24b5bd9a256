"""What programs can ask and do about giving: a part of `/api/v1`, which the house puts together."""

from ninja import Router

from folkmoot.discussion.api.examples import add_examples
from folkmoot.funding.api import campaigns, contributions
from folkmoot.funding.api.examples import ANSWERS, REFUSALS, REQUESTS

add_examples(requests=REQUESTS, answers=ANSWERS, refusals=REFUSALS)
router = Router(tags=["giving"])
for _part in (campaigns, contributions):
    router.add_router("", _part.router)

__all__ = ["router"]
