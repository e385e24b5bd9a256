"""Giving by a program: another site's form, an app."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from django.http import HttpRequest, JsonResponse
from ninja import Header, Path, Router

from folkmoot.discussion.api.problems import refusals
from folkmoot.funding.api.schemas import CheckoutOut, NewContribution
from folkmoot.funding.commands.begin_contribution import begin_contribution
from folkmoot.funding.forms.caller import caller_of
from folkmoot.funding.forms.guard import Sent, guard_program
from folkmoot.funding.forms.offering import why_closed
from folkmoot.funding.policy.giving import unknown_campaign
from folkmoot.funding.policy.saying import unfit_key
from folkmoot.funding.queries.walls import public_campaign
from folkmoot.funding.values.giving import Choice
from folkmoot.pure.verdict import Denial, DeniedError, require

router = Router()
Slug = Annotated[str, Path(description="The last part of the campaign's address.")]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        description="22 to 200 characters, fresh for each gift; the same again is the same gift.",
    ),
]


@router.post(
    "/campaigns/{slug}/contributions", response={201: CheckoutOut, **refusals(400, 401, 403, 404, 409, 422, 429, 503)}
)
def begin_giving(request: HttpRequest, slug: Slug, new: NewContribution, idempotency_key: Key = "") -> JsonResponse:
    """Begin to give, and return where the giver pays. No card is sent here, and no money moves before they pay there.

    Sent twice it is one gift: by Idempotency-Key, or by the same gift of the same address within ten minutes. While
    somebody tries out stolen cards here it answers `work_needed`: then let the giver use the form of our own page.
    """
    caller = caller_of(request)
    require(unfit_key(idempotency_key))
    campaign = public_campaign(caller.publication.id, slug)
    if campaign is None:
        raise DeniedError(unknown_campaign())
    require(why_closed(campaign, caller.publication, now=caller.now))
    sent = Sent(email=new.email, form_key=new.form_key or "", answer=new.answer or "")
    guard_program(sent, campaign, caller)
    try:
        begun = begin_contribution(
            publication=caller.publication,
            slug=slug,
            choice=Choice(
                gift_minor=new.amount_minor,
                frequency=new.frequency,
                provider=new.provider or "",
                email=new.email,
                name=new.name or "",
                named=new.named,
                message=new.message or "",
                cover=new.cover,
                page_id=new.page_id,
            ),
            actor=caller.actor,
            once_key=idempotency_key or sent.form_key,
            now=caller.now,
        )
    except DeniedError as error:
        raise DeniedError(_named_here(error.denial)) from error
    return JsonResponse({"checkout_url": begun.go_on_url}, status=201)


def _named_here(denial: Denial) -> Denial:
    """Return a refusal that names the field as it is called here: people type an amount, programs send minor units."""
    return replace(denial, field="amount_minor") if denial.field == "amount" else denial
