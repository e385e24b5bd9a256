"""A campaign at the desk as those read it who keep its books and do not change it; and what its page says for all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from folkmoot.funding.forms.campaigns import fields_of
from folkmoot.funding.forms.typed import Typist
from folkmoot.funding.models import Campaign, settings_in_force
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.queries import write_meter
from folkmoot.funding.queries.campaigns import articles_of
from folkmoot.funding.queries.carried import read_carried
from folkmoot.funding.queries.treasury import Purser
from folkmoot.funding.values import CAMPAIGNS_PATH, HIDDEN, campaign_path, correction_path
from folkmoot.funding.views.campaign_words import frequency_words, provider_words
from folkmoot.funding.views.door import Staff, page


def show_to_read(request: HttpRequest, staff: Staff, campaign: Campaign) -> HttpResponse:
    """Return the page of a campaign without a form."""
    write = Purser(staff.chrome)
    frequencies, settings = frequency_words(), settings_in_force(staff.publication_id)
    return page(
        request,
        staff,
        "funding/desk_campaign_read.html",
        here=CAMPAIGNS_PATH,
        campaign=campaign,
        fields=fields_of(campaign, Typist(staff.chrome), articles_of(campaign)),
        meter=write_meter(campaign, staff.chrome, settings.amount_pattern),
        public_path="" if campaign.state in HIDDEN else campaign_path(campaign.slug),
        goal=write(campaign.goal_minor, campaign.currency),
        raised=write(campaign.raised_minor, campaign.currency),
        late=write(campaign.late_minor, campaign.currency) if campaign.late_minor else "",
        least=write(campaign.minimum_minor, campaign.currency),
        most=write(campaign.maximum_minor, campaign.currency),
        frequencies=[frequencies[code] for code in campaign.frequencies if code in frequencies],
        providers=[
            words for code, words, _waits in provider_words(campaign, settings.iban) if code in campaign.providers
        ],
        carried=read_carried(staff.chrome, campaign),
        correct_path=path_to_correct(staff, campaign),
        done=what_was_done(request),
    )


def path_to_correct(staff: Staff, campaign: Campaign) -> str:
    """Return where whoever looks may correct what was raised; empty for those who may not."""
    return "" if not_a_treasurer(staff.actor.roles) else correction_path(campaign.id)


def what_was_done(request: HttpRequest) -> str:
    """Return the sentence for what led back to the page; empty for nothing."""
    match request.GET.get("done", ""):
        case "":
            return ""
        case "corrected":
            return _("Corrected. Every page says so now.")
        case _other:
            return _("Kept.")
