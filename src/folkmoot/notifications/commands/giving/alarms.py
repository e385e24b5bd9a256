"""What owners and treasurers read when something about giving needs them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from folkmoot.funding.models import Alarm, Payment, Quarantined
from folkmoot.funding.values import GIFTS_PATH, DisputeState, gift_path
from folkmoot.notifications.commands.giving.giving import Paper
from folkmoot.notifications.values import Words

Said = tuple[str, str]
ALARMS: Mapping[str, Said] = {
    "card_testing": (
        gettext_noop("%(paper)s: somebody tries out cards"),
        gettext_noop(
            "Many payments are being declined: somebody seems to try stolen cards at the form for gifts. Giving goes on; "
            "whoever gives now waits a few seconds longer, and most tries no longer reach the payment provider. "
            "Look at the gifts of the last hours, and send back what looks wrong before its owner's bank asks for it."
        ),
    ),
    "provider_down": (
        gettext_noop("%(paper)s: the payment provider does not answer"),
        gettext_noop(
            "Somebody wanted to give, and the payment provider (%(provider)s) could not be reached. They were told to come "
            "back later. If this lasts, look at the provider's status page and at the log."
        ),
    ),
}
OTHER_ALARM: Said = (
    gettext_noop("%(paper)s: giving needs a look"),
    gettext_noop("Something about giving needs a person (%(kind)s)."),
)
MISFITS: Mapping[str, str] = {
    "account": gettext_noop("It was paid to another account than it was meant for."),
    "mode": gettext_noop("Test money and real money were mixed."),
    "currency": gettext_noop("It came in another currency than agreed."),
    "amount": gettext_noop("It was another amount than agreed."),
    "exceeded": gettext_noop("More went back than had come."),
    "foreign": gettext_noop("It belongs to another gift."),
}
DISPUTES: Mapping[str, Said] = {
    DisputeState.OPEN: (
        gettext_noop("%(paper)s: a bank asks for %(amount)s back"),
        gettext_noop(
            "The bank of somebody who gave on %(day)s asks for %(amount)s back. Until that is decided it does not "
            "count. Answer at the payment provider, soon: there is a day after which it is lost."
        ),
    ),
    DisputeState.WON: (
        gettext_noop("%(paper)s: %(amount)s that a bank asked back are yours"),
        gettext_noop("It was decided that the %(amount)s of the gift of %(day)s stay with you. They count again."),
    ),
    DisputeState.LOST: (
        gettext_noop("%(paper)s: %(amount)s went back to a bank"),
        gettext_noop("It was decided that the %(amount)s of the gift of %(day)s go back. They no longer count."),
    ),
}


def alarm_letter(paper: Paper, alarm: Alarm) -> Words:
    """Return what an alarm is about, and where to look. Spoken within the paper's voice, like all of these."""
    subject, text = ALARMS.get(alarm.kind, OTHER_ALARM)
    values = {"paper": paper.name, "kind": alarm.kind, "provider": "", **alarm.details}
    return _letter(paper, _(subject) % values, _(text) % values, GIFTS_PATH)


def quarantine_letter(paper: Paper, aside: Quarantined) -> Words:
    """Return that money came which fits nothing, what was expected, and what came."""
    values = {
        "paper": paper.name,
        "reason": _(MISFITS.get(aside.reason, OTHER_ALARM[1])) % {"kind": aside.reason},
        "ref": aside.details.get("ref", ""),
        "expected": aside.details.get("expected", ""),
        "came": aside.details.get("came", ""),
    }
    text = _(
        "Money came that does not fit what was agreed, so it is not booked and not counted. %(reason)s\n\n"
        "The provider's name for it: %(ref)s\nExpected: %(expected)s\nCame: %(came)s\n\n"
        "Compare it with the payment provider, and settle it at the desk."
    )
    return _letter(paper, _("%(paper)s: money came that fits no gift") % values, text % values, GIFTS_PATH)


def dispute_letter(paper: Paper, payment: Payment, amount_minor: int, state: str) -> Words:
    """Return that a bank asks for so much of a gift back, or what was decided."""
    subject, text = DISPUTES[DisputeState(state)]
    values = {
        "paper": paper.name,
        "amount": paper.money(amount_minor, payment.currency),
        "day": paper.day(payment.paid_at or payment.begun_at),
    }
    said = _(subject) % values
    if payment.is_test:
        said = _("TEST: %(subject)s") % {"subject": said}
    return _letter(paper, said, _(text) % values, gift_path(payment.id))


def _letter(paper: Paper, subject: str, text: str, path: str) -> Words:
    return Words(subject, f"{text}\n\n{paper.at(path)}\n")
