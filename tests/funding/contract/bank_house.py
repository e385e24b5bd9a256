"""A bank account and the world around it: givers send transfers, and a treasurer uploads what the bank exports."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from folkmoot.funding.adapters.bank.provider import BankProvider
from folkmoot.funding.commands.read_statement import read_statement
from folkmoot.funding.forms.statement import read_statement_file
from folkmoot.funding.models import Contribution, FundingSettings
from folkmoot.funding.values.transfers import in_groups
from folkmoot.readers.values import Actor, Role
from tests.cast import NOON
from tests.funding.bank.paper import IBAN, camt, entry
from tests.funding.contract.house import Able, Message, never

TREASURER = Actor(roles=frozenset({Role.TREASURER}))
AT_THE_BANK = "that is between the giver and their bank"


class BankHouse:
    """The real provider. Its news are statements: each has all that came so far, as overlapping exports have."""

    currency = "EUR"
    cannot: ClassVar = {
        Able.TELLS: "banks send no messages; a person uploads statements",
        Able.ASKED: "nobody can ask a bank: what no statement says, is not known",
        Able.RETRIES: "a pledge has one page and one reference for good",
        Able.LEAVES: "a transfer that nobody sends is awaited on",
        Able.DECLINES: AT_THE_BANK,
        Able.DEBITS: "what stands on a statement has come",
        Able.REFUNDS: "a transfer back is made at the bank, and written down by hand",
        Able.ASKS_BACK: "a transfer that is taken back is money that left, which statements are not read for",
        Able.PAYS_OUT: "it is our own account",
        Able.FORESEES: AT_THE_BANK,
        Able.CHANGES: AT_THE_BANK,
        Able.PAUSES: AT_THE_BANK,
        Able.ENDS: AT_THE_BANK,
    }
    decline = need_authentication = pay_later = settle = abandon = mend = never
    refund_outside = ask_back = decide = pay_out = forge = break_line = mend_line = never

    def __init__(self) -> None:
        """Begin at noon, with nothing on the account."""
        self._time = NOON
        self._entries: list[str] = []
        self._statements: list[Message] = []
        self._publication_id = 0
        self.provider = BankProvider()

    def move_in(self, publication_id: int) -> None:
        """Let a publication name its account."""
        self._publication_id = publication_id
        FundingSettings.objects.create(publication_id=publication_id, iban=IBAN, account_holder="The Paper")

    def tell(self, message: Message) -> None:
        """Let a treasurer upload a statement."""
        statement = read_statement_file(message.body, language="en")
        read_statement(publication_id=self._publication_id, statement=statement, actor=TREASURER, now=self._time)

    def wait(self, days: float) -> datetime:
        """Let time pass."""
        self._time += timedelta(days=days)
        return self._time

    def now(self) -> datetime:
        """Return the time."""
        return self._time

    def pay(self, checkout: str) -> None:
        """Send what was pledged."""
        pledge = Contribution.objects.get(reference=checkout)
        self.send(checkout, pledge.gift_minor + pledge.cover_minor)

    def send(self, checkout: str, amount_minor: int, currency: str = "") -> None:
        """Send something, with the reference written as people write it."""
        words = f"for you {in_groups(checkout).lower()}"
        amount = f"{amount_minor // 100}.{amount_minor % 100:02}"
        number, on = len(self._entries), f"{self._time:%Y-%m-%d}"
        self._entries.append(entry(amount, currency=currency or self.currency, on=on, ref=f"B{number}", words=words))
        self._statements.append(Message(camt(*self._entries), {}))
        self.wait(1 / 86_400)

    def renew(self, checkout: str, *, works: bool = True) -> None:
        """Let a standing order be carried out, or not."""
        if works:
            self.pay(checkout)

    def messages(self) -> list[Message]:
        """Return the statements that nobody uploaded yet."""
        new, self._statements = self._statements, []
        return new
