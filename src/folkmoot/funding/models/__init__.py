"""The tables of this room."""

from folkmoot.funding.models.bank import BankLine
from folkmoot.funding.models.campaigns import Campaign, Supporter
from folkmoot.funding.models.contributions import Contribution, Payment, Refund
from folkmoot.funding.models.demo import DemoCheckout, DemoMessage, DemoPayout
from folkmoot.funding.models.inbox import Alarm, Payout, ProviderEvent, Quarantined
from folkmoot.funding.models.journal import ClosedMonth, JournalEntry, Posting
from folkmoot.funding.models.settings import FundingSettings, settings_in_force

__all__ = [
    "Alarm",
    "BankLine",
    "Campaign",
    "ClosedMonth",
    "Contribution",
    "DemoCheckout",
    "DemoMessage",
    "DemoPayout",
    "FundingSettings",
    "JournalEntry",
    "Payment",
    "Payout",
    "Posting",
    "ProviderEvent",
    "Quarantined",
    "Refund",
    "Supporter",
    "settings_in_force",
]
