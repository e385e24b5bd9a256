"""What staff do about giving, as the audit log says it after the name of who did it. The codes are permanent."""

from __future__ import annotations

from collections.abc import Mapping

from folkmoot.pure.words import gettext_noop as _

ACTS: Mapping[str, str] = {
    "campaign.saved": _("saved the campaign “%(subject)s”"),
    "campaign.begun": _("began the campaign “%(subject)s”"),
    "campaign.closed": _("closed the campaign “%(subject)s” early"),
    "campaign.dropped": _("deleted the draft of the campaign “%(subject)s”"),
    "campaign.opened": _("carried over what was raised elsewhere for “%(subject)s”"),
    "month.closed": _("closed the books of %(subject)s"),
    "campaign.corrected": _("corrected what a campaign says was raised: %(subject)s"),
    "gift.refunded": _("sent a gift back: %(subject)s"),
    "gift.written": _("wrote down a gift that came another way: %(subject)s"),
    "gift.message_shown": _("showed the words of a supporter: %(subject)s"),
    "gift.message_refused": _("did not show the words of a supporter: %(subject)s"),
    "gift.quarantine_settled": _("looked at money that did not fit: %(subject)s"),
    "gift.alarm_seen": _("saw an alarm about giving: %(subject)s"),
    "payout.arrived": _("saw a payout on the bank account: %(subject)s"),
    "bank.read": _("read a bank statement with %(subject)s new lines"),
    "bank.assigned": _("said whose transfer it was: %(subject)s"),
    "bank.taken_back": _("took a transfer back that was somebody else's: %(subject)s"),
    "bank.set_aside": _("set a transfer aside: %(subject)s"),
    "giving.changed": _("changed how the newspaper asks for money"),
    "giving.paused": _("paused giving"),
    "giving.resumed": _("let readers give again"),
}
