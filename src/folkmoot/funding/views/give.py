"""The form. It holds a key of its own and says what stands in the way now, so each reader gets theirs and nobody keeps it."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from folkmoot.articles.values import PublicationView
from folkmoot.funding.commands.begin_contribution import begin_contribution
from folkmoot.funding.forms.caller import Caller, caller_of
from folkmoot.funding.forms.choosing import choice_of, filled_of
from folkmoot.funding.forms.guard import Sent, guard_form, work_bits
from folkmoot.funding.forms.offering import offer_of, why_closed
from folkmoot.funding.models import Campaign, Contribution, settings_in_force
from folkmoot.funding.policy.giving import gives_already, unknown_campaign
from folkmoot.funding.policy.guarding import WAIT
from folkmoot.funding.queries.gifts import Words, renewing_gift
from folkmoot.funding.queries.walls import public_campaign
from folkmoot.funding.values import Frequency, campaign_path, give_path, giving_path
from folkmoot.funding.values.form_keys import make_form_key
from folkmoot.funding.values.giving_views import Filled, OfferView
from folkmoot.funding.values.tokens import return_token, supporter_key
from folkmoot.funding.views.private import private, with_status
from folkmoot.kit.http.cookies import may_be_secure, set_lasting
from folkmoot.kit.words import say
from folkmoot.pure.verdict import Denial, DeniedError, require

COOKIE = "__Host-folkmoot-giving"
COOKIE_S = 400 * 24 * 3600  # as long as browsers keep any
OWN = "own"


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the form, or take it and lead to where one pays; a refused form comes back with what was in it.

    Raises:
        DeniedError: `unknown_campaign`.
    """
    caller = caller_of(request)
    campaign = public_campaign(caller.publication.id, slug)
    if campaign is None:
        raise DeniedError(unknown_campaign())
    mine = renewing_gift(caller.publication.id, request.COOKIES.get(COOKIE, ""))
    if request.method == "POST":
        return _take(request, caller, campaign, mine)
    return _form(caller, campaign, filled_of(request.GET, is_blank=True), mine)


def _take(request: HttpRequest, caller: Caller, campaign: Campaign, mine: Contribution | None) -> HttpResponse:
    filled = filled_of(request.POST)
    key = request.POST.get("form_key", "")
    sent = Sent(
        email=filled.email, form_key=key, answer=request.POST.get("answer", ""), trap=request.POST.get("website", "")
    )
    try:
        require(why_closed(campaign, caller.publication, now=caller.now))
        choice = choice_of(filled, campaign, caller.publication.language)
        is_second = mine is not None and mine.supporter_key == supporter_key(filled.email)
        renews = choice.frequency != Frequency.ONCE
        require(gives_already(is_second=is_second, renews=renews, agreed=filled.second))
        guard_form(sent, campaign, caller)
        begun = begin_contribution(
            publication=caller.publication,
            slug=campaign.slug,
            choice=choice,
            actor=caller.actor,
            once_key=key,
            now=caller.now,
        )
    except DeniedError as error:
        return _form(caller, campaign, filled, mine, error.denial, key)
    response = HttpResponseRedirect(begun.go_on_url, status=303)
    if renews and may_be_secure(request):
        set_lasting(response, request, COOKIE, return_token(begun.name_of_ours), max_age_s=COOKIE_S)
    return response


def _form(
    caller: Caller,
    campaign: Campaign,
    filled: Filled,
    mine: Contribution | None,
    denial: Denial | None = None,
    key: str = "",
) -> HttpResponse:
    """Return the form, with what is in it and what is wrong with it; without, if nobody can give now."""
    publication = caller.publication
    offer = offer_of(campaign, publication, now=caller.now)
    is_spent = denial is None or denial.code in {"form_over", "idempotency_mismatch"}
    form_key = make_form_key(campaign.id, now=caller.now) if is_spent or not key else key
    context = {
        "offer": offer,
        "filled": _prefilled(filled, offer),
        "denial": denial,
        "error": say(denial) if denial else "",
        "form_key": form_key,
        "bits": work_bits(publication.id, caller),
        "wait_min": WAIT.total_seconds() / 60,
        "path": give_path(campaign.slug),
        "campaign_path": campaign_path(campaign.slug),
        "mine": _mine(mine, publication),
        "settings": settings_in_force(publication.id),
    }
    response = private("funding/give.html", caller, context, origins=offer.origins)
    return with_status(response, denial) if denial else response


def _prefilled(filled: Filled, offer: OfferView) -> Filled:
    """Return what stands in the form: what was typed, and where nothing was, the middle preset, once, the first way."""
    presets = [str(preset.minor) for preset in offer.presets]
    preset = filled.preset if filled.preset in presets else OWN
    if not filled.preset and not filled.amount and presets:
        preset = presets[len(presets) // 2]
    if filled.amount.strip():
        preset = OWN
    frequency = filled.frequency if filled.frequency in offer.frequencies else next(iter(offer.frequencies), "")
    provider = filled.provider if filled.provider in offer.providers else next(iter(offer.providers), "")
    return replace(filled, preset=preset, frequency=frequency, provider=provider)


def _mine(mine: Contribution | None, publication: PublicationView) -> dict[str, object] | None:
    """Return what this browser's reader gives regularly already, None for nothing that we know of."""
    if mine is None:
        return None
    words = Words(publication, settings_in_force(publication.id))(mine.gift_minor, mine.currency)
    return {
        "words": words,
        "frequency": Frequency(mine.frequency),
        "path": giving_path(return_token(mine.name_of_ours)),
    }
